import type { HttpResponse } from '../../ports.js'
import { failure, type Failure, type FailureCode, type HintCode, type Service } from '../../domain/failure.js'
import type { CloudError } from './envelope.js'

/** Codes that mean "slow down" whatever the status is. */
const THROTTLING = /^(APIGW|APIG)\.0308$/i

const HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^DEVPIPE\.00011136$/i, 'not_owned'],
  [/^DEVPIPE\.00011401$/i, 'no_such_pipeline'],
  [/^(DEVPIPE\.00011412|DEV_21_100169)$/i, 'no_such_project'],
  [/^DEVPIPE\.0001110[45]$/i, 'too_many_runs'],
  [/^(APIGW|APIG)\.0101$/i, 'no_such_api'],
  [/^(APIGW|APIG)\.0302$/i, 'blocked'],
  [/^(APIGW|APIG)\.0307$/i, 'token_renewal'],
  [/^DEV\.00000001$/i, 'no_identity']
]

/**
 * What is wrong with an answer, judged by its status and by the error that its body tells.
 *
 * @param cloud the error in the body, `null` when there is none
 * @param service who was asked: the same code asks for another repair
 * @returns `null` for an answer of the 2xx kind without an error in it
 */
export function answerFailure(
  response: HttpResponse,
  cloud: CloudError | null,
  service: Service
): Failure | null {
  const { status } = response
  const ok = status >= 200 && status < 300
  if (ok && cloud === null) return null
  const code = failureCode(status, cloud)
  return failure(code, {
    service,
    status,
    cloudCode: cloud?.code ?? null,
    cloudMessage: cloud?.message ?? null,
    requestId: response.headers['x-request-id'] ?? null,
    detail: code === 'redirected' ? redirectTarget(response) : null,
    hint: hintFor(code, status, cloud, service)
  })
}

function failureCode(status: number, cloud: CloudError | null): FailureCode {
  if (status === 429 || THROTTLING.test(cloud?.code ?? '')) return 'throttled'
  if (status >= 500 || status === 408) return 'server_error'
  if (status === 401 || (status === 403 && !isOfPlace(cloud)) || isIdentityError(cloud)) return 'refused'
  return status >= 300 && status < 400 ? 'redirected' : 'rejected'
}

/** What is wrong is what was asked for, and not who asks. */
function isOfPlace(cloud: CloudError | null): boolean {
  return /^DEVPIPE\.000(11136|11401|11412|1110[45])$|^DEV_21_100169$/i.test(cloud?.code ?? '')
}

function isIdentityError(cloud: CloudError | null): boolean {
  return /^(APIGW|APIG)\.030[1-7]$|^DEV\.00000001$/i.test(cloud?.code ?? '')
}

function redirectTarget(response: HttpResponse): Failure['detail'] {
  const location = response.headers.location ?? ''
  const host = URL.canParse(location) ? new URL(location).host : location
  return host === '' ? null : { code: 'redirect_to', params: { host } }
}

function hintFor(
  code: FailureCode,
  status: number,
  cloud: CloudError | null,
  service: Service
): HintCode | null {
  if (code === 'server_error' || code === 'throttled') return 'service'
  if (service === 'github') return 'id_token'
  if (service === 'iam' || service === 'idp' || service === 'sts')
    return identityHint(code, status, cloud, service)
  const known = HINTS.find(([pattern]) => pattern.test(cloud?.code ?? ''))?.[1]
  if (known === 'no_such_api' && service === 'v3') return 'v3_offline'
  if (known !== undefined) return known
  const words = cloud?.message ?? ''
  if (code === 'refused')
    return (
      REFUSALS.find(([pattern]) => pattern.test(words))?.[1] ?? (status === 403 ? 'forbidden' : 'no_identity')
    )
  if (code === 'redirected' || status === 404) return 'wrong_endpoint'
  return STATUS_HINTS.get(status) ?? 'rejected'
}

/** What gateways and proxies on the way say with the status alone. */
const STATUS_HINTS: ReadonlyMap<number, HintCode> = new Map<number, HintCode>([
  [407, 'proxy_credentials'],
  [413, 'too_long'],
  [414, 'too_long'],
  [431, 'too_long']
])

/** What the gateway says when it refuses, in its own words. */
const REFUSALS: readonly (readonly [RegExp, HintCode])[] = [
  [/signature expired|too far from the time|clock skew/i, 'clock'],
  [/disabled|inactive|frozen/i, 'key_disabled'],
  [/\b(ak|access key)\b.*(not exist|not found|invalid)|no such (ak|access key)/i, 'wrong_access_key'],
  [/aksk|signature/i, 'wrong_key'],
  [/token/i, 'wrong_token']
]

function identityHint(
  code: FailureCode,
  status: number,
  cloud: CloudError | null,
  service: 'iam' | 'idp' | 'sts'
): HintCode | null {
  const words = `${cloud?.code ?? ''} ${cloud?.message ?? ''}`
  if (code === 'redirected' || (status === 404 && cloud === null)) return 'wrong_identity_endpoint'
  if (service === 'iam') {
    if (/mfa|multi-factor|verification code|policy|acl|restricted/i.test(words)) return 'iam_policy'
    return status === 401 ? 'iam_user' : 'iam_refused'
  }
  if (/provider/i.test(words) && /not (found|exist)|invalid|no such/i.test(words))
    return service === 'sts' ? 'sts_provider' : 'idp_provider'
  if (service === 'idp') return /map/i.test(words) ? 'idp_mapping' : 'idp_refused'
  return 'sts_trust'
}

/** What stands against a connection until somebody mends it. */
const LASTING: ReadonlySet<HintCode | null> = new Set<HintCode | null>([
  'certificate',
  'proxy_unreadable',
  'proxy_credentials',
  'proxy_refuses',
  'unsendable'
])

/** Whether asking again can help: throttling, trouble of the server, a broken connection. */
export function isRetryable(failed: Failure): boolean {
  return (
    failed.code === 'throttled' ||
    failed.code === 'server_error' ||
    (failed.code === 'connection' && !LASTING.has(failed.hint))
  )
}

/** Whether a refusal says that the credential has ended; a gateway says "decrypt token fail" of an expired token, too. */
export function isExpired({ cloudCode, cloudMessage }: Failure): boolean {
  return (
    /^(APIGW|APIG)\.0307$/i.test(cloudCode ?? '') ||
    /(?<!signature )expire|decrypt token|security.?token/i.test(cloudMessage ?? '')
  )
}
