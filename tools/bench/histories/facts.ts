import type { Moment, PipelineSpec, RunSpec } from '../../../simulator/index.js'
import { runIdOf, runsAt } from '../../../simulator/model.js'
import { EPOCH, type Ended, type Heard } from './play.js'
import { FORGOTTEN } from './faults.js'
import { COMMIT } from './names.js'
import { STARTED_WITHIN_MS, type Story } from './story.js'

/** One time that CodeArts showed a run. */
export interface Shown {
  readonly at: number
  readonly run: RunSpec
  readonly moment: Moment
  readonly by: 'batch' | 'detail' | 'list'
}

/** What the step received of one pipeline, computed from the story and from what was requested when. */
export interface Facts {
  readonly story: Story
  readonly pipeline: PipelineSpec
  readonly ended: Ended
  /** By batch answers and details, in their order; the state of a run counts from these alone. */
  readonly states: readonly Shown[]
  readonly listed: readonly Shown[]
  /** When answers without any run were received, and whether one of them is enough. */
  readonly misses: readonly { readonly at: number }[]
  /** When it came twice in an answer, with different content. */
  readonly contradictions: readonly number[]
}

/** Faults that leave the answer as good as it was. */
const HARMLESS: ReadonlySet<string | null> = new Set([null, 'slow', 'twins alike'])
const TWINS = 'twins that differ'
/** Faults that change lists of pipelines only, and leave the other answers as they are. */
const OF_LISTS: ReadonlySet<string | null> = new Set([...HARMLESS, TWINS, 'a missing', 'others only'])

export function factsOf(story: Story, id: string, ended: Ended): Facts {
  const pipeline = ended.pipelines.find(pipeline => pipeline.id === id)
  if (pipeline === undefined) throw new Error(`no pipeline ${id}`)
  const { heard } = ended
  const batches = heard.filter(({ kind, ids, status }) => isBatch(kind) && ids.includes(id) && status === 200)
  const whole = batches.filter(({ fault }) => isWhole(fault, id))
  const states = [
    ...whole.flatMap(({ at }) => shownAt(pipeline, 'batch', at).slice(0, 1)),
    ...heard.flatMap(it => shownInDetail(pipeline, it))
  ]
  return {
    story,
    pipeline,
    ended,
    states: states.sort((a, b) => a.at - b.at),
    listed: heard.flatMap(it => (isListOf(id, it) ? shownAt(pipeline, 'list', it.at) : [])),
    misses: heard.flatMap(it => missIn(pipeline, it)),
    contradictions: batches.flatMap(it =>
      it.fault === TWINS && isInAnswer(story, pipeline, it) ? [it.at] : []
    )
  }
}

function isBatch(kind: string): boolean {
  return kind === 'v3.status' || kind === 'v5.status'
}

/** Whether there is something of the pipeline in a batch answer at all, be it nulls. */
function isInAnswer({ api }: Story, pipeline: PipelineSpec, { at }: Heard): boolean {
  return shownAt(pipeline, 'batch', at).length > 0 || (api === 'v3' && pipeline.neverRan === 'nulls')
}

function isWhole(fault: string | null, id: string): boolean {
  return HARMLESS.has(fault) || (fault === 'a missing' && id !== FORGOTTEN)
}

function missIn(pipeline: PipelineSpec, heard: Heard): { at: number }[] {
  const { id } = pipeline
  const { at, fault, kind, ids, status } = heard
  if (isDetailOf(id, heard)) return isNoSuchRun(heard) ? [{ at }] : []
  if (!isBatch(kind) || !ids.includes(id) || status !== 200) return []
  if (fault === 'an empty list' || fault === 'others only') return [{ at }]
  if (fault === 'a missing' && id === FORGOTTEN) return [{ at }]
  const isSilent = (isWhole(fault, id) || fault === TWINS) && shownAt(pipeline, 'batch', at).length === 0
  return isSilent ? [{ at }] : []
}

function shownAt(pipeline: PipelineSpec, by: Shown['by'], at: number): Shown[] {
  return runsAt(pipeline, by, at, EPOCH).map(({ spec, moment }) => ({ at, run: spec, moment, by }))
}

/** A run detail, whatever its purpose: the gate may follow a run by it, or ask why it is red. */
function shownInDetail(pipeline: PipelineSpec, heard: Heard): Shown[] {
  const { at, target, status, fault } = heard
  if (status !== 200 || !OF_LISTS.has(fault) || !isDetailOf(pipeline.id, heard)) return []
  const runId = /pipeline_run_id=(\w+)/.exec(target)?.[1]
  return shownAt(pipeline, 'detail', at).filter(({ run }) => runIdOf(pipeline, run) === runId)
}

/** The service says that it has no such run. */
function isNoSuchRun({ status, fault }: Heard): boolean {
  return (status === 404 && OF_LISTS.has(fault)) || fault === 'error under 200'
}

function isDetailOf(id: string, { kind, target }: Heard): boolean {
  return kind === 'v5.run' && target.includes(`/pipelines/${id}/`)
}

function isListOf(id: string, { kind, target, status, fault }: Heard): boolean {
  return kind === 'v5.runs' && status === 200 && OF_LISTS.has(fault) && target.includes(`/pipelines/${id}/`)
}

/** Whether the step requires a commit. */
export function isOfCommit({ inputs }: Story): boolean {
  return inputs.commit !== undefined
}

export function hasCondition({ inputs }: Story): boolean {
  return inputs.commit !== undefined || inputs.started_after !== undefined
}

/** Whether a run is what the step asked for: by the commits in its detail, else in the list. */
export function counts({ inputs }: Story, pipeline: PipelineSpec, run: RunSpec): boolean {
  if (inputs.commit !== undefined && !commitsOf(pipeline, run).includes(COMMIT)) return false
  return isInTime(inputs, run)
}

function isInTime(inputs: Story['inputs'], { start = 0 }: RunSpec): boolean {
  return inputs.started_after === undefined || start >= -STARTED_WITHIN_MS
}

/** Whether what was shown counts beyond doubt: what leads to the detail says the same, and a run has started. */
export function hasToCount(story: Story, pipeline: PipelineSpec, { run, moment }: Shown): boolean {
  const { inputs } = story
  const isFound =
    inputs.commit === undefined ||
    hasSeveral(pipeline) ||
    (run.commit === COMMIT && run.commitIn?.list !== null)
  const isDated = inputs.started_after === undefined || moment.at >= (run.start ?? 0)
  return isFound && isDated && counts(story, pipeline, run)
}

function hasSeveral({ sources = [] }: PipelineSpec): boolean {
  return sources.length > 1
}

function commitsOf(
  pipeline: PipelineSpec,
  { commit, commitIn, sources }: RunSpec
): readonly (string | null | undefined)[] {
  if (sources !== undefined) return sources.map(source => source.commit)
  const told = commitIn?.detail
  if (told === undefined) return [commit]
  // The list counts only where the detail has nothing; with several sources it has the commit of another one.
  return [told === null && !hasSeveral(pipeline) ? commit : told]
}
