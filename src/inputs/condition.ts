import type { Condition } from '../domain/selection.js'
import type { EventFile } from '../ports.js'
import { inputValue, type Env } from './known.js'
import { readDuration, type InputIssues, type RawInput } from './values.js'

const HASH = /^[0-9a-f]{7,40}$/i
const FULL_HASH = /^[0-9a-f]{40}$/i
/** ISO 8601 with a zone; without one a time means another instant on every runner. */
const ZONED_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i
const ZONELESS_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/

/**
 * What a run must be to count, from `commit` and `started_after`; `null` when neither is given.
 * @param epochNow epoch milliseconds, from which durations are counted back
 */
export function parseCondition(
  env: Env,
  event: EventFile,
  epochNow: number,
  issues: InputIssues
): Condition | null {
  const commit = parseCommit(env, event, issues)
  const startedAfter = parseStartedAfter(env, epochNow, issues)
  if (commit === null && startedAfter === null) return null
  return { commit: commit === null ? null : { commit, repository: null }, startedAfter }
}

function parseCommit(env: Env, event: EventFile, issues: InputIssues): string | null {
  const raw = { input: 'commit', value: inputValue(env, 'commit') }
  if (raw.value === '') return null
  if (raw.value.toLowerCase() === 'event') return commitOfEvent(raw, env, event, issues)
  if (!HASH.test(raw.value)) issues.add(raw, 'commit')
  return raw.value.toLowerCase()
}

/** The commit that the workflow runs for: the pull request's head, the merge group's head, the pushed commit, else `GITHUB_SHA`. */
function commitOfEvent(raw: RawInput, env: Env, event: EventFile, issues: InputIssues): string | null {
  if (event.state === 'broken') {
    issues.add(raw, 'commit_event_broken')
    return null
  }
  const payload = event.state === 'read' ? event.payload : undefined
  const hash =
    at(payload, 'pull_request', 'head', 'sha') ??
    at(payload, 'merge_group', 'head_sha') ??
    pushedCommit(payload) ??
    (needsPayload(env) ? undefined : env.GITHUB_SHA)
  // A push that deletes a branch has a commit of zeros.
  if (typeof hash === 'string' && FULL_HASH.test(hash) && !/^0+$/.test(hash)) return hash.toLowerCase()
  issues.add(raw, 'commit_event')
  return null
}

/** The commit that a push leaves; for an annotated tag `after` is the tag's own hash. */
function pushedCommit(payload: unknown): unknown {
  const ref = at(payload, 'ref')
  const isTag = typeof ref === 'string' && ref.startsWith('refs/tags/')
  return isTag ? at(payload, 'head_commit', 'id') : at(payload, 'after')
}

/** For these events `GITHUB_SHA` is a merge commit that only GitHub knows. */
function needsPayload(env: Env): boolean {
  return /^(pull_request|merge_group)/.test(env.GITHUB_EVENT_NAME ?? '')
}

function parseStartedAfter(env: Env, epochNow: number, issues: InputIssues): number | null {
  const raw = { input: 'started_after', value: inputValue(env, 'started_after') }
  if (raw.value === '') return null
  const ago = readDuration(raw.value)
  if (ago !== null && ago > 0) return epochNow - ago
  const instant = ZONED_TIME.test(raw.value) ? readZonedTime(raw.value) : Number.NaN
  if (Number.isNaN(instant)) issues.add(raw, ZONELESS_TIME.test(raw.value) ? 'time_zone' : 'time')
  else if (instant > epochNow) issues.add(raw, 'time_future')
  else return instant
  return null
}

/** `Date.parse` rolls 31 February over into March; such a date is a mistake. */
function readZonedTime(text: string): number {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  const exists = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)).getUTCDate() === day
  return exists ? Date.parse(text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN
}

/** What stands at `path` in a JSON value, `undefined` where it ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined,
    value
  )
}
