import type { Told } from './cloud.js'
import { latest, listed, newest, statusAt, type Pipeline, type Run, type World } from './world.js'
import type { Occasion, Promise } from './occasion.js'

/** How one gate ended. Milliseconds are from the push. */
export interface Ending {
  readonly green: boolean
  /** What the gate says of each pipeline: the run that it has judged and its outcome. */
  readonly judged: ReadonlyMap<string, { readonly runId: string | null; readonly outcome: string }>
  readonly at: number
  readonly told: ReadonlyMap<string, Told>
  readonly requests: number
}

type Rule = Extract<Promise, { kind: 'runs' }>

/** What a gate knows is no older than this when it ends; else it has to ask again. */
const STALE_MS = 6_000
/** A `Date` header has whole seconds, and the clocks are compared over a wire. */
const CLOCK_MS = 2_500

/**
 * Why a green is false, by the contract and by what CodeArts has returned; empty if it is right. Nothing of this is
 * taken from the rules of the gate.
 */
export function whyFalse(world: World, { promise }: Occasion, ending: Ending): string[] {
  if (promise.kind === 'refused') return ['the inputs are to be refused']
  return world.pipelines.flatMap(pipeline => {
    const said = ending.judged.get(pipeline.id)
    const told = ending.told.get(pipeline.id)
    if (said === undefined || told === undefined) return [`${pipeline.id}: nothing is said of it`]
    const run = pipeline.runs.find(({ id }) => id === said.runId)
    if (run === undefined) return [`${pipeline.id}: there is no run ${said.runId}`]
    const why = whyNot(run, { world, pipeline, rule: promise, told, end: ending.at })
    return why === null ? [] : [`${pipeline.id}: #${run.number} ${why}`]
  })
}

/** What is wrong with the retries that a gate has asked for. @param most of one pipeline */
export function wrongRetries({ told }: Ending, most: number): string[] {
  return [...told].flatMap(([id, { retries }]) => [
    ...(retries.filter(({ isAccepted }) => isAccepted).length > most ? [`${id}: retried too often`] : []),
    ...retries.flatMap(({ run, was }) =>
      was === 'FAILED' ? [] : [`${id}: #${run.number} was retried, and was ${was ?? 'not seen'}`]
    )
  ])
}

/** What one judged run is held against. */
interface Case {
  readonly world: World
  readonly pipeline: Pipeline
  readonly rule: Rule
  readonly told: Told
  readonly end: number
}

function whyNot(run: Run, it: Case): string | null {
  const { told, end, rule } = it
  if (!isOfCommit(run, it)) return 'is of another commit'
  const bound = boundOf(it)
  if (run.start < bound - CLOCK_MS) return 'started before'
  const last = told.states.findLast(state => state.run === run)
  if (last === undefined || last.status !== 'COMPLETED') return `was ${last?.status ?? 'not seen'} at last`
  const now = last.at < end - STALE_MS ? end : last.at
  if (statusAt(run, now) !== 'COMPLETED') return 'went on again before the end'
  if (rule.commit !== null) {
    const asked = told.asked.at(-1) ?? Number.NEGATIVE_INFINITY
    const rival = rivalOf(run, asked < end - STALE_MS ? end : asked, it)
    return rival === null ? null : `is not the newest: #${rival.number} is`
  }
  // Where any commit counts, it has to have been the newest when it ended; then only the same run may resume.
  const isNewestOnce = told.states.some(
    ({ at, run: other, status }) =>
      other === run &&
      /COMPLETED|FAILED|CANCELED/.test(status) &&
      rivalOf(run, told.asked.findLast(asked => asked <= at) ?? at, it) === null
  )
  return isNewestOnce ? null : 'was never the newest'
}

/** The newer run that has to count instead, of all that CodeArts had returned or would have returned at `at`. */
function rivalOf(run: Run, at: number, it: Case): Run | null {
  const { pipeline, rule, told } = it
  const before = [...told.runs].filter(([, since]) => since <= at).map(([known]) => known)
  const last = latest(pipeline, at)
  // Without a condition the latest run of the batch answer is all that is asked for.
  const isLatestOnly = rule.commit === null && rule.startedWithinMs === null
  const tellable = isLatestOnly ? [] : listed(pipeline, at)
  const known = [...before, ...tellable, ...(last === null ? [] : [last])]
  return newest(known.filter(other => other.number > run.number && hasToCount(other, at, it)))
}

/** Whether a run counts beyond doubt: by its detail, and by what leads to its detail. */
function hasToCount(run: Run, at: number, it: Case): boolean {
  const { pipeline, rule, world } = it
  const hasStarted = run.start >= boundOf(it) + CLOCK_MS && run.start <= at - CLOCK_MS
  if (rule.startedWithinMs !== null && !hasStarted) return false
  if (rule.commit === null) return true
  const isFound = pipeline.sourceCount > 1 || run.listed === world.commit
  return isFound && isOfCommit(run, it)
}

/** Whether a run is of the commit: by its detail, and by batch answer and list where the detail has none. */
function isOfCommit({ sources, listed: commit }: Run, { world, rule }: Case): boolean {
  if (rule.commit === null) return true
  const told = sources.filter(source => source.commit !== null)
  if (told.length === 0) return commit === world.commit
  const own = told.filter(({ url }) => /github\.com[/:]acme\/shop(\.git)?$/i.test(url))
  const counting = rule.commit === 'own' && own.length > 0 ? own : told
  return counting.some(source => source.commit === world.commit)
}

function boundOf({ rule, world }: Case): number {
  return rule.startedWithinMs === null ? Number.NEGATIVE_INFINITY : world.firstLookAt - rule.startedWithinMs
}

/**
 * Whether a red was needless, looking back from the end of the whole story: the newest run that counts of every
 * pipeline has succeeded, and none that counts ever failed.
 */
export function isNeedless(world: World, { promise }: Occasion, { told }: Ending): boolean {
  if (promise.kind === 'refused') return false
  return world.pipelines.every(pipeline => {
    const known = told.get(pipeline.id)
    if (known === undefined) return false
    const it: Case = { world, pipeline, rule: promise, told: known, end: Number.MAX_SAFE_INTEGER }
    const counting = pipeline.runs.filter(run => hasToCount(run, Number.MAX_SAFE_INTEGER, it))
    return (
      counting.length > 0 &&
      counting.every(({ course }) => course.every(({ status }) => status === 'COMPLETED'))
    )
  })
}
