import { describe, expect, it } from '@jest/globals'
import { A, cloud, ends, pipelineWith, PROJECT } from './cloud.js'
import { step, type Inputs } from './harness.js'
import { sample } from '../sample.js'

/** The time of the simulator is frozen, so that each time in a report is known here. */
const NOON = { clock: { now: () => Date.UTC(2026, 10, 24, 12, 0, 0) } }
const COMMIT = 'b'.repeat(40)
const runs = [{ number: 25, commit: 'a'.repeat(40), moments: [ends('success')] }]

/** A zone, its noon in UTC, and what it is called. */
const ZONES: readonly { given: Inputs; noon: string; zone: RegExp }[] = [
  { given: {}, noon: '2026-11-24 12:00:00', zone: /UTC/ },
  { given: { time_zone: 'UTC' }, noon: '2026-11-24 12:00:00', zone: /UTC/ },
  { given: { time_zone: 'Asia/Shanghai' }, noon: '2026-11-24 20:00:00', zone: /Asia\/Shanghai/ },
  { given: { time_zone: 'asia/kolkata' }, noon: '2026-11-24 17:30:00', zone: /asia\/kolkata/i },
  { given: { time_zone: 'America/New_York' }, noon: '2026-11-24 07:00:00', zone: /America\/New_York/ },
  { given: { language: 'zh' }, noon: '2026-11-24 20:00:00', zone: /北京时间/ },
  { given: { language: 'zh', time_zone: 'UTC' }, noon: '2026-11-24 12:00:00', zone: /UTC/ },
  {
    given: { language: 'zh', time_zone: 'Europe/Berlin' },
    noon: '2026-11-24 13:00:00',
    zone: /Europe\/Berlin/
  }
]

/** Lines of a text that hold a time, also as a cell of a table has it: with slashes and in two lines. */
const withTime = (text: string, noon: string): string[] =>
  text
    .split('\n')
    .filter(line => line.includes(noon) || line.includes(noon.replaceAll('-', '/').replace(' ', '<br>')))

describe('time_zone', () => {
  it.concurrent.each(sample(ZONES))('$given', async ({ given, noon, zone }) => {
    await using made = await cloud([pipelineWith(A, runs)], [], NOON)
    const green = await step(made.v5([A], { commit: 'any', ...given }))
    expect(green.code).toBe(0)
    expect(withTime(green.summary, noon)).not.toEqual([])
    expect(green.summary).toMatch(zone)
    // What programs read stays in UTC.
    expect(green.pipelines[0]?.started_at).toBe('2026-11-24T12:00:00.000Z')
    expect(JSON.stringify(green.report)).toContain('"started_at":"2026-11-24T12:00:00.000Z"')
    expect(JSON.stringify(green.report)).not.toContain('+08:00')

    const stale = await step(made.v5([A], { commit: COMMIT, wait: 'false', ...given }))
    expect(stale.code).toBe(1)
    const annotations = stale.lines.filter(line => line.startsWith('::error'))
    const [annotation = ''] = withTime(annotations.join('\n'), noon)
    expect(annotation).toMatch(zone)
  })

  it.concurrent.each(
    sample([
      ['Asia/Bejing', 'Asia/Shanghai'],
      ['Asia/Beijing', 'Asia/Shanghai'],
      ['Beijing', 'Asia/Shanghai'],
      ['北京时间', 'Asia/Shanghai'],
      ['UTC+8', 'Asia/Shanghai'],
      ['+08:00', 'Asia/Shanghai'],
      ['Asia/Shanghia', 'Asia/Shanghai'],
      ['Shanghai', 'Asia/Shanghai'],
      ['Europe/Berln', 'Europe/Berlin'],
      ['America/New York', 'America/New_York']
    ])
  )('%s is refused, and %s is suggested', async (time_zone, meant) => {
    await using made = await cloud([pipelineWith(A, runs)])
    const ended = await step(made.v5([A], { time_zone }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(`time_zone: got "${time_zone}"`)
    expect(ended.stdout).toContain(meant)
    expect(ended.summary).toContain(meant)
    expect(made.count()).toBe(0)
  })

  it.concurrent.each(sample(['Mars/Olympus', '-03:30', 'Asia/', '../etc/passwd', 'x'.repeat(5000)]))(
    '%s is refused, and nothing is near it',
    async time_zone => {
      await using made = await cloud([pipelineWith(A, runs)])
      const ended = await step(made.v5([A], { time_zone }))
      expect(ended.code).toBe(1)
      expect(ended.stdout).toContain(`time_zone: got "${time_zone.slice(0, 50)}`)
      expect(ended.stdout).not.toMatch(/did you mean/)
      expect(ended.stdout).toMatch(/IANA/)
      expect(made.count()).toBe(0)
    }
  )

  it.concurrent('is told with all other bad inputs, in UTC where it cannot be used', async () => {
    await using made = await cloud([pipelineWith(A, runs)])
    const ended = await step(made.v5([A], { time_zone: 'Nowhere', wait: 'perhaps' }))
    expect(ended.stdout).toMatch(/time_zone: got "Nowhere"/)
    expect(ended.stdout).toMatch(/wait: got "perhaps"/)
  })

  it.concurrent('condition and heading say the zone, too', async () => {
    await using made = await cloud([{ id: A, name: 'a', projectId: PROJECT, runs: [] }], [], NOON)
    const more = {
      commit: 'any',
      started_after: '2026-11-24T11:00:00Z',
      wait: 'false',
      time_zone: 'Asia/Tokyo'
    }
    const ended = await step(made.v5([A], more))
    expect(ended.stdout).toContain('2026-11-24 20:00:00 Asia/Tokyo')
  })
})
