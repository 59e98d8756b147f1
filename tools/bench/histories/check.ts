import { readDuration } from '../../../src/inputs/values.js'
import type { Ended } from './play.js'
import { inputsOf, type Started, type StartStory } from './starts.js'
import { othersStopped, whyStartUntrue } from './start-truth.js'
import { retryComplaints, whyMiscounted } from './retry-truth.js'
import type { Story } from './story.js'
import { whyUntrue, type Said } from './truth.js'

const SNAPSHOT_MS = 120_000
/** Names may hold the end up by a second; a timer by one more. */
const GRACE_MS = 2_000
/** Where a red run is asked why it is red, the step ends this long after the deadline at most. */
const EXPLAINED_GRACE_MS = 5_000
/** Outcomes of runs that are asked. */
const EXPLAINED = ['error', 'aborted', 'paused', 'timed_out']
/** Polls and what belongs to them: list and detail for each pipeline, the look-up of names, retries. */
const REQUESTS_A_SECOND = 9
const REQUESTS_AT_ONCE = 40
/** Runs that were started are stopped when the time is up. */
const STOPPING_MS = 20_000
const DEFAULT_FAIL_ON = 'error, aborted, timed_out, not_found, stale, unknown'
const WORST_FIRST = [
  'error',
  'aborted',
  'unknown',
  'not_found',
  'stale',
  'timed_out',
  'paused',
  'running',
  'success'
]
const ENDED = ['success', 'error', 'aborted']

interface Report {
  readonly result: string
  readonly passed: boolean
  readonly step_failed: boolean
  readonly failure: object | null
  readonly pipelines: readonly Said[]
}

/** What is wrong with how a story ended, in words; empty if nothing is. */
export function complaints(story: Story, ended: Ended): string[] {
  if (wasUnresolved(story, ended)) return []
  return [
    ...untrue(ended, said => whyUntrue(story, said, ended) ?? whyMiscounted(story, said, ended)),
    ...retryComplaints(story, ended),
    ...retriedTooOften(story, ended),
    ...throttle(story, ended),
    ...late(story, ended, 0),
    ...misjudged(story, ended),
    ...disagreements(story, ended)
  ]
}

/** The same for a step that started its runs. */
export function startComplaints(story: StartStory, started: Started): string[] {
  const { ended, simulator } = started
  const step: Step = { api: 'v5', asked: story.asked, inputs: inputsOf(story) }
  return [
    ...untrue(ended, said => whyStartUntrue(story, said, started)),
    ...othersStopped(simulator),
    ...late(step, ended, STOPPING_MS),
    ...misjudged(step, ended),
    ...disagreements(step, ended)
  ]
}

/** Whether a fault has hidden which pipelines the names mean: then nothing is judged, and nothing passes. */
function wasUnresolved({ inputs }: Story, ended: Ended): boolean {
  const { failure, step_failed: failed, passed } = reportOf(ended)
  const isBlind = inputs.pipeline_names !== undefined && toldBy(ended).length === 0 && failure !== null
  return isBlind && ended.troubled && !passed && (failed || inputs.fail_on === 'none')
}

function retriedTooOften({ inputs }: Story, { retries }: Ended): string[] {
  const most = Number(inputs.retry ?? '0')
  return Object.entries(retries).flatMap(([id, n]) => (n > most ? [`${id} was retried ${n} times`] : []))
}

/** What a step was asked, as far as its reports depend on it. */
type Step = Pick<Story, 'api' | 'asked' | 'inputs'>

function toldBy({ runner }: Ended): Said[] {
  return JSON.parse(runner.values.pipelines ?? '[]') as Said[]
}

function reportOf({ runner }: Ended): Report {
  return JSON.parse(runner.file) as Report
}

/** Outcomes and runs that are not what CodeArts had shown of the run that counts. */
function untrue(ended: Ended, whyUntrue: (said: Said) => string | null): string[] {
  return toldBy(ended).flatMap(said => {
    const why = whyUntrue(said)
    return why === null ? [] : [`${said.id} is called ${said.outcome} by run ${said.run_id}, and ${why}`]
  })
}

