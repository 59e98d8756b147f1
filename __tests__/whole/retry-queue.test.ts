import { describe, expect, it } from '@jest/globals'
import {
  answers,
  answersJson,
  doesAnd,
  fails,
  type Misbehaviour,
  type Moment,
  type PipelineSpec,
  type Rule,
  type RunSpec,
  type SimResponse
} from '../../simulator/index.js'
import { A, B, play, PROJECT, type Played } from '../unit/starting/play.js'

const HOUR_MS = 3_600_000
const running: Moment = { at: 0, state: 'running' }
const passes: readonly Moment[] = [running, { at: 2_000, state: 'success' }]
const failsFirst: readonly Moment[] = [running, { at: 1_000, state: 'error' }]

type Queued = NonNullable<NonNullable<PipelineSpec['runs'][number]['retries']>[number]['queued']>
type Shows = NonNullable<NonNullable<PipelineSpec['queue']>['shows']>

/** A pipeline whose run fails at first, and whose retry waits in the queue. */
const queuedRetry = (queued: Queued, shows: Shows): PipelineSpec => ({
  ...{ id: A, name: 'pipeline-a', projectId: PROJECT, queue: { shows } },
  runs: [{ number: 12, moments: failsFirst, retries: [{ moments: passes, queued }] }]
})

/** The batch answer without pipeline A. */
const withoutA = (answer: SimResponse): SimResponse => {
  const elements = JSON.parse(answer.body.toString()) as { pipeline_id: string }[]
  return { ...answer, body: JSON.stringify(elements.filter(({ pipeline_id: id }) => id !== A)) }
}
/** The batch answer with pipeline A twice, in two states. */
const twiceA = (answer: SimResponse): SimResponse => {
  const elements = JSON.parse(answer.body.toString()) as { pipeline_id: string }[]
  const other = elements.filter(({ pipeline_id: id }) => id === A).map(it => ({ ...it, status: 'COMPLETED' }))
  return { ...answer, body: JSON.stringify([...elements, ...other]) }
}

/** The first polls after the retry, changed: details know no run of what the batch answer misses. */
function afterRetry(polls: number, change: (answer: SimResponse) => SimResponse): readonly Rule[] {
  let left = Number.NaN
  const retried: Misbehaviour = honest => {
    left = polls
    return honest()
  }
  const noSuchRun = answers(404, JSON.stringify({ error_msg: 'The pipeline run does not exist.' }))
  return [
    { on: 'v5.retry', does: retried },
    { on: 'v5.status', when: () => left-- > 0, does: honest => change(honest()) },
    {
      ...{ on: 'v5.run', when: ({ target }) => change === withoutA && target.includes(A) && left >= 0 },
      does: noSuchRun
    }
  ]
}

const story = (
  pipelines: readonly PipelineSpec[],
  rules: readonly Rule[],
  inputs: Readonly<Record<string, string>> = {}
): Promise<Played> =>
  play({
    ...{ pipelines, rules },
    inputs: {
      ...{ start: 'false', retry: '1', fail_on: 'error, aborted', poll_interval: '2s', timeout: '2m' },
      ...inputs
    }
  })
const linesWith = ({ runner }: Played, word: string): readonly string[] =>
  runner.lines.filter(line => line.includes(word))
const failure = { outcome: 'error', attempts: 1 }
const pipelinesOf = ({ runner }: Played): unknown => JSON.parse(runner.values.pipelines ?? '[]')

