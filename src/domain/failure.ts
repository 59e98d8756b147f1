import type { InputIssue } from './input-issue.js'

/** What kept the action from doing its job. */
export type FailureCode =
  | 'inputs'
  | 'plan'
  | 'refused'
  | 'rejected'
  | 'throttled'
  | 'locked'
  | 'redirected'
  | 'not_understood'
  | 'server_error'
  | 'connection'
  | 'unreachable'
  | 'not_started'
  | 'not_announced'
  | 'cancelled'
  | 'internal'

/** What came instead of an answer, where a code alone does not say it. */
export type DetailCode =
  | 'empty'
  | 'html'
  | 'not_json'
  | 'null'
  | 'not_a_list'
  | 'bad_element'
  | 'list_changes'
  | 'other_run'
  | 'no_pipeline'
  | 'no_run_id'
  | 'not_our_run'
  | 'not_stopped'
  | 'no_success'
  | 'bad_inputs'
  | 'no_log'
  | 'no_run'
  | 'no_outputs'
  | 'no_child_ids'
  | 'circle'
  | 'too_large'
  | 'too_many_values'
  | 'duplicate_key'
  | 'encoded'
  | 'old_answer'
  | 'odd_status'
  | 'no_answer'
  | 'no_time'
  | 'cancelled'
  | 'no_lines'
  | 'redirect_to'
  | 'no_token'
  | 'no_credentials'
  | 'no_expiry'
  | 'already_ended'
  | 'raw'

/** What the user can do about a failure. */
export type HintCode =
  | 'not_owned'
  | 'no_such_pipeline'
  | 'no_such_project'
  | 'too_many_runs'
  | 'no_such_api'
  | 'v3_offline'
  | 'wrong_key'
  | 'wrong_access_key'
  | 'wrong_secret_key'
  | 'key_locked'
  | 'key_disabled'
  | 'wrong_identity_endpoint'
  | 'iam_user'
  | 'iam_policy'
  | 'iam_refused'
  | 'idp_provider'
  | 'idp_mapping'
  | 'idp_refused'
  | 'sts_provider'
  | 'sts_trust'
  | 'cannot_renew'
  | 'id_token'
  | 'wrong_token'
  | 'blocked'
  | 'token_renewal'
  | 'no_identity'
  | 'forbidden'
  | 'wrong_endpoint'
  | 'no_such_host'
  | 'no_identity_host'
  | 'wrong_protocol'
  | 'headers_too_large'
  | 'cached'
  | 'certificate'
  | 'clock'
  | 'proxy_unreadable'
  | 'proxy_credentials'
  | 'proxy_refuses'
  | 'proxy_unsupported'
  | 'unsendable'
  | 'descriptors'
  | 'too_long'
  | 'rejected'
  | 'wrong_ref'
  | 'service'
  | 'next_sweep'
  | 'key_locked_sweep'
  | 'report_bug'

/** Who was asked. */
export type Service = 'v3' | 'v5' | 'iam' | 'idp' | 'sts' | 'github'

export interface Failure {
  readonly code: FailureCode
  readonly service: Service
  readonly status: number | null
  /** CodeArts' own error code and words, as they came. */
  readonly cloudCode: string | null
  readonly cloudMessage: string | null
  readonly requestId: string | null
  readonly detail: {
    readonly code: DetailCode
    readonly params: Readonly<Record<string, string | number>>
  } | null
  readonly hint: HintCode | null
  /** Attempts that failed, for what was tried more than once. */
  readonly attempts: number
  readonly issues: readonly InputIssue[]
  /** The subject of the OIDC token that was refused. */
  readonly subject: string | null
  /** The pipeline that it is about, where it is about one only. */
  readonly pipeline: string | null
}

/** A failure with only the given parts known. */
export function failure(code: FailureCode, parts: Partial<Omit<Failure, 'code'>> = {}): Failure {
  return {
    code,
    service: 'v5',
    status: null,
    cloudCode: null,
    cloudMessage: null,
    requestId: null,
    detail: null,
    hint: null,
    attempts: 1,
    issues: [],
    subject: null,
    pipeline: null,
    ...parts
  }
}

/** The service did not answer until the deadline. @param lastError what went wrong until then, if anything did */
export function unreachable(lastError: Failure | null): Failure {
  // It did answer, and said what is in the way.
  if (lastError?.code === 'locked') return lastError
  return { ...(lastError ?? failure('unreachable', { hint: 'service' })), code: 'unreachable' }
}

/** A mistake of our own, with where it was made. */
export function internalFailure(error: unknown): Failure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return failure('internal', { detail: { code: 'raw', params: { text } }, hint: 'report_bug' })
}
