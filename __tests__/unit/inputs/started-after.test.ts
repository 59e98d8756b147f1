import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { config, issue, issues, NOW, PROJECT, type Values } from './given.js'

const S = 1_000
const M = 60 * S

describe('v5', () => {
  it('a duration counts back from now', () => {
    expect(config({ started_after: '30m' }).condition).toEqual({
      commit: null,
      startedAfter: { agoMs: 1_800_000 }
    })
  })

  it.each([
    ['2026-11-24T11:00:00Z', NOW - 3_600_000],
    ['2026-11-24T19:00:00+08:00', NOW - 3_600_000],
    ['2026-11-24T19:00+0800', NOW - 3_600_000],
    ['2026-11-24T11:00:00.500Z', NOW - 3_599_500]
  ])('%s', (text, instant) => {
    expect(config({ started_after: text }).condition?.startedAfter).toEqual({ epochMs: instant })
  })
})

describe('the condition', () => {
  const v5 = { project_id: PROJECT }
  const condition = (inputs: Values) => config({ ...v5, ...inputs }).condition
  it('is a commit, a time, both or none', () => {
    expect(condition({})).toBeNull()
    expect(condition({ commit: 'ABCDEF1' })).toEqual({
      commit: { commit: 'abcdef1', repository: null },
      startedAfter: null
    })
    expect(condition({ started_after: '5m' })).toEqual({ commit: null, startedAfter: { agoMs: 5 * M } })
    expect(condition({ commit: 'a'.repeat(40), started_after: '1s' })).toEqual({
      ...{ commit: { commit: 'a'.repeat(40), repository: null }, startedAfter: { agoMs: S } }
    })
  })

  it.each(['abcdef', 'a'.repeat(41), 'ghijklm', 'abcdef1 x', 'main'])('%s is no commit', commit => {
    expect(issues({ ...v5, commit })).toEqual([issue('commit', 'commit', commit)])
  })

  it.each<[string, number]>([
    ['2026-11-24T11:00:00Z', NOW - 60 * M],
    ['2026-11-24t11:00z', NOW - 60 * M],
    ['2026-11-24T19:30:00.5+08:30', NOW - 60 * M + 500],
    ['2026-11-24T19:30:00+0830', NOW - 60 * M],
    ['2026-11-24T06:30:00-0430', NOW - 60 * M],
    ['2026-11-24T12:00:00Z', NOW],
    ['2026-11-25T12:00:00Z', NOW + 24 * 60 * M],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2025-12-31T00:00:00Z', Date.UTC(2025, 11, 31)],
    ['2026-01-31T00:00:00Z', Date.UTC(2026, 0, 31)]
  ])('%s is an instant', (text, instant) => {
    expect(condition({ started_after: text })?.startedAfter).toEqual({ epochMs: instant })
  })

  it.each<[string, InputIssue['code']]>([
    ['2026-11-25T12:00:00.001Z', 'time_future'],
    ['2026-11-24T11:00:00', 'time_zone'],
    ['2026-11-24 11:00', 'time_zone'],
    ['2026-11-24', 'time_zone'],
    ['2026-02-31T00:00:00Z', 'time'],
    ['2025-02-29T00:00:00Z', 'time'],
    ['2026-11-24T25:00:00Z', 'time'],
    ['0s', 'time'],
    ['yesterday', 'time']
  ])('%s is refused: %s', (text, code) => {
    expect(issues({ ...v5, started_after: text })).toEqual([issue('started_after', code, text)])
  })
})
