import {
  Simulator,
  EXAMPLE_TOKEN,
  type Moment,
  type PipelineSpec,
  type RunSpec
} from '../../simulator/index.js'
import { readDuration } from '../../src/inputs/values.js'
import { run } from '../../src/run.js'
import { memoryRunner, type MemoryRunner } from '../lib/memory-runner.js'
import { simulatedHttp } from '../lib/simulated-http.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { COMMIT, FAULTS, type Story } from './story.js'

const EPOCH = Date.UTC(2026, 0, 1)
const SNAPSHOT_MS = 120_000
/** Names may hold the end up by a second; a timer by one more. */
const GRACE_MS = 2_000
/** Where a red run is asked why it is red, the step ends this long after the deadline at most. */
const EXPLAINED_GRACE_MS = 5_000
/** Outcomes of runs that are asked. */
const EXPLAINED = ['error', 'aborted', 'paused', 'timed_out']
/** Looks and what belongs to them: list and detail for each pipeline, the look-up of names, retries. */
const REQUESTS_A_SECOND = 9
const REQUESTS_AT_ONCE = 40

interface Told {
  readonly id: string
  readonly outcome: string
  readonly run_id: string | null
}

export interface Ended {
  readonly runner: MemoryRunner
  readonly atMs: number
  readonly requests: number
  readonly green: boolean
}

/** Runs the whole use case through a story, on a virtual clock. */
export async function play(story: Story): Promise<Ended> {
  const clock = new VirtualClock(EPOCH)
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } }).add(...story.pipelines)
  const on = ['v3.status', 'v5.status', 'v5.runs', 'v5.run']
  for (const { what, after, times } of story.faults) {
    const does = FAULTS[what]
    if (does !== undefined) simulator.misbehave({ on, after, times, does })
  }
  const runner = memoryRunner({
    pipeline_ids: story.asked.join(' '),
    auth_token: EXAMPLE_TOKEN.token,
    ...story.inputs
  })
  const http = simulatedHttp(simulator, clock)
  await run({ http, clock, runner, random: () => 0.5, signal: new AbortController().signal })
  return {
    runner,
    atMs: clock.now(),
    requests: simulator.requests.length,
    green: runner.values.passed === 'true'
  }
}

/** What is wrong with how a story ended, in words; empty if nothing is. */
export function complaints(story: Story, ended: Ended): string[] {
  return [...wrongGreen(story, ended), ...late(story, ended), ...disagreements(story, ended)]
}

function wrongGreen(story: Story, { green, runner, atMs }: Ended): string[] {
  const told = JSON.parse(runner.values.pipelines ?? '[]') as Told[]
  // Whatever the verdict is: no pipeline may be called a success that has not been one.
  const lies = told.filter(
    ({ outcome, id, run_id: runId }) => outcome === 'success' && !hadSucceeded(story, id, runId, atMs)
  )
  const isAll = told.length === story.asked.length && told.every(({ outcome }) => outcome === 'success')
  const allowed = (story.inputs.fail_on ?? '') !== '' && story.inputs.fail_on !== 'none'
  return [
    ...lies.map(({ id }) => `${id} is called a success without having been one`),
    ...(green && !isAll && !allowed ? ['passed without an explicit success of all'] : [])
  ]
}

/** Whether at some moment until the end this run was the one that counts, and was an explicit success. */
function hadSucceeded(story: Story, id: string, runId: string | null, atMs: number): boolean {
  const pipeline = story.pipelines.find(pipeline => pipeline.id === id)
  const spec = pipeline?.runs.find(run => idOf(story, pipeline, run) === runId)
  if (pipeline === undefined || spec === undefined) return false
  const success = spec.moments.find(moment => saysSuccess(story, moment))
  if (success === undefined || success.at > atMs) return false
  if (story.inputs.commit !== undefined) return spec.commit === COMMIT
  if (story.inputs.started_after !== undefined) return (spec.start ?? 0) >= -30_000
  // The latest at some look between the beginning and the end: nothing newer may have been visible all the time.
  const newerAlways = pipeline.runs.some(
    run =>
      run.number > spec.number &&
      Math.max(run.visible?.batch ?? 0, run.start ?? 0) <= Math.max(0, success.at) &&
      !regresses(pipeline)
  )
  return !newerAlways
}

function regresses({ regressions = [] }: PipelineSpec): boolean {
  return regressions.length > 0
}

/** An explicit success in the words of the API; raw words stand over the state. */
function saysSuccess({ api }: Story, { state, v3, v5 }: Moment): boolean {
  if (api === 'v5') return lower(v5?.status ?? (state === 'success' ? 'COMPLETED' : '')) === 'completed'
  return state === 'success' && lower(v3?.status ?? 'completed') === 'completed'
}

function lower(word: unknown): string {
  return String(word).toLowerCase()
}

function idOf({ api }: Story, pipeline: PipelineSpec, { number }: RunSpec): string {
  if (api === 'v3') return String(number)
  return `${number.toString(16).padStart(8, '0')}${pipeline.id.slice(0, 24)}`
}

function late({ api, inputs }: Story, { atMs, requests, runner }: Ended): string[] {
  const timeout = readDuration(inputs.timeout ?? '') ?? 0
  const most = inputs.wait === 'true' ? timeout : Math.min(timeout, SNAPSHOT_MS)
  const bound = REQUESTS_AT_ONCE + (most / 1000) * REQUESTS_A_SECOND
  const told = JSON.parse(runner.values.pipelines ?? '[]') as Told[]
  const isExplained =
    api === 'v5' && told.some(({ outcome, run_id: run }) => run !== null && EXPLAINED.includes(outcome))
  const grace = isExplained ? EXPLAINED_GRACE_MS : GRACE_MS
  return [
    ...(atMs > most + grace ? [`ended after ${atMs} ms, ${most} were given`] : []),
    ...(requests > bound ? [`${requests} requests in ${atMs} ms`] : [])
  ]
}

function disagreements(story: Story, { runner, green }: Ended): string[] {
  const { values, page, file, failed } = runner
  const report = JSON.parse(file) as {
    result: string
    passed: boolean
    step_failed: boolean
    pipelines: Told[]
  }
  const told = JSON.parse(values.pipelines ?? '[]') as Told[]
  const failedIds = JSON.parse(values.failed_ids ?? '[]') as string[]
  const mark = /^## (\S+)/.exec(page)?.[1]
  const checks: readonly (readonly [string, boolean])[] = [
    ['the step has an end', failed !== null],
    ['green and failed', !(green && failed === true)],
    ['exit status and report', report.step_failed === failed],
    ['output and report', report.passed === green && report.result === values.result],
    ['pipelines in output and report', JSON.stringify(report.pipelines) === JSON.stringify(told)],
    ['order of the pipelines', JSON.stringify(told.map(({ id }) => id)) === JSON.stringify(story.asked)],
    ['failed IDs', failedIds.every(id => told.some(pipeline => pipeline.id === id))],
    ['red without a reason', failed !== true || failedIds.length > 0 || mark === '⚠️'],
    ['a forbidden outcome and a green step', failed === true || failedIds.length === 0],
    [
      'the mark of the summary',
      (mark === '✅') === green && (failed !== true || mark === '❌' || mark === '⚠️')
    ]
  ]
  return checks.filter(([, holds]) => !holds).map(([what]) => `disagreement: ${what}`)
}
