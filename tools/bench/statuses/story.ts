import type { Moment, PipelineSpec, RunSpec, State } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'

const SECOND = 1000
export const COMMIT = '1f'.repeat(20)
const OTHER_COMMIT = 'fe'.repeat(20)
export const PROJECT = 'c'.repeat(32)
const IDS = ['a', 'b', 'd', 'e'].map(letter => letter.repeat(32))
/** Some differ in letter case alone. */
const NAMES = ['build', 'test', 'Build', 'deploy'] as const

/** How a step comes to its end. Times are milliseconds from the beginning of the story. */
export type End =
  | { readonly kind: 'by_itself' }
  | { readonly kind: 'cancelled'; readonly at: number }
  /** Nothing is sent or heard any more; its post step runs. */
  | { readonly kind: 'killed'; readonly at: number }

/** A step with statuses on the commit. */
export interface StepStory {
  readonly begins: number
  readonly end: End
  readonly asked: readonly string[]
  readonly advisory: readonly string[]
  readonly mode: 'each' | 'one'
  readonly wait: boolean
  readonly inputs: Readonly<Record<string, string>>
  /** Its workflow run on GitHub. */
  readonly workflowRun: string
}

/** What GitHub does to some of the requests. */
export interface GitHubFault {
  readonly what: 'is down' | 'limits' | 'loses the answer'
  readonly after: number
  readonly times: number
}

export interface Story {
  readonly pipelines: readonly PipelineSpec[]
  readonly steps: readonly StepStory[]
  /** How long a request to GitHub takes at most, there and back. */
  readonly latencyMs: number
  readonly faults: readonly GitHubFault[]
  /** Seed of everything that a step draws. */
  readonly chance: number
}

/** One to four pipelines that run, fail, are run again and retried, and one or two steps that write statuses. */
export function randomStory(random: Random): Story {
  const count = random.whole(1, 4)
  const luck = random.pick([0.95, 0.95, 0.7] as const)
  const pipelines = IDS.slice(0, count).map((id, index) =>
    pipelineOf(random, id, NAMES[index] ?? 'more', luck)
  )
  const first = stepOf(random, pipelines, 0, '9001')
  const steps = random.chance(0.3) ? [first, secondStep(random, pipelines, first)] : [first]
  return {
    pipelines,
    steps,
    latencyMs: random.pick([50, 400, 3_000] as const),
    faults: random.chance(0.75) ? [] : [faultOf(random)],
    chance: random.whole(0, 1_000_000)
  }
}

function pipelineOf(random: Random, id: string, name: string, luck: number): PipelineSpec {
  const drafts: Omit<RunSpec, 'number'>[] = []
  if (random.chance(0.4)) drafts.push(runOf(random, -random.whole(60, 400), OTHER_COMMIT, luck))
  if (!random.chance(0.05)) {
    const start = random.whole(-120, 90)
    drafts.push(runOf(random, start, COMMIT, luck))
    // It is run again, as a new run.
    if (random.chance(0.2)) drafts.push(runOf(random, start + random.whole(20, 240), COMMIT, luck))
  }
  if (random.chance(0.15)) drafts.push(runOf(random, random.whole(-30, 200), OTHER_COMMIT, luck))
  const runs = drafts
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0))
    .map((run, index): RunSpec => ({ ...run, number: index + 1 }))
  return { id, name, projectId: PROJECT, origin: 'start', runs }
}

function runOf(random: Random, startSeconds: number, commit: string, luck: number): Omit<RunSpec, 'number'> {
  const start = startSeconds * SECOND
  const end = start + random.whole(5, 150) * SECOND
  const moments: Moment[] = [
    { at: start, state: random.chance(0.9) ? 'running' : 'paused' },
    { at: end, state: ending(random, luck) }
  ]
  // It resumes under the same ID: it was retried, or continued after its end.
  if (random.chance(0.2)) {
    const again = end + random.whole(2, 90) * SECOND
    moments.push({ at: again, state: 'running' })
    moments.push({ at: again + random.whole(3, 90) * SECOND, state: ending(random, luck) })
  }
  const lag = random.chance(0.6) ? 0 : random.whole(0, 30) * SECOND
  return {
    ...{ start, commit, moments },
    visible: { batch: start + lag, detail: start + lag, list: start + lag },
    retries: [
      {
        moments: [
          { at: random.pick([0, 4_000] as const), state: 'running' },
          { at: random.whole(5, 60) * SECOND, state: ending(random, 0.7) }
        ]
      }
    ]
  }
}

function ending(random: Random, luck: number): State {
  if (random.chance(luck)) return 'success'
  return random.pick(['error', 'error', 'aborted', 'running'] as const)
}

function stepOf(
  random: Random,
  pipelines: readonly PipelineSpec[],
  begins: number,
  workflowRun: string
): StepStory {
  const all = pipelines.map(({ id }) => id)
  const asked = all.length > 1 && random.chance(0.4) ? all.slice(0, random.whole(1, all.length - 1)) : all
  const advisory = asked.length > 1 && random.chance(0.2) ? asked.slice(-1) : []
  const wait = random.chance(0.88)
  const at = begins + random.whole(100, 200_000)
  const end: End = random.chance(0.7)
    ? { kind: 'by_itself' }
    : random.chance(0.5)
      ? { kind: 'cancelled', at }
      : { kind: 'killed', at }
  return {
    ...{ begins, end, asked, advisory, wait, workflowRun },
    mode: random.chance(0.6) ? 'each' : 'one',
    inputs: {
      timeout: random.pick(['90s', '5m', '10m'] as const),
      start_timeout: random.pick(['20s', '2m'] as const),
      poll_interval: random.pick(['auto', 'auto', '5s'] as const),
      fail_fast: String(wait && random.chance(0.2)),
      retry: wait && random.chance(0.4) ? '1' : '0'
    }
  }
}

/** Another step on the same commit: the same of another event, or one of the same workflow run. */
function secondStep(random: Random, pipelines: readonly PipelineSpec[], first: StepStory): StepStory {
  const begins = random.whole(0, 150_000)
  if (random.chance(0.4)) {
    const again = stepOf(random, pipelines, begins, '9002')
    return { ...first, begins, end: again.end, workflowRun: '9002' }
  }
  return { ...stepOf(random, pipelines, begins, '9001'), mode: first.mode }
}

function faultOf(random: Random): GitHubFault {
  return {
    what: random.pick(['is down', 'limits', 'loses the answer'] as const),
    after: random.whole(0, 8),
    times: random.whole(1, 3)
  }
}
