import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunOutcome, Stage } from '../../../src/domain/pipeline-run.js'
import { chartOf } from '../../../src/report/chart.js'
import { aRun, aTracked } from '../helpers.js'

const NOW = Date.UTC(2026, 10, 24)
const OUTCOMES: readonly (RunOutcome | null)[] = [
  'success',
  'error',
  'aborted',
  'running',
  'paused',
  'unknown',
  null
]

const nasty = fc.constantFrom(
  'a:b',
  '#1; drop',
  'title x',
  'section 2',
  '"quoted"',
  '构建：测试',
  '%% comment',
  '{x}',
  '',
  'done, crit',
  '--> b',
  '`tick`',
  'end',
  'click x call y()',
  '<b>',
  'a\nb',
  '&amp;'
)
const name = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 })
)
const time = fc.option(fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }), { nil: null })
const stage: fc.Arbitrary<Stage> = fc.record({
  name,
  outcome: fc.constantFrom(...OUTCOMES),
  startedAt: time,
  endedAt: time
})
const tracked = fc
  .record({ name, stages: fc.array(stage, { maxLength: 6 }), startedAt: time, endedAt: time })
  .map(({ name, ...run }) => aTracked({ name, run: aRun({ ...run, pipelineName: name }) }))

describe('the time chart', () => {
  it("Mermaid's own parser takes 500 random sets of names and times", () => {
    const charts = fc
      .sample(fc.array(tracked, { minLength: 1, maxLength: 5 }), { numRuns: 700, seed: 9 })
      .map(pipelines => chartOf(pipelines, NOW))
      .filter(chart => chart !== null)
    expect(charts.length).toBeGreaterThanOrEqual(500)
    const file = join(mkdtempSync(join(tmpdir(), 'gate-charts-')), 'charts.json')
    writeFileSync(file, JSON.stringify(charts))
    const refused = execFileSync(process.execPath, ['__tests__/unit/report/mermaid.mjs', file], {
      encoding: 'utf8'
    })
    expect(JSON.parse(refused)).toEqual([])
  }, 120_000)

  const at = (
    name: string,
    outcome: RunOutcome | null,
    startedAt: number | null,
    endedAt: number | null
  ): Stage => ({
    name,
    outcome,
    startedAt,
    endedAt
  })
  it('red is crit, what goes on is active and ends now, what has no times is left out', () => {
    const run = aRun({
      stages: [
        at('A', 'success', 1_000, 5_000),
        at('B', 'error', 5_000, 9_000),
        at('C', 'running', 9_000, null),
        at('D', null, null, null)
      ]
    })
    expect(
      chartOf([aTracked({ name: 'p', run })], 20_000)
        ?.split('\n')
        .slice(3)
    ).toEqual([
      '  section p',
      '  ✓ A :done, 1000, 5000',
      '  ✗ B :crit, 5000, 9000',
      '  ▶ C :active, 9000, 20000'
    ])
  })
  it('a run without stage times is one bar; without any, there is no chart', () => {
    const run = aRun({
      runNumber: 7,
      outcome: 'success',
      startedAt: 1_000,
      endedAt: 1_000,
      stages: [at('A', 'success', null, null)]
    })
    expect(chartOf([aTracked({ name: 'p', run })], 9_000)).toContain('✓ ＃7 :done, 1000, 2000')
    expect(chartOf([aTracked({ run: null })], 9_000)).toBeNull()
  })
  it('more than thirty pipelines make none', () => {
    const one = aTracked({ name: 'p', run: aRun({ startedAt: 1_000, endedAt: 2_000 }) })
    expect(
      chartOf(
        Array.from({ length: 30 }, () => one),
        9_000
      )
    ).not.toBeNull()
    expect(
      chartOf(
        Array.from({ length: 31 }, () => one),
        9_000
      )
    ).toBeNull()
  })
})