describe('a failed run whose retry waits in the queue', () => {
  it('stays failed where it was missing once', async () => {
    const rules = afterRetry(1, withoutA)
    const ended = await story([queuedRetry({ forMs: HOUR_MS }, 'queued')], rules)
    expect(ended.runner.values).toMatchObject({ passed: 'false', result: 'error' })
    expect(pipelinesOf(ended)).toMatchObject([failure])
    expect(ended.text).toContain('still queued when the step ended')
  })

  it.each([
    ['missed twice', 2, withoutA],
    ['told twice', 1, twiceA]
  ])('is not passed over when it was %s before the last poll', async (_, times, change) => {
    const other = [running, { at: 20_000, state: 'success' as const }]
    const pipelines = [
      queuedRetry({ forMs: HOUR_MS }, 'queued'),
      { id: B, name: 'pipeline-b', projectId: PROJECT, runs: [{ number: 3, moments: other }] }
    ]
    const ended = await story(pipelines, afterRetry(times, change))
    expect(ended.runner.values).toMatchObject({ passed: 'false', result: 'error' })
    expect(pipelinesOf(ended)).toMatchObject([failure, { outcome: 'success' }])
  })

  it.each(['hidden', 'absent', 'queued'] as const)('is waited for, %s, until it runs', async shows => {
    const ended = await story([queuedRetry({ forMs: 60_000 }, shows)], [])
    expect(ended.runner.values).toMatchObject({ passed: 'true', result: 'success' })
    expect(pipelinesOf(ended)).toMatchObject([{ outcome: 'success', attempts: 2 }])
    expect(ended.asked('v5.retry')).toHaveLength(1)
  })

  it.each(['hidden', 'absent', 'queued'] as const)('has failed, %s, when the time is up', async shows => {
    const ended = await story([queuedRetry({ forMs: HOUR_MS }, shows)], [])
    expect(ended.runner.values).toMatchObject({ passed: 'false', result: 'error' })
    expect(pipelinesOf(ended)).toMatchObject([failure])
    expect(ended.text).toContain('still queued when the step ended')
    expect(linesWith(ended, 'queued')).toHaveLength(2)
  })

  it('is never missing beside an older run that succeeded', async () => {
    const before: RunSpec = { number: 11, start: -9_000, moments: [{ at: -9_000, state: 'success' }] }
    const spec = queuedRetry({ forMs: HOUR_MS }, 'absent')
    const ended = await story([{ ...spec, runs: [before, ...spec.runs] }], [])
    expect(pipelinesOf(ended)).toMatchObject([{ ...failure, run_number: 12 }])
  })

  it('that is gone for 30 s after its retry was accepted stays failed', async () => {
    const spec = queuedRetry({ forMs: HOUR_MS }, 'absent')
    const accepted: Rule = { on: 'v5.retry', does: doesAnd(answersJson(200, { success: true })) }
    const ended = await story([spec], [accepted])
    expect(pipelinesOf(ended)).toMatchObject([failure])
    expect(ended.text).toContain('did not resume within 30s')
  })

  it('is waited for at the usual pause where it has no record in the queue, and said once', async () => {
    const noRecords: Rule = { on: 'v5.queue', does: answersJson(200, { queuedPipelines: [], total: 0 }) }
    const ended = await story([queuedRetry({ forMs: 60_000 }, 'queued')], [noRecords], {
      poll_interval: '5s'
    })
    expect(pipelinesOf(ended)).toMatchObject([{ outcome: 'success', attempts: 2 }])
    expect(linesWith(ended, 'queue').length).toBeLessThanOrEqual(2)
    expect(ended.asked('v5.queue').length).toBeLessThanOrEqual(1)
    // A minute in the queue at one poll each five seconds, and some around it.
    expect(ended.asked('v5.status').length).toBeLessThan(25)
  })
})

describe('a retry of somebody else that waits in the queue', () => {
  /** It fails, waits for a while, and shows its old failure again. */
  const byOthers = (until: number): PipelineSpec => ({
    ...{ id: A, name: 'pipeline-a', projectId: PROJECT },
    runs: [
      {
        number: 12,
        moments: [...failsFirst, { at: 2_500, state: 'waiting' }, { at: until, state: 'error' }],
        retries: [{ moments: passes }]
      }
    ]
  })
  const tooMany: Rule = { on: 'v5.retry', times: 1, does: fails(200, 'DEVPIPE.00011104', 'too many runs') }

  it('leaves that of this step to be sent afterwards', async () => {
    const ended = await story([byOthers(40_000)], [tooMany])
    expect(ended.runner.values).toMatchObject({ passed: 'true', result: 'success' })
    expect(ended.asked('v5.retry')).toHaveLength(2)
    expect(ended.text).toContain('outside this step')
    expect(ended.text).toContain('retry 1 of 1')
    expect(ended.text).not.toContain('retry 0 of 1')
    expect(ended.asked('v5.queue')).toEqual([])
  })

  it.each([
    ['en', 'outside this step'],
    ['zh', '本步骤之外']
  ])('is told as such when the time is up: %s', async (language, words) => {
    const ended = await story([byOthers(HOUR_MS)], [tooMany], { language })
    expect(pipelinesOf(ended)).toMatchObject([failure])
    // When it is seen, and at the end: in the summary line and the annotation.
    expect(linesWith(ended, words).length).toBeGreaterThanOrEqual(2)
    expect(ended.text).not.toMatch(/A retry was requested|已请求重试|accepted a retry|接受了重试/)
  })
})
