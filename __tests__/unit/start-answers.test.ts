import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  commitOf,
  doesAnd,
  fails,
  losesRequest,
  onTheWire,
  throttles,
  type Misbehaviour
} from '../../simulator/index.js'
import { A, B, C, expiresAt, goesOn, of, play, PROJECT, startable } from './start-play.js'

const succeeds = expiresAt(30_000, 'success')
const lost = doesAnd(answersHtml(502))

/** The honest answer with more in it. */
const saysMore =
  (status: number, more: object): Misbehaviour =>
  honest => {
    const answer = honest()
    return {
      ...answer,
      status,
      body: JSON.stringify({ ...(JSON.parse(answer.body.toString()) as object), ...more })
    }
  }

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

describe('the answer to a start', () => {
  it.each([
    [200, { error_code: 'DEVPIPE.00010000', error_msg: 'started with warnings' }],
    [400, { error_code: 'DEVPIPE.00010000', error_msg: 'started with warnings' }],
    [200, { error_msg: 'some words' }]
  ])('an ID is a run, whatever is said beside it (%i %j)', async (status, more) => {
    const rules = [{ on: 'v5.start', does: saysMore(status, more) }]
    const played = await play({ pipelines: [startable(A, succeeds)], rules })
    expect(played.outcomes).toEqual({ [A]: 'success' })
    expect(played.runner.values.run_ids).toContain(played.simulator.started[0]?.runId)
  })

  it.each([200, 400])('words without a code and without an ID are a refusal (%i)', async status => {
    const words = 'The branch release/9 does not exist'
    const rules = [{ on: 'v5.start', does: answersJson(status, { error_msg: words }) }]
    const played = await play({ pipelines: [startable(A)], rules })
    expect(played.text).toContain(words)
    expect(played.text).not.toContain('codearts-gate:')
    expect(played.asked('v5.runs')).toEqual([])
    expect(played.runner.failed).toBe(true)
  })

  it('a refusal names its pipeline, and those that were not started keep their names', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `${n}x`.padEnd(32, '0'))
    const pipelines = ids.map((id, n) => ({
      ...startable(id, goesOn, n === 12 ? { refs: ['other'] } : {}),
      name: `deploy-${n}`
    }))
    const played = await play({ pipelines })
    expect(played.text).toContain('Starting deploy-12: CodeArts answered with an error')
    expect(played.runner.values.pipelines).toContain('"name":"deploy-29"')
    expect(played.going).toBe(0)
  })

  it.each([{}, { id: A }, { id: B, sources: [] }])('a pipeline detail of %j starts nothing', async detail => {
    const rules = [{ on: 'v5.pipeline', does: answersJson(200, detail) }]
    const played = await play({ pipelines: [startable(A)], rules })
    expect(played.asked('v5.start')).toEqual([])
    expect(played.runner.failed).toBe(true)
  })

  it('a line names a source of one pipeline: the others must have it, too', async () => {
    const pipelines = [
      startable(A, goesOn, { sources: [{ alias: 'app' }, { alias: 'lib' }] }),
      startable(B, goesOn, { sources: [{ alias: 'web' }] })
    ]
    const played = await play({ pipelines, inputs: { branch: 'app=release' } })
    expect(played.text).toContain('pipeline-b has no code source called app; it has: web')
    expect(played.asked('v5.start')).toEqual([])
  })
})

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
    expect(played.text).toContain('it could not be looked for (HTTP 502')
    expect(played.text).toMatch(/console whether there is a run with `codearts-gate:\w+`/)
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
    expect(played.text).toContain('came to light only when the step ended')
    expect(played.text).not.toContain('no run that carries')
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
    expect(played.text).toContain('spoke of a queue only')
    expect(played.text).not.toContain('not answered')
  })
})

describe('while others are still being started', () => {
  const throttled = { on: 'v5.start', when: of(B), times: 6, does: throttles('20') }

  it('a run of another commit is stopped', async () => {
    const pipelines = [startable(A, { ...goesOn, commit: 'b'.repeat(40) }), startable(B, succeeds)]
    const played = await play({ pipelines, rules: [throttled], inputs: { commit: commitOf('main') } })
    expect(played.outcomes).toEqual({ [A]: 'stale', [B]: 'success' })
    const [start] = played.asked('v5.start')
    const [stop] = played.asked('v5.stop')
    expect((stop?.at ?? 0) - (start?.at ?? 0)).toBeLessThan(6_000)
  })

  it('fail_fast ends it, and nothing more is started', async () => {
    const pipelines = [startable(A, expiresAt(3_000, 'error')), startable(B), startable(C)]
    const played = await play({ pipelines, rules: [throttled], inputs: { fail_fast: 'true' } })
    expect(played.tookMs).toBeLessThan(15_000)
    expect(played.simulator.started.map(({ pipelineId }) => pipelineId)).toEqual([A, C])
    expect(played.going).toBe(0)
    expect(played.text).toContain('It was not started.')
  })

  it('the outputs are up to date a second after each start', async () => {
    const pipelines = [startable(A), startable(C), startable(B)]
    const played = await play({ pipelines, rules: [throttled], killAt: 3_000 })
    expect(Object.keys(JSON.parse(played.runner.values.run_ids ?? '') as object)).toEqual([A, C])
  })

  it('the time is up: what was not sent is not called lost, and the step is red whatever fail_on says', async () => {
    const ids = Array.from({ length: 24 }, (_, n) => `${n}x`.padEnd(32, '0'))
    const rules = [{ on: 'v5.start', does: onTheWire({ kind: 'delay', ms: 700 }) }]
    const inputs = { timeout: '3s', fail_on: 'error' }
    const played = await play({ pipelines: ids.map(id => startable(id)), rules, inputs })
    const sent = played.asked('v5.start').length
    expect(sent).toBeLessThan(24)
    expect(played.text.match(/nobody knows whether/g)?.length ?? 0).toBeLessThanOrEqual(4)
    expect(played.text).not.toContain('5m')
    expect(played.text).toContain('The time was up before all pipelines had been started')
    expect(played.runner.failed).toBe(true)
    expect(played.going).toBe(0)
  })
})

describe('a project', () => {
  it('is part of what is kept, so that links can be made', async () => {
    const played = await play({ pipelines: [startable(A)], killAt: 5_000 })
    expect(JSON.parse(played.runner.saved)).toMatchObject({ projectId: PROJECT, runs: [{ pipelineId: A }] })
  })
})
