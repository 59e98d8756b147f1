import { describe, expect, it } from '@jest/globals'
import type { RunOutcome, Stage } from '../../../src/domain/pipeline-run.js'
import { chartOf, type Chart } from '../../../src/report/chart.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion, aRun, aTracked } from '../helpers.js'

const NOW = Date.UTC(2026, 10, 24)
const textOf = (chart: Chart): string | null => (chart !== null && 'text' in chart ? chart.text : null)
const chartText = (pipelines: Parameters<typeof chartOf>[0], now: number): string | null =>
  textOf(chartOf(pipelines, now))

describe('the time chart', () => {
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
      chartText([aTracked({ name: 'p', run })], 20_000)
        ?.split('\n')
        .slice(6)
    ).toEqual([
      '  section p',
      '  ✅ A :1970-01-01 00:00:01, 1970-01-01 00:00:05',
      '  ❌ B :crit, 1970-01-01 00:00:05, 1970-01-01 00:00:09',
      '  ⏳ C :active, 1970-01-01 00:00:09, 1970-01-01 00:00:20'
    ])
  })
  it('a run that was not seen since ends where it was seen last', () => {
    const run = aRun({ stages: [at('C', 'running', 9_000, null)] })
    expect(chartText([aTracked({ name: 'p', run, observedAt: 12_000 })], 20_000)).toContain(
      '⏳ C :active, 1970-01-01 00:00:09, 1970-01-01 00:00:12'
    )
  })
  it('a run without stage times is one bar; without any, there is no chart', () => {
    const run = aRun({
      runNumber: 7,
      outcome: 'success',
      startedAt: 1_000,
      endedAt: 1_000,
      stages: [at('A', 'success', null, null)]
    })
    expect(chartText([aTracked({ name: 'p', run })], 9_000)).toContain(
      '✅ ＃7 :1970-01-01 00:00:01, 1970-01-01 00:00:02'
    )
    expect(chartOf([aTracked({ run: null })], 9_000)).toBeNull()
  })
  it('more than thirty pipelines make none, which the summary says, as it does of stages that are not drawn', () => {
    const one = aTracked({ name: 'p', run: aRun({ startedAt: 1_000, endedAt: 2_000 }) })
    const many = (n: number, pipeline = one): PipelineState[] => Array.from({ length: n }, () => pipeline)
    const summary = (pipelines: readonly PipelineState[]): string =>
      summaryOf(aConclusion(pipelines), messagesIn('en'))
    expect(chartText(many(30), 9_000)).not.toBeNull()
    expect(chartOf(many(31), 9_000)).toEqual({ leftOut: 'many' })
    expect(summary(many(31))).toContain('Timeline omitted: it is drawn for up to 30 pipelines.')
    const stages = Array.from({ length: 31 }, (_, n) => at(`s${n}`, 'success', n * 1_000, n * 1_000 + 900))
    const long = aTracked({ name: 'p', run: aRun({ stages }) })
    expect(summary([long])).toContain('Only the first 30 stages of a run are drawn.')
    expect(chartOf(many(30, long), 9_000)).toEqual({ leftOut: 'long' })
    expect(summary(many(30, long))).toContain('Timeline omitted: it is too long.')
  })

  it.each([
    [8_000, '%H:%M:%S', '5second'],
    [4 * 60_000, '%H:%M:%S', '2minute'],
    [50 * 60_000, '%H:%M', '15minute'],
    [6 * 3_600_000, '%H:%M', '2hour'],
    [30 * 3_600_000, '%m-%d %H:%M', '12hour'],
    [40 * 3_600_000, '%m-%d', '1day'],
    [20 * 86_400_000, '%m-%d', '1week'],
    [900 * 86_400_000, '%Y-%m', '12month'],
    [50 * 366 * 86_400_000, '%Y-%m', '156month']
  ])('over %i ms the axis shows %s every %s', (span, format, interval) => {
    const run = aRun({ outcome: 'success', startedAt: NOW - span, endedAt: NOW })
    const chart = chartText([aTracked({ name: 'p', run })], NOW)
    expect(chart).toContain(`axisFormat ${format}\n`)
    expect(chart).toContain(`tickInterval ${interval}\n`)
  })

  it('names in front of the bars are cut to the room that is made for them', () => {
    const paddingFor = (name: string): [string, number] => {
      const run = aRun({ startedAt: 1_000, endedAt: 2_000 })
      const chart = chartText([aTracked({ name, run })], 9_000) ?? ''
      return [/section (.*)/.exec(chart)?.[1] ?? '', Number(/leftPadding":(\d+)/.exec(chart)?.[1])]
    }
    expect(paddingFor('ab')).toEqual(['ab', 37])
    expect(paddingFor('x'.repeat(50))).toEqual([`${'x'.repeat(23)}…`, 187])
    expect(paddingFor('流'.repeat(50))).toEqual([`${'流'.repeat(11)}…`, 180])
  })

  it.each([
    ['Build and test all services', 'Build and tes…'],
    ['编译并测试所有的服务', '编译并测试所…']
  ])('the name %s on a bar is short, so that it stays out of the names in front', (name, shown) => {
    const run = aRun({ stages: [at(name, 'success', 1_000, 2_000)] })
    expect(chartText([aTracked({ name: 'p', run })], 9_000)).toContain(`  ✅ ${shown} :`)
  })
})
