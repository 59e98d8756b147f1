import { describe, expect, it } from '@jest/globals'
import { typicalDurations } from '../../../src/polling/typical-durations.js'

const S = 1_000
const middles = (...durations: readonly number[]) =>
  typicalDurations(durations.map(seconds => seconds * S)).map(({ middle }) => middle / S)
const M = 60_000
const stable = [360 * S, 362 * S, 358 * S, 361 * S, 359 * S]

describe('lengths that runs take over and over', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['three runs say nothing', [60, 60, 60], []],
    ['four do', [60, 60, 60, 60], [60]],
    ['a lone one beside many is left out', [60, 60, 60, 60, 60, 60, 60, 60, 200], [60]],
    ['four of five near another one are enough', [60, 60, 60, 60, 200], [60]],
    ['four of six are not', [60, 60, 60, 60, 200, 400], []],
    ['steps up to 8 s belong together', [40, 40, 48, 48], [44]],
    ['a group that goes on and on is none', [60, 68, 77, 88, 100, 114], []],
    ['nor is anything beside such a group', [60, 68, 77, 88, 100, 114, 1000, 1001, 1002], []],
    ['two groups that are apart', [60, 60, 60, 80, 80, 80], [60, 80]],
    ['two that are as near as they are wide are one heap', [60, 60, 60, 75, 75, 75], []],
    ['also to the very second', [60, 60, 60, 76, 76, 76], []],
    ['the wider one of the two counts', [60, 60, 60, 90, 100, 110], []]
  ])('%s: %j', (_, durations, expected) => {
    expect(middles(...durations)).toEqual(expected)
  })

  it('spread by twice the deviation of such a sample, and no less than 4 s and 3 %', () => {
    const spread = (...durations: readonly number[]) =>
      typicalDurations(durations.map(seconds => seconds * S)).map(length => Math.round(length.spread))
    expect(spread(90, 95, 100, 105, 110)).toEqual([15_811])
    expect(spread(60, 60, 60, 60)).toEqual([4_000])
    expect(spread(1_000, 1_000, 1_000, 1_000)).toEqual([30_000])
  })
})

describe('the pause before the next look', () => {
  it('a pipeline keeps time when its runs take one of a few lengths', () => {
    const middles = (durations: readonly number[]) =>
      typicalDurations(durations).map(({ middle }) => middle / S)
    expect(middles(stable)).toEqual([360])
    expect(middles([...stable, 60 * S, 62 * S])).toEqual([61, 360])
    expect(middles([M, 2 * M, 4 * M, 8 * M, 16 * M])).toEqual([])
    expect(middles([])).toEqual([])
  })

  it('lengths that chance has put together are not taken for groups', () => {
    expect(typicalDurations([300, 310, 355, 365, 420, 430, 500, 510].map(s => s * S))).toEqual([])
  })
})
