import { describe, expect, it } from '@jest/globals'
import { config, issue, issues, parse } from './given.js'

describe('time_zone', () => {
  it.each([
    [{}, 'UTC'],
    [{ language: 'zh' }, 'Asia/Shanghai'],
    [{ language: 'zh', time_zone: 'UTC' }, 'UTC'],
    [{ time_zone: 'utc' }, 'UTC'],
    [{ time_zone: 'asia/shanghai' }, 'Asia/Shanghai'],
    [{ time_zone: 'Europe/Berlin' }, 'Europe/Berlin'],
    [{ time_zone: 'Etc/GMT-8' }, 'Etc/GMT-8'],
    // An older or newer name of the same zone stays as it was given.
    [{ time_zone: 'Asia/Kolkata' }, 'Asia/Kolkata'],
    [{ time_zone: 'PRC' }, 'PRC']
  ])('%j is %s', (inputs, name) => {
    expect(config(inputs).timeZone).toBe(name)
  })

  it.each([
    ['Asia/Bejing', 'Asia/Shanghai'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['beijing', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['China Standard Time', 'Asia/Shanghai'],
    ['CST', 'Asia/Shanghai'],
    ['+08:00', 'Asia/Shanghai'],
    ['UTC+8', 'Asia/Shanghai'],
    ['GMT+08:00', 'Asia/Shanghai'],
    ['UTC+0', 'UTC'],
    ['协调世界时', 'UTC'],
    ['Asia/Shanghia', 'Asia/Shanghai'],
    ['Shanghai', 'Asia/Shanghai'],
    ['New York', 'America/New_York'],
    ['europe/zurch', 'Europe/Zurich']
  ])('%s is none; %s was meant', (time_zone, meant) => {
    expect(issues({ time_zone })).toEqual([issue('time_zone', 'zone_near', time_zone, { meant })])
  })

  it.each(['Mars/Olympus', '+05:30', '-8', 'UTC-8', 'local', '../UTC', '', ' ', '::', 'x'.repeat(3_000)])(
    'nothing is near %j',
    time_zone => {
      if (time_zone.trim() === '') expect(config({ time_zone }).timeZone).toBe('UTC')
      else expect(issues({ time_zone })).toMatchObject([{ input: 'time_zone', code: 'zone', params: {} }])
    }
  )

  it('what cannot be used leaves the zone of the language', () => {
    expect(parse({ time_zone: 'Nowhere', language: 'zh' }).base.timeZone).toBe('Asia/Shanghai')
    expect(parse({ time_zone: 'Nowhere' }).base.timeZone).toBe('UTC')
  })
})