/** A wait that nothing hinders lasts until all have ended, or the time is up. */
function throttle({ inputs }: Story, ended: Ended): string[] {
  if (inputs.wait !== 'true' || inputs.fail_fast === 'true' || reportOf(ended).failure !== null) return []
  const timeout = readDuration(inputs.timeout ?? '') ?? 0
  return toldBy(ended).flatMap(({ id, outcome }) => {
    const given = outcome === 'timed_out' && ended.atMs < timeout - 1_500
    const open = outcome === 'running' || (outcome === 'paused' && !forbidden(inputs).includes('paused'))
    return given || open ? [`${id} is ${outcome} after ${ended.atMs} ms of ${timeout}`] : []
  })
}

/** A snapshot fails by default for what has not ended. */
function forbidden({ fail_on: failOn = '', wait }: Story['inputs']): string[] {
  if (failOn === 'none') return []
  const byDefault = wait === 'false' ? `${DEFAULT_FAIL_ON}, running, paused` : DEFAULT_FAIL_ON
  return (failOn === '' ? byDefault : failOn).split(', ')
}

/** The verdict, derived again from the reported outcomes. */
function misjudged({ inputs }: Step, ended: Ended): string[] {
  const told = toldBy(ended)
  const { failure, step_failed: failed, passed, result } = reportOf(ended)
  const wrong = told.filter(({ outcome }) => forbidden(inputs).includes(outcome)).map(({ id }) => id)
  const isReportOnly = inputs.fail_on === 'none'
  const worst = WORST_FIRST.find(word => told.some(({ outcome }) => outcome === word)) ?? 'unknown'
  const mayPass =
    failure === null &&
    told.every(({ outcome }) => (isReportOnly ? outcome === 'success' : ENDED.includes(outcome))) &&
    wrong.length === 0
  const mustFail = !isReportOnly && (failure !== null || wrong.length > 0)
  return [
    ...(passed === mayPass ? [] : [`passed is ${passed}`]),
    ...(failed === mustFail ? [] : [`the step ${failed ? 'fails' : 'does not fail'}`]),
    ...(result === worst ? [] : [`the result is ${result}, and the worst is ${worst}`]),
    ...(JSON.stringify(wrong) === ended.runner.values.failed_ids ? [] : ['failed_ids are others']),
    ...(failure !== null && !ended.troubled ? ['could not judge, although nothing stood against it'] : [])
  ]
}

function late({ api, inputs }: Step, ended: Ended, stoppingMs: number): string[] {
  const { atMs, requests } = ended
  const timeout = readDuration(inputs.timeout ?? '') ?? 0
  const most = inputs.wait === 'true' ? timeout : Math.min(timeout, SNAPSHOT_MS)
  const bound = REQUESTS_AT_ONCE + (most / 1000) * REQUESTS_A_SECOND
  const isExplained =
    api === 'v5' &&
    toldBy(ended).some(({ outcome, run_id: run }) => run !== null && EXPLAINED.includes(outcome))
  const grace = (isExplained ? EXPLAINED_GRACE_MS : GRACE_MS) + stoppingMs
  return [
    ...(atMs > most + grace ? [`ended after ${atMs} ms, ${most} were given`] : []),
    ...(requests > bound ? [`${requests} requests in ${atMs} ms`] : [])
  ]
}

function disagreements(story: Step, ended: Ended): string[] {
  const { runner, green } = ended
  const { values, page, failed } = runner
  const report = reportOf(ended)
  const told = toldBy(ended)
  const failedIds = JSON.parse(values.failed_ids ?? '[]') as string[]
  const correlationId = /^## (\S+)/.exec(page)?.[1]
  const checks: readonly (readonly [string, boolean])[] = [
    ['the step has an end', failed !== null],
    ['green and failed', !(green && failed === true)],
    ['exit status and report', report.step_failed === failed],
    ['output and report', report.passed === green && report.result === values.result],
    ['pipelines in output and report', JSON.stringify(report.pipelines) === JSON.stringify(told)],
    ['order of the pipelines', JSON.stringify(told.map(({ id }) => id)) === JSON.stringify(story.asked)],
    ['failed IDs', failedIds.every(id => told.some(pipeline => pipeline.id === id))],
    ['red without a reason', failed !== true || failedIds.length > 0 || correlationId === '⚠️'],
    ['a forbidden outcome and a green step', failed === true || failedIds.length === 0],
    [
      'the mark of the summary',
      (correlationId === '✅') === green &&
        (failed !== true || correlationId === '❌' || correlationId === '⚠️')
    ]
  ]
  return checks.filter(([, holds]) => !holds).map(([what]) => `disagreement: ${what}`)
}
