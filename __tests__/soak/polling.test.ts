import { describe, expect, it } from '@jest/globals'
import { DISTRIBUTIONS } from '../../tools/bench/waiting/distributions.js'
import { POLICIES, simulate } from '../../tools/bench/waiting/simulate.js'

describe('what docs/polling.md promises', () => {
  const known = new Map<string, ReturnType<typeof simulate>>()
  const result = (name: string, policy: string) => {
    const distribution = DISTRIBUTIONS.find(it => it.name === name)
    const play = POLICIES[policy]
    if (distribution === undefined || play === undefined) throw new Error(`no ${name} or ${policy}`)
    const key = `${name}, ${policy}`
    const figures = known.get(key) ?? simulate(distribution, play, 1_000, 1)
    known.set(key, figures)
    return figures
  }
  it.each(['stable, 6 min', 'stable, 25 min'])(
    '%s: within 3 s on average, 8 s for 95 %%, at 0.6 × the looks',
    name => {
      const auto = result(name, 'auto')
      expect(auto.meanDelayMs).toBeLessThanOrEqual(3_000)
      expect(auto.p95DelayMs).toBeLessThanOrEqual(8_000)
      expect(auto.polls).toBeLessThanOrEqual(0.6 * result(name, 'every 10 s').polls)
    }
  )
  it('less stable: within the same delays, at 0.7 × the looks', () => {
    const auto = result('less stable', 'auto')
    expect(auto.meanDelayMs).toBeLessThanOrEqual(3_000)
    expect(auto.p95DelayMs).toBeLessThanOrEqual(8_000)
    expect(auto.polls).toBeLessThanOrEqual(0.7 * result('less stable', 'every 10 s').polls)
  })
  it.each(DISTRIBUTIONS)('$name: no fixed interval is both sooner and cheaper', distribution => {
    const auto = result(distribution.name, 'auto')
    for (const seconds of [5, 7, 8, 9, 9.5, 10, 11, 12, 15, 30]) {
      const fixed = simulate(distribution, () => seconds * 1_000, 1_000, 1)
      expect([seconds, auto.meanDelayMs > fixed.meanDelayMs && auto.polls > fixed.polls]).toEqual([
        seconds,
        false
      ])
    }
  })
  it.each([
    'stable, 6 min',
    'stable, 25 min',
    'less stable',
    'bimodal',
    'heavy tail',
    'first run ever',
    'approval of hours'
  ])('%s: both sooner and cheaper than every 10 s', name => {
    const [auto, ten] = [result(name, 'auto'), result(name, 'every 10 s')]
    expect(auto.meanDelayMs).toBeLessThan(ten.meanDelayMs)
    expect(auto.polls).toBeLessThan(ten.polls)
  })
})
