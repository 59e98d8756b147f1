import type { FailureCode, HintCode, Service } from '../../domain/failure.js'
import type { CloudError } from './envelope.js'
import type { Meaning } from './error-codes.js'

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
 * What to do about a failed answer; `null` where the sentence of the failure says it.
 *
 * @param cloud the error in the body, `null` when there is none
 * @param meaning what that error means
 * @param service who was asked: the same code asks for another repair
 */
export function hintFor(
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
  return STATUS_HINTS.get(status) ?? (WRONG_REF.test(words) ? 'wrong_ref' : 'rejected')
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

/** What was to be built is not there. */
const WRONG_REF = /\b(branch|tag|ref)\b[^.]{0,200}\bnot (exist|found)|(分支|标签)[^。]{0,200}不存在/i

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
