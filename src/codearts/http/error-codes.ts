import type { HttpResponse } from '../../ports.js'
import { failure, type Failure, type FailureCode, type HintCode, type Service } from '../../domain/failure.js'
import type { CloudError } from './envelope.js'
import { entry } from './values.js'

/** What a code of CodeArts means, or its words where a code alone does not say it. */
export type Meaning =
  | 'not_owned'
  | 'no_such_pipeline'
  | 'no_such_project'
  | 'too_many_runs'
  /** It is queued instead of started. */
  | 'queued'
  | 'no_permission'
  | 'no_such_api'
  /** IAM does not accept who is asking. */
  | 'unidentified'
  | 'no_identity'
  | 'blocked'
  | 'token_renewal'
  /** The access key is locked for a while. */
  | 'locked'
  | 'throttled'

/**
 * The codes of the service, https://support.huaweicloud.com/api-pipeline/ErrorCode.html, and of its gateway, which
 * writes APIGW or APIG, https://support.huaweicloud.com/en-us/devg-apisign/api-sign-errorcode.html. Those that begin
 * with DEVPIPE and DEV_21 stand in no reference: https://github.com/huaweicloud/terraform-provider-huaweicloud looks for
 * them.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  'DEVPIPE.00011136': 'not_owned',
  'DEVPIPE.00011401': 'no_such_pipeline',
  'DEVPIPE.00011412': 'no_such_project',
  DEV_21_100169: 'no_such_project',
  'DEVPIPE.00011104': 'too_many_runs',
  'DEVPIPE.00011105': 'too_many_runs',
  'DEVPIPE.00011169': 'queued',
  'DEVPIPE.00011170': 'queued',
  'DEVPIPE.30011011': 'no_permission',
  'DEVCP.00014031': 'no_permission',
  'DEVCP.00021018': 'no_permission',
  'DEV.00000001': 'no_identity',
  'APIGW.0101': 'no_such_api',
  'APIGW.0301': 'unidentified',
  'APIGW.0302': 'blocked',
  'APIGW.0303': 'unidentified',
  'APIGW.0304': 'blocked',
  'APIGW.0305': 'unidentified',
  'APIGW.0306': 'blocked',
  'APIGW.0307': 'token_renewal',
  'APIGW.0308': 'throttled'
}

const LOCKED = /access failed to reach the limit/i
const NO_PERMISSION =
  /\b(no|insufficient) (operation |access )?permissions?\b|\bpermission denied\b|\bnot authori[sz]ed to\b|权限不足|没有该?(操作|访问)?权限|无(操作|访问)?权限/i

/** What an error of CodeArts means; `null` for what no table knows. @param words its message, if there is one */
export function meaningOf(code: string | null, words: string | null = null): Meaning | null {
  if (LOCKED.test(words ?? '')) return 'locked'
  const known = entry(MEANINGS, (code ?? '').toUpperCase().replace(/^APIG\./, 'APIGW.'))
  return known ?? (NO_PERMISSION.test(words ?? '') ? 'no_permission' : null)
}

/** What the error in a failure means; `null` where no table knows it. */
export function meaningIn({ cloudCode, cloudMessage }: Failure): Meaning | null {
  return meaningOf(cloudCode, cloudMessage)
}

/** The request is wrong, not the credential. */
const OF_THE_REQUEST: ReadonlySet<Meaning | null> = new Set<Meaning | null>([
  'not_owned',
  'no_such_pipeline',
  'no_such_project',
  'too_many_runs',
  'queued'
])

const OF_THE_CALLER: ReadonlySet<Meaning | null> = new Set<Meaning | null>([
  'unidentified',
  'no_identity',
  'blocked',
  'token_renewal',
  'no_permission'
])

const HINTS: Readonly<Partial<Record<Meaning, HintCode>>> = {
  not_owned: 'not_owned',
  no_such_pipeline: 'no_such_pipeline',
  no_such_project: 'no_such_project',
  too_many_runs: 'too_many_runs',
  no_permission: 'forbidden',
  no_such_api: 'no_such_api',
  no_identity: 'no_identity',
  blocked: 'blocked',
  token_renewal: 'token_renewal'
}

