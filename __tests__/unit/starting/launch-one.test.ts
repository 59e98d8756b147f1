import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  doesAnd,
  fails,
  losesRequest,
  type Misbehaviour,
  throttles
} from '../../../simulator/index.js'
import { A, B, expiresAt, goesOn, of, play, startable } from './play.js'

const succeeds = expiresAt(30_000, 'success')
const lost = doesAnd(answersHtml(502))
/** A run list with another one in front. */
const listsFirst =
  (element: (first: object) => object): Misbehaviour =>
  honest => {
    const answer = honest()
    const list = JSON.parse(answer.body.toString()) as { pipeline_runs: object[] }
    const [first] = list.pipeline_runs
    const pipeline_runs = first === undefined ? [] : [element(first), ...list.pipeline_runs]
    return { ...answer, body: JSON.stringify({ ...list, pipeline_runs }) }
  }

describe('a run whose start was not answered is found', () => {
  it.each([-2, 2])('with the clock of the runner %i hours ahead', async hours => {
    const rules = [{ on: 'v5.start', does: lost }]
    const played = await play({ pipelines: [startable(A, succeeds)], rules, aheadMs: hours * 3_600_000 })
    expect(played.outcomes).toEqual({ [A]: 'success' })
  })

  it.each([
    ['tells of another run', answersJson(200, { id: 'f'.repeat(32), status: 'RUNNING', description: 'x' })],
    ['answers 500', fails(500)]
  ])('behind another one whose detail %s', async (_, does) => {
    const other = 'e'.repeat(32)
    const rules = [
      { on: 'v5.start', does: lost },
      { on: 'v5.runs', does: listsFirst(first => ({ ...first, pipeline_run_id: other })) },
      { on: 'v5.run', when: ({ target }: { target: string }) => target.includes(other), does }
    ]
    const played = await play({ pipelines: [startable(A, succeeds)], rules })
    expect(played.outcomes).toEqual({ [A]: 'success' })
  })

  it('only among the runs of its own pipeline', async () => {
    const runOfA = `00000008${A.slice(0, 24)}`
    const rules = [
      { on: 'v5.start', when: of(B), does: losesRequest },
      {
        on: 'v5.runs',
        when: of(B),
        does: listsFirst(first => ({ ...first, pipeline_id: A, pipeline_run_id: runOfA }))
      },
      {
        on: 'v5.run',
        when: ({ target }: { target: string }) => target.includes(`/${B}/`) && target.includes(runOfA),
        does: answersJson(200, {
          id: runOfA,
          pipeline_id: A,
          status: 'COMPLETED',
          description: 'codearts-gate:'
        })
      }
    ]
    const played = await play({ pipelines: [startable(A, succeeds), startable(B)], rules })
    expect(played.outcomes).toEqual({ [A]: 'success', [B]: 'unknown' })
    const marks = played.simulator.requests
      .filter(({ kind }) => kind === 'v5.start')
      .map(({ body }) => /codearts-gate:\w+/.exec(body)?.[0])
    expect(new Set(marks).size).toBe(2)
  })

  it('or given up after start_timeout, also where the list does not answer', async () => {
    const rules = [
      { on: 'v5.start', when: of(A), does: losesRequest },
      { on: 'v5.runs', does: fails(502) }
    ]
    const pipelines = [startable(A), startable(B, succeeds)]
    const played = await play({ pipelines, rules, inputs: { start_timeout: '10s' } })
    expect(played.outcomes).toEqual({ [A]: 'unknown', [B]: 'success' })
    expect(played.tookMs).toBeLessThan(40_000)
    expect(played.text).toContain('the run could not be looked up (HTTP 502')
    expect(played.text).toMatch(
      /If there is a run with `codearts-gate:\w+` in its description in the console, stop it/
    )
  })

  it('or given up at once when another one cannot be started', async () => {
    const rules = [
      { on: 'v5.start', when: of(A), does: losesRequest },
      { on: 'v5.start', when: of(B), times: 1, does: throttles('1') },
      { on: 'v5.runs', does: fails(502) }
    ]
    const pipelines = [startable(A), startable(B, goesOn, { refs: ['other'] })]
    const played = await play({ pipelines, rules })
    expect(played.text).toContain('Starting pipeline-b: ')
    expect(played.tookMs).toBeLessThan(10_000)
  })

  it('only when the step ends: it is told as what it is', async () => {
    const hidden = { batch: 13_000, list: 13_000, detail: 13_000 }
    const pipelines = [
      startable(A, { ...goesOn, visible: hidden }),
      startable(B, expiresAt(20_000, 'success'))
    ]
    const rules = [{ on: 'v5.start', when: of(A), does: lost }]
    const played = await play({ pipelines, rules, inputs: { start_timeout: '10s' } })
    expect(played.outcomes).toEqual({ [A]: 'unknown', [B]: 'success' })
    expect(Object.keys(JSON.parse(played.runner.values.run_ids ?? '') as object)).toEqual([A, B])
    expect(played.text).toContain('was found only after the wait')
    expect(played.text).not.toContain('no run with')
    expect(played.going).toBe(0)
  })

  it('or not: what was only said to be in the queue is not called unanswered', async () => {
    const hidden = { batch: 1e9, list: 1e9, detail: 1e9 }
    const queued = { code: 'DEVPIPE.00011170', forMs: 0, ids: null }
    const played = await play({
      pipelines: [startable(A, { ...goesOn, queued, visible: hidden })],
      inputs: { start_timeout: '10s' }
    })
    expect(played.outcomes).toEqual({ [A]: 'unknown' })
    expect(played.text).toContain('CodeArts did not return a run ID')
    expect(played.text).not.toContain('not answered')
  })
})
