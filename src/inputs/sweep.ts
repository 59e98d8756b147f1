import { at } from '../domain/event-commit.js'
import { repositoryOf } from '../domain/repository.js'
import type { EventFile } from '../ports.js'
import { inputValue, type Env } from './known.js'
import { warning, type Notice } from './notices.js'
import type { Targets } from './pipeline-ids.js'
import { parseLines } from './pipeline-names.js'
import type { InputIssues } from './values.js'

/** Which heads a sweep checks. */
export interface SweepInput {
  /** Names of base branches, `*` in them for any characters; `null` for the default branch. */
  readonly bases: readonly string[] | null
  /** The head that the event names, 40 hex digits; `null` for none. Only a hint: it may be no head at all. */
  readonly named: string | null
  /** The repository of the heads as `repositoryOf` writes it, `null` where it is unknown. */
  readonly repository: string | null
}

/** What `sweep` asks for, and what is to be said of it. */
export interface ParsedSweep {
  /** `null` for a step that is no sweep. */
  readonly sweep: SweepInput | null
  readonly notices: readonly Notice[]
}

/**
 * Events that are about no commit. On any other the step would be taken for a check of that commit, and be green without
 * having judged it.
 */
const EVENTS: readonly string[] = ['schedule', 'workflow_dispatch', 'repository_dispatch']
/** https://git-scm.com/docs/git-check-ref-format, but for `*` */
const NO_BRANCH = /[\s~^:?[\\\p{Cc}\p{Cf}]|\.\.|@\{|^[/.]|[/.]$/u
/** What people write for true and false, and hardly a name of a branch. */
const SWITCHES = /^(yes|no|on|off)$/i
const HASH = /^[0-9a-f]{40}$/i

/** Reads `sweep`: `true`, `false`, or patterns of base branches, one a line. */
export function parseSweep(env: Env, event: EventFile, issues: InputIssues): ParsedSweep {
  const raw = { input: 'sweep', value: inputValue(env, 'sweep') }
  if (raw.value === '' || /^false$/i.test(raw.value)) return { sweep: null, notices: [] }
  const name = (env.GITHUB_EVENT_NAME ?? '').trim()
  if (name !== '' && !EVENTS.includes(name))
    issues.add(raw, 'sweep_event', { event: name, events: EVENTS.join(', ') })
  const { named, notices } = namedHead(name, event)
  const repository = repositoryOf(`${env.GITHUB_SERVER_URL ?? ''}/${env.GITHUB_REPOSITORY ?? ''}`)
  return { sweep: { bases: parseBases(raw, issues), named, repository }, notices }
}

function parseBases(raw: { readonly input: string; readonly value: string }, issues: InputIssues) {
  if (/^true$/i.test(raw.value)) return null
  const bases = parseLines(raw).map(line => line.replace(/^refs\/heads\//, ''))
  if (bases.some(base => NO_BRANCH.test(base) || SWITCHES.test(base))) issues.add(raw, 'sweep_bases')
  return bases
}

/**
 * The head that a wake-up names.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_dispatch
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_dispatch
 */
function namedHead(name: string, event: EventFile): { named: string | null; notices: readonly Notice[] } {
  const payload = event.state === 'read' ? event.payload : undefined
  const path =
    name === 'repository_dispatch' ? (['client_payload', 'sha'] as const) : (['inputs', 'sha'] as const)
  const told = at(payload, ...path) ?? ''
  const sha = typeof told === 'string' ? told.trim() : JSON.stringify(told)
  if (sha === '') return { named: null, notices: [] }
  if (HASH.test(sha)) return { named: sha.toLowerCase(), notices: [] }
  return { named: null, notices: [warning('sweep_sha', { sha: sha.slice(0, 60) })] }
}

/** Inputs that say which run counts, or start one: a sweep looks for the runs of every head. */
export function refuseBesideSweep(env: Env, targets: Targets, issues: InputIssues): void {
  const given = (input: 'retry' | 'start' | 'started_after' | 'commit'): string => inputValue(env, input)
  if (!/^0*$/.test(given('retry'))) issues.add({ input: 'retry', value: given('retry') }, 'sweep_beside')
  if (/^true$/i.test(given('start'))) issues.add({ input: 'start', value: given('start') }, 'sweep_beside')
  if (given('started_after') !== '')
    issues.add({ input: 'started_after', value: given('started_after') }, 'sweep_beside')
  if (given('commit') === '' && env.INPUT_COMMIT !== undefined) issues.addEmpty('commit', 'sweep_beside')
  else if (!/^(auto)?$/i.test(given('commit')))
    issues.add({ input: 'commit', value: given('commit') }, 'sweep_beside')
  const pinned = [...targets].find(([, pin]) => pin !== null)
  if (pinned !== undefined)
    issues.add({ input: 'pipeline_ids', value: `${pinned[0]}@${pinned[1] ?? ''}` }, 'sweep_pin')
}
