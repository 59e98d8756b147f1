import { memoryRunner, type MemoryRunner } from '../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import {
  EXAMPLE_KEY,
  seededRandom,
  Simulator,
  type PipelineSpec,
  type Rule,
  type StartedCourse
} from '../../../simulator/index.js'
import { post } from '../../../src/post.js'
import { run } from '../../../src/run.js'

export const PROJECT = 'c0ffee'.padEnd(32, '0')
export const [A, B, C] = ['a', 'b', 'c'].map(letter => letter.padEnd(32, '0')) as [string, string, string]

export const goesOn: StartedCourse = { moments: [{ at: 0, state: 'running' }] }
export const expiresAt = (at: number, state: 'success' | 'error' | 'paused' | 'aborted'): StartedCourse => ({
  moments: [
    { at: 0, state: 'running' },
    { at, state }
  ]
})

/** A pipeline that has run once and can be started. */
export function startable(
  id: string,
  onStart: NonNullable<PipelineSpec['onStart']> = goesOn,
  more: Partial<PipelineSpec> = {}
): PipelineSpec {
  const runs = [{ number: 7, moments: [{ at: 0, state: 'error' as const }] }]
  return { id, name: `pipeline-${id.replace(/0+$/, '')}`, projectId: PROJECT, runs, onStart, ...more }
}

/** A step on a virtual clock, and what it has written. */
export interface Played {
  readonly simulator: Simulator
  readonly runner: MemoryRunner
  readonly inputs: Readonly<Record<string, string>>
  readonly clock: VirtualClock
  /** From its beginning to its end, or from what ended it, in milliseconds. */
  readonly tookMs: number
  readonly text: string
  /** Requests of a kind, with the time of each. */
  readonly asked: (kind: string) => readonly { readonly at: number; readonly target: string }[]
  /** Outcome of each pipeline. */
  readonly outcomes: Readonly<Record<string, string>>
  /** What is kept for the post step, by pipeline. */
  readonly kept: Readonly<Record<string, unknown>>
  /** Runs of this step that have not ended. */
  readonly going: number
}

interface Story {
  readonly pipelines: readonly PipelineSpec[]
  readonly rules?: readonly Rule[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly cancelAt?: number
  /** When the process is gone: nothing is sent or received any more. */
  readonly killAt?: number
  /** How far the runner's clock is ahead. */
  readonly aheadMs?: number
}

const never = new AbortController().signal

/** Plays one step with `start: true`. */
export async function play(story: Story): Promise<Played> {
  const { pipelines, rules = [], cancelAt, killAt, aheadMs = 0 } = story
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  simulator.add(...pipelines).misbehave(...rules)
  const inputs = {
    pipeline_ids: pipelines.map(({ id }) => id).join(' '),
    project_id: PROJECT,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    start: 'true',
    poll_interval: '1s',
    timeout: '10m',
    ...story.inputs
  }
  const runner = memoryRunner(inputs)
  const http = simulatedHttp(simulator, clock)
  const controller = new AbortController()
  let isGone = false
  let endedAt = 0
  const at = (ms: number, what: () => void): Promise<void> =>
    clock.sleep(ms, never).then(() => {
      endedAt = clock.now()
      what()
    })
  const running = run({
    http: (request, signal) => (isGone ? new Promise(() => undefined) : http(request, signal)),
    clock: {
      now: () => clock.now(),
      epoch: () => clock.epoch() + aheadMs,
      sleep: (ms, by) => clock.sleep(ms, by)
    },
    runner,
    random: seededRandom(7),
    signal: controller.signal
  })
  if (cancelAt !== undefined) void at(cancelAt, () => controller.abort())
  await (killAt === undefined ? running : at(killAt, () => (isGone = true)))
  return { ...left(simulator, runner, clock), inputs, tookMs: clock.now() - endedAt }
}

/** Plays the post step of a step. */
export async function playPost(
  { simulator, runner, clock, inputs }: Played,
  changed: Readonly<Record<string, string>> = {}
): Promise<Played> {
  const after = memoryRunner({ ...inputs, ...changed })
  after.saved = { ...runner.saved }
  const begun = clock.now()
  await post({
    http: simulatedHttp(simulator, clock),
    clock,
    runner: after,
    random: seededRandom(7),
    signal: never
  })
  return { ...left(simulator, after, clock), inputs, tookMs: clock.now() - begun }
}

function left(
  simulator: Simulator,
  runner: MemoryRunner,
  clock: VirtualClock
): Omit<Played, 'inputs' | 'tookMs'> {
  const ours = new Set(simulator.started.map(({ runId }) => runId))
  const pipelines = JSON.parse(runner.values.pipelines ?? '[]') as { id: string; outcome: string }[]
  return {
    simulator,
    runner,
    clock,
    text: runner.lines.join('\n'),
    asked: kind => simulator.requests.filter(request => request.kind === kind),
    kept: Object.fromEntries(
      Object.entries(runner.saved).flatMap(([name, text]) =>
        text === '' || name === 'project' ? [] : [[name.replace('run_', ''), textOf(text)]]
      )
    ),
    outcomes: Object.fromEntries(pipelines.map(({ id, outcome }) => [id, outcome])),
    going: simulator.going().filter(({ runId }) => ours.has(runId)).length
  }
}

/** JSON, or the text itself. */
function textOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Rules for one pipeline only. */
export const of =
  (id: string) =>
  ({ target }: { readonly target: string }): boolean =>
    target.includes(`/${id}/`)
