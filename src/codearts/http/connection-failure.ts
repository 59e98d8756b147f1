import { failure, type Failure, type HintCode, type Service } from '../../domain/failure.js'
import type { ConnectionError } from '../../errors.js'

/** TLS faults that asking again cannot fix; OpenSSL's names as Node passes them on. */
const CERTIFICATE_FAULT = /CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/

/**
 * What is wrong with the address, by code and words. Once the service has answered it is there and speaks HTTP: then
 * the same is a connection that broke.
 */
const ADDRESS_HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^ENOTFOUND |cause=getaddrinfo ENOTFOUND/, 'no_such_host'],
  [/^HPE_HEADER_OVERFLOW |cause=.*Header overflow/, 'headers_too_large'],
  [/^(EPROTO|HPE_\w+|ERR_SSL_\w+|UPGRADE) |cause=.*(Parse Error|SSL routines)/, 'wrong_protocol']
]

/** What a connection that did not come about asks for, by its code and words; else it is the place that was asked. */
const CONNECTION_HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^PROXY_UNREADABLE /, 'proxy_unreadable'],
  [/^PROXY_UNSUPPORTED /, 'proxy_unsupported'],
  [/statusCode=407/, 'proxy_credentials'],
  // Not those that ask for patience.
  [/statusCode=4(?!08|25|29)/, 'proxy_refuses'],
  [CERTIFICATE_FAULT, 'certificate'],
  // A proxy over TLS reports certificate errors in words only.
  [/cause=.*certificate/i, 'certificate'],
  [/^ERR_INVALID_(CHAR|HTTP_TOKEN) /, 'unsendable'],
  [/^(EMFILE|ENFILE) /, 'descriptors']
]

const IDENTITY_SERVICES: ReadonlySet<Service> = new Set<Service>(['iam', 'idp', 'sts'])

/**
 * What is to be said of a connection that brought no answer.
 *
 * @param timeoutMs how long it was waited for at most
 * @param service who was asked
 * @param hasAnswered whether the service has answered before: then its address is right
 */
export function connectionFailure(
  error: ConnectionError,
  timeoutMs: number,
  { service, hasAnswered }: { readonly service: Service; readonly hasAnswered: boolean }
): Failure {
  if (error.code === 'BODY_TOO_LARGE')
    return failure('not_understood', {
      service,
      detail: { code: 'too_large', params: { limit: error.message } },
      hint: placeHint(service)
    })
  const detail: Failure['detail'] =
    error.code === 'TIMEOUT'
      ? { code: 'no_answer', params: { seconds: Math.ceil(timeoutMs / 1000) } }
      : { code: 'raw', params: { text: error.message } }
  return failure('connection', { service, detail, hint: connectionHint(error, service, hasAnswered) })
}

function connectionHint(
  { code, message }: ConnectionError,
  service: Service,
  hasAnswered: boolean
): HintCode {
  const text = `${code} ${message}`
  const hints = hasAnswered ? CONNECTION_HINTS : [...CONNECTION_HINTS, ...ADDRESS_HINTS]
  const known = hints.find(([pattern]) => pattern.test(text))?.[1]
  const isHostUnknown = known === 'no_such_host' && IDENTITY_SERVICES.has(service)
  return isHostUnknown ? 'no_identity_host' : (known ?? placeHint(service))
}

/**
 * What to check where something else than the service seems to answer. No list has an identity host for every region:
 * another one can be set.
 */
export function placeHint(service: Service): HintCode {
  // GitHub's token service is where the runner says.
  if (service === 'github') return 'id_token'
  return IDENTITY_SERVICES.has(service) ? 'wrong_identity_endpoint' : 'wrong_endpoint'
}
