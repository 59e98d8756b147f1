import { run } from '../../../src/run.js'
import { memoryRunner } from '../lib/memory-runner.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { nameOf, worldCloud, type WorldCloud } from './cloud.js'
import type { Occasion } from './occasion.js'
import type { Ending } from './truth.js'
import type { World } from './world.js'

const PUSH_EPOCH = Date.UTC(2026, 0, 1)
const PROJECT = '0'.repeat(32)
const TIMEOUT_MS = 30 * 60_000
const INTERVAL_MS = 10_000

/** A clock and a cloud at the moment when a gate begins. */
function begin(world: World): { readonly clock: VirtualClock; readonly cloud: WorldCloud } {
  const clock = new VirtualClock(PUSH_EPOCH + world.firstLookAt + world.runnerAheadMs)
  return { clock, cloud: worldCloud(world, clock, PUSH_EPOCH) }
}

/** The loop that similar gates are: poll the latest runs until none is running any more. */
export async function latestRunLoop(world: World): Promise<Ending> {
  const { clock, cloud } = begin(world)
  const signal = new AbortController().signal
  const ids = world.pipelines.map(({ id }) => id)
  const request = {
    method: 'POST',
    url: 'https://cloud/pipelines/status',
    headers: {},
    body: JSON.stringify(ids),
    timeoutMs: 1
  } as const
  for (;;) {
    const { body } = await cloud.http(request, signal)
    const runs = JSON.parse(body) as { pipeline_id: string; pipeline_run_id: string; status: string }[]
    const isOver = runs.length === ids.length && runs.every(({ status }) => !/RUNNING|QUEUED/.test(status))
    if (isOver || clock.now() >= TIMEOUT_MS) {
      const green = isOver && runs.every(({ status }) => status === 'COMPLETED')
      const judged = new Map(
        runs.map(({ pipeline_id: id, pipeline_run_id: runId, status }) => [id, { runId, outcome: status }])
      )
      return { green, judged, ...endOf(world, clock, cloud) }
    }
    await clock.sleep(INTERVAL_MS, signal)
  }
}

/** What a step asks for beside the commit. */
export interface Asking {
  readonly retries: number
  /** Its pipelines are given by name, not by ID. */
  readonly byName: boolean
}

/** The whole use case, inputs to outputs, on a virtual clock. */
export async function action(
  world: World,
  occasion: Occasion,
  { retries, byName }: Asking,
  random: () => number
): Promise<Ending> {
  const { clock, cloud } = begin(world)
  const { env, payload } = occasion
  const runner = memoryRunner(
    {
      ...(byName
        ? { pipeline_names: world.pipelines.map(nameOf).join('\n') }
        : { pipeline_ids: world.pipelines.map(({ id }) => id).join(' ') }),
      retry: String(retries),
      project_id: PROJECT,
      auth_token: 'token-of-the-bench',
      timeout: `${TIMEOUT_MS}ms`,
      poll_interval: `${INTERVAL_MS}ms`,
      ...occasion.inputs(new Date(PUSH_EPOCH + world.firstLookAt))
    },
    { env, payload }
  )
  await run({ http: cloud.http, clock, runner, random, signal: new AbortController().signal })
  const pipelines = JSON.parse(runner.values.pipelines ?? '[]') as Told[]
  return {
    green: runner.failed === false || runner.values.passed === 'true',
    judged: new Map(pipelines.map(({ id, run_id: runId, outcome }) => [id, { runId, outcome }])),
    ...endOf(world, clock, cloud)
  }
}

interface Told {
  readonly id: string
  readonly run_id: string | null
  readonly outcome: string
}

function endOf(
  world: World,
  clock: VirtualClock,
  { told, requests }: WorldCloud
): Pick<Ending, 'at' | 'told' | 'requests'> {
  return { at: clock.epoch() - world.runnerAheadMs - PUSH_EPOCH, told, requests }
}
