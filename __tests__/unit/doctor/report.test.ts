import { describe, expect, it } from '@jest/globals'
import type { About, Check, Forecast } from '../../../src/doctor/check.js'
import { doctorLines, doctorPage, forecastText, isHealthy } from '../../../src/doctor/report.js'
import { failure } from '../../../src/domain/failure.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aRun, aTracked } from '../helpers.js'

const english = messagesIn('en')
const ok: Check = { name: 'sign_in', result: 'ok', about: { code: 'accepted' } }
const ill = (name: string): Check => ({
  name: 'pipeline',
  result: 'bad',
  about: { code: 'pipeline_failed', name, failure: failure('refused') }
})
const pipeline = (about: About): Check => ({ name: 'pipeline', result: 'ok', about })

describe('the findings', () => {
  it('are healthy without a bad one, and say how many are bad', () => {
    expect(isHealthy([ok])).toBe(true)
    expect(isHealthy([ok, ill('a')])).toBe(false)
    expect(doctorLines([ok], english).headline).toBe(english.say('doctor.healthy'))
    expect(doctorLines([ok, ill('a')], english).headline).toBe(english.say('doctor.ill', { n: 1 }))
  })

  it('are in order with a warning, which is no complaint', () => {
    const warned = { ...ok, result: 'warn' } as const
    const { headline, lines, complaints } = doctorLines([ok, warned], english)
    expect(isHealthy([warned])).toBe(true)
    expect(headline).toBe(english.say('doctor.warned', { n: 1 }))
    expect([lines[1]?.slice(0, 2), complaints]).toEqual(['⚠ ', []])
  })

  it.each<[Forecast, string]>([
    [{ code: 'pass' }, 'would pass now'],
    [{ code: 'open', result: 'error' }, 'would not pass now (error)'],
    [{ code: 'fail', result: 'stale', failed: 1, n: 3 }, 'would fail now (stale): 1 of 3 pipelines'],
    [{ code: 'wait', open: 2, failed: 0, n: 3 }, '2 of 3 pipelines have no result yet'],
    [{ code: 'wait', open: 1, failed: 2, n: 3 }, 'then fail because of 2 others'],
    [{ code: 'start', n: 2 }, 'would start 2 pipelines now'],
    [{ code: 'nothing' }, 'pipeline_names'],
    [{ code: 'blocked' }, 'would not work yet']
  ])('%j', (now, text) => {
    expect(forecastText(now, english)).toContain(text)
    expect(doctorPage([ok], now, english).trimEnd().endsWith(forecastText(now, english))).toBe(true)
  })

  it('are a line each, those that are bad once more; ten of them at most', () => {
    const checks = [ok, ...Array.from({ length: 12 }, (_, n) => ill(`p${n}`))]
    const { lines, complaints } = doctorLines(checks, english)
    expect(lines).toHaveLength(13)
    expect(lines[0]).toMatch(/^✓ /)
    expect(complaints).toHaveLength(10)
    expect(complaints[9]).toBe(english.say('log.more', { n: 3 }))
  })

  it('are a table on a page, which a name cannot break, and of so many rows', () => {
    const page = doctorPage([ok, ill('a | b')], { code: 'blocked' }, english)
    expect(page.split('\n').filter(line => /(?<!\\)\|/.test(line))).toHaveLength(4)
    expect(page).toMatch(/^## ❌ /)
    const long = doctorPage(
      Array.from({ length: 600 }, () => ok),
      { code: 'pass' },
      english
    )
    expect(long.split('\n').filter(line => line.startsWith('| ✓'))).toHaveLength(500)
    expect(long).toContain(english.say('summary.left_out', { n: 100 }))
  })

  it.each<[number, boolean, string]>([
    [1_500, true, english.say('doctor.clock.agrees')],
    [60_000, true, english.say('doctor.clock', { difference: '1m' })],
    [1_200_000, false, english.say('doctor.clock.ahead', { difference: '20m' })],
    [-1_200_000, false, english.say('doctor.clock.behind', { difference: '20m' })]
  ])('of a clock that is %i ms off', (offMs, tolerated, finding) => {
    const [line] = doctorLines(
      [{ name: 'clock', result: 'ok', about: { code: 'clock', offMs, tolerated } }],
      english
    ).lines
    expect(line).toContain(finding)
  })

  it('of a pipeline say which run would be judged, or why none would be', () => {
    const lineOf = (about: About): string => doctorLines([pipeline(about)], english).lines[0] ?? ''
    const seen = aTracked({ name: 'build', run: aRun({ runNumber: 7 }), lastObservation: 'run' })
    expect(lineOf({ code: 'pipeline', pipeline: seen })).toContain('#7')
    const stale = aTracked({ name: 'build', instead: aRun({ runNumber: 9 }), lastObservation: 'no_match' })
    expect(lineOf({ code: 'pipeline', pipeline: stale })).toContain('#9')
    expect(lineOf({ code: 'pipeline', pipeline: aTracked({ lastObservation: 'no_run' }) })).toContain(
      'a'.repeat(32)
    )
  })
})
