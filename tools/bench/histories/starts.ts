import fc from 'fast-check'
import { Simulator, type PipelineSpec, type RunSpec, type StartedCourse } from '../../../simulator/index.js'
import type { QueuedSpec } from '../../../simulator/specs.js'
import { someFaults, type Fault } from './faults.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { COMMIT, IDS, OTHER_COMMIT, PROJECT } from './names.js'
import { EPOCH, playOn, type Ended } from './play.js'

const SECOND = 1000

/** How long a start may be refused, or its run invisible. */
export const START_TIMEOUT_MS = 30 * SECOND
export const TIMEOUT_MS = 600 * SECOND

/** What becomes of one start. Times are seconds. */
export interface Plan {
  readonly takes: number
  readonly ends: 'success' | 'error' | 'aborted'
  /** How long the run stays invisible once it has left the queue. */
  readonly lag: number
  readonly isOurs: boolean
  /** What the queue does with it, `null` where it starts at once. */
  readonly queue: Queue | null
}

interface Queue {
  readonly waits: number
  /** Whether it leaves the queue and runs, becomes `QUEUED_TIME_OUT`, or its record is dropped. */
  readonly then: 'runs' | 'times_out' | 'is_dropped'
  readonly code: 'DEVPIPE.00011169' | 'DEVPIPE.00011170'
  /** Whether the answer has the IDs of run and queue. */
  readonly tells: 'both' | 'run' | 'none'
}

/** A step that starts its pipelines, and a CodeArts in which other runs continue beside them. */
export interface StartStory {
  readonly asked: readonly string[]
  readonly plans: Readonly<Record<string, Plan>>
  readonly shows: 'hidden' | 'queued'
  readonly faults: readonly Fault[]
  /** Whether the event is about a commit, which the runs have to be of. */
  readonly isOfCommit: boolean
  readonly chance: number
}

const plan: fc.Arbitrary<Plan> = fc.record({
  takes: fc.integer({ min: 1, max: 120 }),
  ends: fc.constantFrom('success', 'success', 'success', 'success', 'success', 'error', 'aborted'),
  lag: fc.constantFrom(0, 0, 5, 20),
  isOurs: fc.constantFrom(true, true, true, true, true, true, true, false),
  queue: fc.oneof(
    fc.constant(null),
    fc.record({
      waits: fc.integer({ min: 1, max: 200 }),
      then: fc.constantFrom('runs', 'runs', 'runs', 'runs', 'times_out', 'is_dropped'),
      code: fc.constantFrom('DEVPIPE.00011169', 'DEVPIPE.00011170'),
      tells: fc.constantFrom('both', 'both', 'run', 'none')
    })
  )
})

export const startStories: fc.Arbitrary<StartStory> = fc.record({
  asked: fc.subarray(IDS, { minLength: 1 }),
  plans: fc.record(Object.fromEntries(IDS.map(id => [id, plan]))),
  shows: fc.constantFrom('hidden', 'queued'),
  faults: someFaults,
  isOfCommit: fc.boolean(),
  chance: fc.nat(1_000_000)
})

/** The pipelines of the story; a run that the step did not start has just ended, and one continues. */
function pipelinesOf({ plans, shows }: StartStory): PipelineSpec[] {
  const theirs: RunSpec[] = [
    { number: 1, commit: COMMIT, start: -90 * SECOND, moments: [{ at: -60 * SECOND, state: 'success' }] },
    { number: 2, commit: COMMIT, start: -30 * SECOND, moments: [{ at: -30 * SECOND, state: 'running' }] }
  ]
  return Object.entries(plans).map(([id, plan]) => ({
    id,
    name: `pipeline ${id.slice(0, 1)}`,
    projectId: PROJECT,
    origin: 'start',
    queue: { shows },
    runs: theirs,
    onStart: courseOf(plan, `00000003${id.slice(0, 24)}`)
  }))
}

function courseOf({ takes, ends, lag, isOurs, queue }: Plan, runId: string): StartedCourse {
  const ms = lag * SECOND
  return {
    commit: isOurs ? COMMIT : OTHER_COMMIT,
    moments: [
      { at: 0, state: 'running' },
      { at: takes * SECOND, state: ends }
    ],
    visible: { batch: ms, list: ms, detail: ms },
    ...(queue === null ? {} : { queued: queuedBy(queue, runId) })
  }
}

/** A run that is only to time out or be dropped gets no slot. */
const NEVER_MS = 86_400 * SECOND

function queuedBy({ waits, then, code, tells }: Queue, runId: string): QueuedSpec {
  const ms = waits * SECOND
  const ends = {
    runs: { forMs: ms },
    times_out: { forMs: NEVER_MS, timesOutAfterMs: ms },
    is_dropped: { forMs: NEVER_MS, droppedAfterMs: ms }
  }[then]
  const ids = { both: {}, run: { ids: { pipeline_run_id: runId } }, none: { ids: null } }[tells]
  return { code, ...ends, ...ids }
}

/** What the step is given. */
export function inputsOf({ asked }: StartStory): Readonly<Record<string, string>> {
  return {
    pipeline_ids: asked.join(' '),
    project_id: PROJECT,
    start: 'true',
    wait: 'true',
    timeout: `${TIMEOUT_MS}ms`,
    start_timeout: `${START_TIMEOUT_MS}ms`
  }
}

/** A started step, and CodeArts after it. */
export interface Started {
  readonly ended: Ended
  readonly simulator: Simulator
}

export async function playStart(story: StartStory): Promise<Started> {
  const clock = new VirtualClock(EPOCH)
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } }).add(...pipelinesOf(story))
  const payload = { ref: 'refs/heads/main', after: COMMIT }
  const env = { GITHUB_EVENT_NAME: story.isOfCommit ? 'push' : 'schedule', GITHUB_SHA: COMMIT }
  const { faults, chance } = story
  const workflow = { env, payload }
  const ended = await playOn({ clock, simulator, faults, chance, workflow, inputs: inputsOf(story) })
  return { ended, simulator }
}
