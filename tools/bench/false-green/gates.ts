import { run } from '../../../src/run.js'
import { memoryRunner } from '../lib/memory-runner.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { historyCloud } from './cloud.js'
import { newest, tellable, type History, type Run } from './history.js'

const PUSH_EPOCH = Date.UTC(2026, 0, 1)
const PROJECT = '0'.repeat(32)
const TIMEOUT_MS = 30 * 60_000
const INTERVAL_MS = 10_000

/** How one gate ended: milliseconds are from the push. */
export interface Ending {
  readonly green: boolean
  readonly at: number
  /** When the cloud last told which runs there are. */
  readonly toldAt: number
  /** Every run that it has told. */
  readonly told: ReadonlySet<Run>
  readonly requests: number
}

export interface Gate {
  readonly name: string
  /** Which runs it promises to judge by: the newest of these has to be the success. */
  readonly promise: (run: Run, history: History) => boolean
  readonly play: (history: History) => Promise<Ending>
}

const ofTheCommit = (run: Run, { commit }: History): boolean => run.commit === commit

export const GATES: readonly Gate[] = [
  { name: 'latest run, every 10 s', promise: ofTheCommit, play: latestRunLoop },
  {
    name: 'this action, commit',
    promise: ofTheCommit,
    play: history => action(history, { commit: history.commit })
  },
  {
    name: 'this action, started_after',
    promise: ({ start }) => start >= 0,
    play: history => action(history, { started_after: new Date(PUSH_EPOCH).toISOString() })
  }
]

/** The loop that the nearest gates are: look at the latest run until it is no longer running. */
async function latestRunLoop(history: History): Promise<Ending> {
  const clock = new VirtualClock(PUSH_EPOCH + history.firstLookAt)
  const cloud = historyCloud(history, clock, PUSH_EPOCH)
  const signal = new AbortController().signal
  const request = {
    method: 'POST',
    url: 'https://cloud/pipelines/status',
    headers: {},
    body: '[]',
    timeoutMs: 1
  } as const
  while (clock.now() < TIMEOUT_MS) {
    const { body } = await cloud.http(request, signal)
    const [latest] = JSON.parse(body) as { status: string }[]
    if (latest !== undefined && latest.status !== 'RUNNING')
      return {
        green: latest.status === 'COMPLETED',
        at: clock.epoch() - PUSH_EPOCH,
        ...cloud
      }
    await clock.sleep(INTERVAL_MS, signal)
  }
  return { green: false, at: clock.epoch() - PUSH_EPOCH, ...cloud }
}

/** The whole use case, inputs to outputs, on a virtual clock. */
async function action(history: History, condition: Readonly<Record<string, string>>): Promise<Ending> {
  const clock = new VirtualClock(PUSH_EPOCH + history.firstLookAt)
  const cloud = historyCloud(history, clock, PUSH_EPOCH)
  const runner = memoryRunner({
    pipeline_ids: history.pipelineId,
    project_id: PROJECT,
    auth_token: 'token-of-the-bench',
    timeout: `${TIMEOUT_MS}ms`,
    poll_interval: `${INTERVAL_MS}ms`,
    ...condition
  })
  await run({ http: cloud.http, clock, runner, random: () => 0.5, signal: new AbortController().signal })
  const green = runner.failed === false && runner.values.passed === 'true'
  return { green, at: clock.epoch() - PUSH_EPOCH, ...cloud }
}

export type Judgement = 'right green' | 'false green' | 'right red' | 'false red'

/** A gate that ends this long after it was told which runs there are has to ask again. */
const STALE_MS = 1_000

/**
 * The truth: a green is false unless the newest run that the gate promised to judge, of all that it could
 * have known when it decided, had ended in success by then. What it could have known is what the cloud has
 * told, and what it would have told to any question at the time of its last answer on which runs there are.
 * A run that begins after that, or that was the latest only between two polls and is in no list yet, is
 * known to nobody then. A red is false if the newest promised run of the whole history did succeed and no
 * run that failed before it was the newest at the decision.
 */
export function judgement(gate: Gate, history: History, ending: Ending): Judgement {
  const { green, at } = ending
  const then = judged(gate, history, ending)
  const succeededThen = then !== null && then.result === 'COMPLETED' && then.end <= at
  if (green) return succeededThen ? 'right green' : 'false green'
  const failedThen = then !== null && then.result !== 'COMPLETED' && then.end <= at
  const last = newest(history.runs.filter(run => gate.promise(run, history)))
  return !failedThen && last?.result === 'COMPLETED' ? 'false red' : 'right red'
}

/** The run that a gate has to judge by, as it could know when it decided. */
function judged(gate: Gate, history: History, { at, toldAt, told }: Ending): Run | null {
  const known = [...told, ...tellable(history, at - toldAt > STALE_MS ? at : toldAt)]
  return newest(known.filter(run => gate.promise(run, history)))
}

/** Milliseconds from the end of the run that made it green to the green. */
export function delayOf(gate: Gate, history: History, ending: Ending): number {
  const run = judged(gate, history, ending)
  return run === null ? 0 : Math.max(0, ending.at - Math.max(run.end, run.batchAt, history.firstLookAt))
}
