import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunOutcome, Stage } from '../../src/domain/pipeline-run.js'
import { chartOf } from '../../src/report/chart.js'
import { anyText } from '../unit/any-text.js'
import { aRun, aTracked } from '../unit/helpers.js'

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
const name = fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 60 }), anyText(30))
const time = fc.option(fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }), { nil: null })
const stage: fc.Arbitrary<Stage> = fc.record({
  name,
  outcome: fc.constantFrom(...OUTCOMES),
  startedAt: time,
  endedAt: time
})
const pipeline = fc
  .record({ name, stages: fc.array(stage, { maxLength: 6 }), startedAt: time, endedAt: time })
  .map(({ name, ...run }) => aTracked({ name, run: aRun({ ...run, pipelineName: name }) }))

function chartText(pipelines: Parameters<typeof chartOf>[0]): string | null {
  const chart = chartOf(pipelines, NOW)
  return chart !== null && 'text' in chart ? chart.text : null
}

describe("the time chart, by Mermaid's own parser", () => {
  it('is taken for random sets of names and times', () => {
    const charts = fc
      .sample(fc.array(pipeline, { minLength: 1, maxLength: 5 }), { numRuns: 700, seed: 9 })
      .map(pipelines => chartText(pipelines))
      .filter(chart => chart !== null)
    expect(charts.length).toBeGreaterThanOrEqual(500)
    expect(mermaid(charts)).toEqual([])
  }, 120_000)

  it('shows the times of UTC in browsers, whatever their zone', () => {
    const run = aRun({ outcome: 'success', startedAt: NOW, endedAt: NOW + 3_600_000 })
    const chart = chartText([aTracked({ name: 'p', run })])
    const shown = ['2026-11-24 00:00', '2026-11-24 01:00']
    expect(mermaid([chart], 'UTC', 'Asia/Shanghai', 'America/New_York')).toEqual([shown, shown, shown])
  })
})

/** What Mermaid makes of charts: those that it refuses, or the times of the first one as browsers show them. */
function mermaid(charts: readonly (string | null)[], ...zones: readonly string[]): unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'gate-charts-')), 'charts.json')
  writeFileSync(file, JSON.stringify(charts))
  const words = ['__tests__/exhaustive/mermaid.mjs', file, ...zones]
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
}