/**
 * What is wrong with an answer, decided by its status and by the error in its body.
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
  const meaning = cloud === null ? null : meaningOf(cloud.code, cloud.message)
  const code = failureCode(status, meaning)
  return failure(code, {
    service,
    status,
    cloudCode: cloud?.code ?? null,
    cloudMessage: cloud?.message ?? null,
    requestId: response.headers['x-request-id'] ?? null,
    detail: code === 'redirected' ? redirectTarget(response) : null,
    hint: hintFor(code, status, cloud, meaning, service)
  })
}

function failureCode(status: number, meaning: Meaning | null): FailureCode {
  if (status === 429 || meaning === 'throttled') return 'throttled'
  if (meaning === 'locked') return 'locked'
  // Not a temporary error, whatever its status.
  if (meaning === 'no_permission') return 'refused'
  if (status >= 500 || status === 408) return 'server_error'
  if (status === 401 || (status === 403 && !OF_THE_REQUEST.has(meaning)) || OF_THE_CALLER.has(meaning))
    return 'refused'
  return status >= 300 && status < 400 ? 'redirected' : 'rejected'
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
  meaning: Meaning | null,
  service: Service
): HintCode | null {
  if (code === 'locked') return 'key_locked'
  if (code === 'server_error' || code === 'throttled') return 'service'
  if (service === 'github') return 'id_token'
  if (service === 'iam' || service === 'idp' || service === 'sts')
    return identityHint(code, status, cloud, meaning, service)
  const known = meaning === null ? undefined : HINTS[meaning]
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
  [/verify aksk signature fail/i, 'wrong_secret_key'],
  [/aksk|signature/i, 'wrong_key'],
  [/token/i, 'wrong_token']
]

function identityHint(
  code: FailureCode,
  status: number,
  cloud: CloudError | null,
  meaning: Meaning | null,
  service: 'iam' | 'idp' | 'sts'
): HintCode | null {
  const words = `${cloud?.code ?? ''} ${cloud?.message ?? ''}`
  if (code === 'redirected' || meaning === 'no_such_api' || (status === 404 && cloud === null))
    return 'wrong_identity_endpoint'
  if (service === 'iam') {
    if (/mfa|multi-factor|verification code|policy|acl|restricted/i.test(words)) return 'iam_policy'
    return status === 401 ? 'iam_user' : 'iam_refused'
  }
  if (/provider/i.test(words) && /not (found|exist)|invalid|no such/i.test(words))
    return service === 'sts' ? 'sts_provider' : 'idp_provider'
  if (service === 'idp') return /map/i.test(words) ? 'idp_mapping' : 'idp_refused'
  return 'sts_trust'
}

/** What blocks a connection until somebody fixes it. */
const LASTING: ReadonlySet<HintCode | null> = new Set<HintCode | null>([
  'certificate',
  'proxy_unreadable',
  'proxy_credentials',
  'proxy_refuses',
  'proxy_unsupported',
  'wrong_protocol',
  'headers_too_large',
  'unsendable'
])

/**
 * Whether asking again can help: throttling, a server error, a broken connection, a lock that ends by itself.
 */
export function isRetryable(failed: Failure): boolean {
  return (
    failed.code === 'throttled' ||
    failed.code === 'locked' ||
    failed.code === 'server_error' ||
    (failed.code === 'connection' && !LASTING.has(failed.hint))
  )
}

/**
 * Whether a refusal says that the credential has ended; a gateway says "decrypt token fail" of an expired token, too.
 * A "signature expired" is about the clock.
 */
export function isExpired({ cloudCode, cloudMessage, hint }: Failure): boolean {
  if (hint === 'clock') return false
  return (
    meaningOf(cloudCode) === 'token_renewal' ||
    /expire|decrypt token|security.?token/i.test(cloudMessage ?? '')
  )
}

/** Whether the gateway rejects the credential itself: no other request with it will be accepted. */
export function isIdentityRefusal({ code, status, cloudCode }: Failure): boolean {
  const meaning = meaningOf(cloudCode)
  return code === 'refused' && (status === 401 || meaning === 'unidentified' || meaning === 'no_identity')
}

/**
 * Whether the service says that the caller cannot have what was asked for, because it does not exist or for want of a
 * permission: asking again changes nothing, and other requests with the same credential may be accepted.
 */
export function isDenied(failed: Failure): boolean {
  return failed.code === 'rejected' || meaningIn(failed) === 'no_permission'
}

/** Whether the service itself has said it: then the gateway has let the caller through. */
export function isFromService({ cloudCode }: Failure): boolean {
  return /^DEV(PIPE|CP|_)/i.test(cloudCode ?? '')
}
