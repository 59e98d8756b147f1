import type { Moment, PipelineSpec, RunSpec } from '../../../simulator/index.js'
import { runsAt } from '../../../simulator/model.js'
import { readDuration } from '../../../src/inputs/values.js'
import { EPOCH, type Ended, type Heard } from './play.js'
import { COMMIT, FORGOTTEN, type Story } from './story.js'

/** What may truthfully be told of one pipeline: which run counts, and the words for its state. */
export interface Truth {
  /** As told in outputs; `null` where no run that counts was ever shown. */
  readonly runId: string | null
  readonly outcomes: ReadonlySet<string>
  /** The cloud has contradicted itself. */
  readonly contradicts: boolean
}

/** One time that the cloud showed a run which may count. */
interface Shown {
  readonly at: number
  readonly run: RunSpec
  readonly moment: Moment
}

/** Faults that leave the answer as good as it was. */
const HARMLESS: ReadonlySet<string | null> = new Set([null, 'slow', 'twins alike'])
/** A look that began so shortly before the end may not have come to its own. */
const LAST_LOOK_MS = 1_500
const TWINS = 'twins that differ'
/** Faults that change lists of pipelines only, and leave the other answers as they are. */
const OF_LISTS: ReadonlySet<string | null> = new Set([...HARMLESS, TWINS, 'a missing', 'others only'])

/**
 * What may be told of a pipeline after these answers: reckoned from the story and from what was asked when,
 * without a look at what the gate makes of it.
 */
export function truthsOf(story: Story, id: string, ended: Ended): Truth[] {
  // The last detail may only have been asked for to say why the run is red. With `fail_fast`, the end may come
  // between two answers of one poll, and those that follow are not listened to any more.
  const unheard = story.inputs.fail_fast === 'true' ? 4 : 1
  const details = ended.heard.filter(heard => isDetailOf(id, heard))
  return Array.from({ length: unheard + 1 }, (_, dropped) => {
    const left = new Set(details.slice(0, Math.max(0, details.length - dropped)))
    const heard = ended.heard.filter(heard => left.has(heard) || !isDetailOf(id, heard))
    return truthOf(story, id, { ...ended, heard })
  })
}

function truthOf(story: Story, id: string, ended: Ended): Truth {
  const pipeline = story.pipelines.find(pipeline => pipeline.id === id)
  if (pipeline === undefined) throw new Error(`no pipeline ${id}`)
  const pin = story.pins[id] ?? null
  const batches = ended.heard.filter(
    ({ kind, ids, status }) => /^v\d\.status$/.test(kind) && ids.includes(id) && status === 200
  )
  if (batches.some(heard => heard.fault === TWINS && isInAnswer(story, pipeline, heard)))
    return { runId: null, outcomes: new Set(['unknown']), contradicts: true }
  const latest = batches.filter(({ fault }) => isWhole(fault, id)).flatMap(heard => shownBy(pipeline, heard))
  const details = ended.heard.flatMap(heard => shownInDetail(pipeline, heard))
  const fits = (shown: Shown): boolean => (pin === null ? counts(story, shown.run) : false)
  const candidates =
    pin === null
      ? [...latest, ...details].filter(fits)
      : details.filter(({ run }) => idIn(story, pipeline, run) === pin)
  // What the list shows of runs that match has to be followed, where nothing comes between.
  const isCalm = !ended.troubled && story.inputs.fail_fast !== 'true' && pin === null && hasCondition(story)
  const untilMs = Math.min(readDuration(story.inputs.timeout ?? '') ?? 0, ended.atMs + LAST_LOOK_MS)
  const listed = isCalm
    ? ended.heard.flatMap(heard => shownInList(pipeline, heard, untilMs)).filter(fits)
    : []
  const newest = [...candidates, ...listed].reduce<Shown | null>(
    (best, shown) => (best === null || shown.run.number > best.run.number ? shown : best),
    null
  )
  const missed =
    batches.some(
      ({ fault, at }) =>
        isMissing(fault, id) ||
        ((isWhole(fault, id) || fault === TWINS) && shownAt(pipeline, at) === undefined)
    ) || ended.heard.some(heard => isNoSuchRun(heard) && isDetailOf(id, heard))
  const outcomes = new Set<string>()
  if (missed) outcomes.add('not_found')
  if (newest === null) {
    if (latest.length > 0 && pin === null) outcomes.add('stale')
    // With `fail_fast`, the end may come between the batch answer and the look into the list.
    const isCut = story.inputs.fail_fast === 'true' && (pin !== null || hasCondition(story))
    if (outcomes.size === 0 || ended.troubled || isCut) outcomes.add('unknown')
    return { runId: null, outcomes, contradicts: false }
  }
  for (const list of [latest, details]) {
    const states = list.filter(({ run }) => run.number === newest.run.number)
    for (const { moment } of states.slice(-1)) for (const word of wordsFor(story, moment)) outcomes.add(word)
  }
  return { runId: idIn(story, pipeline, newest.run), outcomes, contradicts: false }
}

