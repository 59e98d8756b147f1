import { describe, expect, it } from '@jest/globals'
import { axisOf, chartTime } from '../../../src/report/axis.js'

const S = 1_000
const H = 3_600 * S
const D = 24 * H

describe('the axis of a chart', () => {
  it.each([
    [3 * S, '1second', '%H:%M:%S'],
    [4 * S, '5second', '%H:%M:%S'],
    [5 * S, '5second', '%H:%M:%S'],
    [9 * 60 * S, '3minute', '%H:%M:%S'],
    [10 * 60 * S, '3minute', '%H:%M'],
    [D, '6hour', '%H:%M'],
    [36 * H, '12hour', '%m-%d %H:%M'],
    [2 * D, '1day', '%m-%d'],
    [4 * D, '1day', '%m-%d'],
    [400 * D, '12month', '%Y-%m'],
    [3_000 * D, '36month', '%Y-%m']
  ])('over %i ms has a mark every %s, as %s', (span, interval, format) => {
    expect(axisOf(span)).toEqual({ format, interval })
  })

  it('shows instants of UTC without a zone', () => {
    expect(chartTime(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toBe('2026-01-02 03:04:05')
  })
})
