import { describe, expect, it } from '@jest/globals'
import { iso, pipelineOutput } from '../../../src/report/pipeline-output.js'
import { aRun, aTracked, decided } from '../helpers.js'

describe('a pipeline as outputs and report give it', () => {
  it('without a run says null of all that a run would say', () => {
    const { id, outcome, advisory, attempts, ...unknown } = pipelineOutput(aTracked({ run: null }))
    expect({ id: typeof id, outcome: typeof outcome, advisory, attempts }).toEqual({
      ...{ id: 'string', outcome: 'string', advisory: false, attempts: null }
    })
    expect(new Set(Object.values(unknown))).toEqual(new Set([null]))
  })

  it('has its times in UTC, and how long it took', () => {
    const run = aRun({ startedAt: Date.UTC(2026, 0, 31, 8, 0, 1), endedAt: Date.UTC(2026, 0, 31, 8, 9) })
    expect(pipelineOutput({ ...decided('success'), run })).toMatchObject({
      started_at: '2026-01-31T08:00:01.000Z',
      ended_at: '2026-01-31T08:09:00.000Z',
      duration_seconds: 539
    })
  })

  it('keeps the order of its stages', () => {
    const stage = { outcome: 'success' as const, startedAt: null, endedAt: null }
    const run = aRun({ stages: ['b', 'a'].map(name => ({ ...stage, name })) })
    expect(pipelineOutput({ ...decided('success'), run }).stages?.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  it.each([null, Number.NaN, 1e16, -1e16])('%p is no time', epochMs => {
    expect(iso(epochMs)).toBeNull()
  })
})
