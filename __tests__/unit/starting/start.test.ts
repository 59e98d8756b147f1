import { describe, expect, it } from '@jest/globals'
import { commitOf, onTheWire, throttles } from '../../../simulator/index.js'
import { A, B, C, expiresAt, goesOn, of, play, PROJECT, startable } from './play.js'

const succeeds = expiresAt(30_000, 'success')

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
    expect(played.text.match(/unknown whether the start succeeded/g)?.length ?? 0).toBeLessThanOrEqual(4)
    expect(played.text).not.toContain('5m')
    expect(played.text).toContain('Not all pipelines could be started before the timeout')
    expect(played.runner.failed).toBe(true)
    expect(played.going).toBe(0)
  })
})

describe('a project', () => {
  it('is part of what is kept, so that links can be made', async () => {
    const played = await play({ pipelines: [startable(A)], killAt: 5_000 })
    expect(Object.keys(played.kept)).toEqual([A])
    expect(JSON.parse(played.runner.saved.project ?? '')).toMatchObject({ projectId: PROJECT })
  })
})
