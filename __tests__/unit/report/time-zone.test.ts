import { describe, expect, it } from '@jest/globals'
import { offsetMs, timeZoneOf, UTC } from '../../../src/report/time-zone.js'

const M = 60_000
const NOON = Date.UTC(2026, 10, 24, 12)

describe('a time zone', () => {
  it.each([
    ['UTC', NOON, '2026-11-24 12:00:00'],
    ['utc', NOON, '2026-11-24 12:00:00'],
    ['Asia/Shanghai', NOON, '2026-11-24 20:00:00'],
    ['Asia/Shanghai', Date.UTC(2026, 11, 31, 16), '2027-01-01 00:00:00'],
    ['Asia/Kathmandu', NOON, '2026-11-24 17:45:00'],
    ['America/New_York', NOON, '2026-11-24 07:00:00'],
    ['America/New_York', Date.UTC(2026, 6, 1, 12), '2026-07-01 08:00:00'],
    ['America/New_York', Date.UTC(2026, 6, 1, 4), '2026-07-01 00:00:00'],
    ['Pacific/Kiritimati', NOON, '2026-11-25 02:00:00']
  ])('%s at %i', (name, epoch, shown) => {
    expect(timeZoneOf(name).wallClock(epoch)).toBe(shown)
  })

  it('is written alike whatever the calendar of a country is', () => {
    expect(timeZoneOf('Asia/Bangkok').wallClock(NOON)).toBe('2026-11-24 19:00:00')
    expect(timeZoneOf('Asia/Tehran').wallClock(NOON)).toBe('2026-11-24 15:30:00')
  })

  it.each([
    [UTC, NOON, 0],
    [timeZoneOf('Asia/Shanghai'), NOON + 1, 480 * M],
    [timeZoneOf('America/New_York'), NOON + 999, -300 * M],
    [timeZoneOf('America/New_York'), Date.UTC(2026, 6, 1), -240 * M]
  ])('%j is off UTC', (zone, epoch, offset) => {
    expect(offsetMs(zone, epoch)).toBe(offset)
  })
})
