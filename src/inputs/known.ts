import { edits, nearest, type InputIssues } from './values.js'

/** The inputs that action.yml declares. */
export const INPUTS = [
  'pipeline_ids',
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
  'fail_on',
  'language',
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

export type Env = Readonly<Record<string, string | undefined>>

/**
 * The value of an input without the white space around it; empty when not set. Only plain white space
 * is taken away: a byte order mark or a wide space is a mistake that the user should hear of.
 */
export function inputValue(env: Env, name: InputName): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}

/** So long a name may be two letters off, a shorter one only one. */
const LONG_NAME = 6

/**
 * Inputs that were given under a name that there is not, such as `fail-on` or, in other CI, `INPUT_commit`: what
 * they ask for would not be done, and a condition that is none makes a gate green. Other variables that begin
 * with `INPUT_` are nobody's business here. Their values are not shown: one may be a secret.
 */
export function refuseMisspelt(env: Env, issues: InputIssues): void {
  for (const [variable, value] of Object.entries(env)) {
    const given = /^INPUT_(.{1,40})$/i.exec(variable)?.[1]?.toLowerCase()
    if (given === undefined || value === undefined || value === '') continue
    const meant = nearest(given, INPUTS)
    const right = `INPUT_${meant.toUpperCase()}`
    if (given === meant) {
      // Where names of variables have no case, it is the same one.
      if (env[right] !== value) issues.add({ input: variable, value: '' }, 'wrong_case', { right })
    } else if (edits(given, meant) <= (meant.length < LONG_NAME ? 1 : 2))
      issues.add({ input: given, value: '' }, 'misspelt', { meant })
  }
}
