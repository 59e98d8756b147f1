import { describe, expect, it } from '@jest/globals'
import {
  answers,
  type Misbehaviour,
  type Moment,
  type PipelineSpec,
  type Rule,
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
})
