/** The inputs that action.yml declares. */
export const INPUTS = [
  'pipeline_ids',
  'pipeline_names',
  'advisory',
  'project_id',
  'api_version',
  'region',
  'endpoint',
  'iam_endpoint',
  'sts_endpoint',
  'access_key',
  'secret_key',
  'security_token',
  'auth_token',
  'iam_domain',
  'iam_username',
  'iam_password',
  'oidc_agency_urn',
  'oidc_provider_urn',
  'oidc_audience',
  'oidc_idp_id',
  'wait',
  'timeout',
  'poll_interval',
  'start_timeout',
  'fail_fast',
  'commit',
  'started_after',
  'retry',
  'fail_on',
  'commit_status',
  'comment',
  'status_prefix',
  'github_token',
  'sweep',
  'language',
  'time_zone',
  'summary',
  'start',
  'branch',
  'tag',
  'variables',
  'description',
  'stop_on_cancel',
  'log_lines',
  'dry_run'
] as const
export type InputName = (typeof INPUTS)[number]

/** Those that are `true` where an argument names them without a value. */
export const BOOLEAN_INPUTS: ReadonlySet<InputName> = new Set([
  'wait',
  'fail_fast',
  'commit_status',
  'comment',
  'summary',
  'start',
  'stop_on_cancel',
  'dry_run'
])

export type Env = Readonly<Record<string, string | undefined>>

/**
 * The value of an input without the leading or trailing spaces; empty when not set. Only plain white space
 * is taken away: a byte order mark or a wide space is a mistake to be reported.
 */
export function inputValue(env: Env, name: InputName): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}
