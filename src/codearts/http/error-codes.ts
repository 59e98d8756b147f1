import type { Failure, HintCode } from '../../domain/failure.js'
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