/** Whether there is something of the pipeline in a batch answer at all, be it nulls. */
function isInAnswer({ api }: Story, pipeline: PipelineSpec, { at }: Heard): boolean {
  return shownAt(pipeline, at) !== undefined || (api === 'v3' && pipeline.neverRan === 'nulls')
}

function isWhole(fault: string | null, id: string): boolean {
  return HARMLESS.has(fault) || (fault === 'a missing' && id !== FORGOTTEN)
}

function isMissing(fault: string | null, id: string): boolean {
  return fault === 'an empty list' || fault === 'others only' || (fault === 'a missing' && id === FORGOTTEN)
}

function shownAt(pipeline: PipelineSpec, at: number): Shown | undefined {
  const [latest] = runsAt(pipeline, 'batch', at, EPOCH)
  return latest === undefined ? undefined : { at, run: latest.spec, moment: latest.moment }
}

function shownBy(pipeline: PipelineSpec, { at }: Heard): Shown[] {
  const shown = shownAt(pipeline, at)
  return shown === undefined ? [] : [shown]
}

/** A run detail, whatever it was asked for: the gate may follow a run by it, or ask why it is red. */
function shownInDetail(pipeline: PipelineSpec, { at, kind, target, status, fault }: Heard): Shown[] {
  if (status !== 200 || !OF_LISTS.has(fault) || !isDetailOf(pipeline.id, { kind, target })) return []
  const runId = /pipeline_run_id=(\w+)/.exec(target)?.[1]
  return runsAt(pipeline, 'detail', at, EPOCH)
    .filter(({ id }) => id === runId)
    .map(({ spec, moment }) => ({ at, run: spec, moment }))
}

function hasCondition({ inputs }: Story): boolean {
  return inputs.commit !== undefined || inputs.started_after !== undefined
}

function shownInList(pipeline: PipelineSpec, { at, kind, target }: Heard, untilMs: number): Shown[] {
  // Shortly before the end there may be no time left for the detail.
  if (kind !== 'v5.runs' || at > untilMs - LAST_LOOK_MS || !target.includes(`/pipelines/${pipeline.id}/`))
    return []
  return runsAt(pipeline, 'list', at, EPOCH).map(({ spec, moment }) => ({ at, run: spec, moment }))
}

/** The service says that it has no such run. */
function isNoSuchRun({ status, fault }: Heard): boolean {
  return (status === 404 && OF_LISTS.has(fault)) || fault === 'error under 200'
}

function isDetailOf(id: string, { kind, target }: Pick<Heard, 'kind' | 'target'>): boolean {
  return kind === 'v5.run' && target.includes(`/pipelines/${id}/`)
}

/** Whether a run is what the step asked for. */
function counts({ inputs }: Story, { commit, start = 0 }: RunSpec): boolean {
  if (inputs.commit !== undefined && commit !== COMMIT) return false
  return inputs.started_after === undefined || start >= -30_000
}

/** The outcomes that a state may have: one that goes on may also be given up. Raw words stand over the state. */
function wordsFor({ api, inputs }: Story, { state, v3, v5 }: Moment): readonly string[] {
  const raw = (api === 'v3' ? v3?.status : v5?.status) as string | undefined
  const meaning = raw === undefined ? state : rawMeaning(api, raw.toLowerCase(), state)
  if (meaning === 'waiting' || meaning === 'running' || meaning === 'paused') {
    const word = meaning === 'paused' ? 'paused' : 'running'
    return inputs.wait === 'true' ? [word, 'timed_out'] : [word]
  }
  return [meaning]
}

function rawMeaning(api: 'v3' | 'v5', raw: string, state: string): string {
  if (raw === 'completed') {
    if (api === 'v5') return 'success'
    return ['success', 'error', 'aborted'].includes(state) ? state : 'unknown'
  }
  return api === 'v5' && raw === 'suspend' ? 'paused' : 'unknown'
}

function idIn({ api }: Story, pipeline: PipelineSpec, { number }: RunSpec): string {
  if (api === 'v3') return String(number)
  return `${number.toString(16).padStart(8, '0')}${pipeline.id.slice(0, 24)}`
}
