import type { NotARef } from './git-ref.js'

/** One input that cannot be used. `given` is `null` where it is a secret or was not given at all. */
export interface InputIssue {
  readonly input: string
  readonly given: string | null
  readonly code: InputIssueCode
  readonly params: Readonly<Record<string, string | number>>
}

export type InputIssueCode =
  | 'required'
  | 'ids'
  | 'ids_hidden'
  | 'ids_pinned'
  | 'ids_conflicting'
  | 'ids_address'
  | 'ids_host'
  | 'address_project'
  | 'address_projects'
  | 'address_region'
  | 'address_regions'
  | 'too_many'
  | 'names_v3'
  | 'names_empty'
  | 'names_more'
  | 'name_none'
  | 'name_near'
  | 'name_hidden'
  | 'name_twice'
  | 'name_pinned'
  | 'advisory_v3'
  | 'advisory_none'
  | 'advisory_near'
  | 'advisory_all'
  | 'pin_and_condition'
  | 'project_id'
  | 'project_id_missing'
  | 'commit'
  | 'misspelt'
  | 'misspelt_more'
  | 'argument_secret'
  | 'argument_unknown'
  | 'argument_near'
  | 'argument_value'
  | 'argument_twice'
  | 'argument_first'
  | 'argument_stray'
  | 'argument_more'
  | 'wrong_case'
  | 'commit_event'
  | 'commit_event_none'
  | 'commit_event_nothing'
  | 'commit_event_deletion'
  | 'commit_event_missing'
  | 'commit_event_broken'
  | 'commit_event_unnamed'
  | 'commit_event_run'
  | 'commit_ci_merge'
  | 'commit_ci_no_hash'
  | 'commit_v3'
  | 'time'
  | 'time_zone'
  | 'time_future'
  | 'duration'
  | 'poll_interval'
  | 'retry'
  | 'retry_v3'
  | 'retry_wait'
  | 'boolean'
  | 'choice'
  | 'choice_near'
  | 'fail_on_empty'
  | 'fail_on_word'
  | 'fail_on_near'
  | 'fail_on_none'
  | 'fail_on_success'
  | 'fail_on_running'
  | 'region'
  | 'region_near'
  | 'region_shape'
  | 'endpoint_url'
  | 'endpoint_https'
  | 'endpoint_extra'
  | 'endpoint_slash'
  | 'credential_none'
  | 'credential_none_fork'
  | 'credential_none_dependabot'
  | 'credential_none_secret'
  | 'credential_two'
  | 'credential_half'
  | 'credential_half_fork'
  | 'credential_half_dependabot'
  | 'credential_half_secret'
  | 'credential_characters'
  | 'credential_id_token'
  | 'credential_id_token_fork'
  | 'only_with_start'
  | 'branch_and_tag'
  | 'ref_lines'
  | 'ref_characters'
  | NotARef
  | 'log_lines'
  | 'zone'
  | 'zone_near'
  | 'variable_line'
  | 'variable_name'
  | 'variable_twice'
  | 'variable_long'
  | 'start_v3'
  | 'start_pin'
  | 'start_started_after'
  | 'plan_pipeline'
  | 'plan_variables'
  | 'plan_aliases'
  | 'plan_branch'
  | 'plan_commit'
  | 'plan_change'
  | 'ids_run'
  | 'status_v3'
  | 'status_pin'
  | 'status_any'
  | 'status_short'
  | 'status_fail_on'
  | 'status_many'
  | 'status_prefix'
  | 'status_prefix_long'
  | 'github_token'
  | 'github_api_url'
  | 'github_repository'
  | 'sweep_event'
  | 'sweep_bases'
  | 'sweep_beside'
  | 'sweep_pin'

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
  | 'service'
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
