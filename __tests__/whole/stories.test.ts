import { describe, expect, it } from '@jest/globals'
import { MORE_STORIES } from '../../tools/preview/more-stories.js'
import { play, STORIES, type Story } from '../../tools/preview/stories.js'
import { fails } from '../../simulator/index.js'
import { assertReport } from '../e2e/report-schema.js'

interface Reported {
  readonly reasons: readonly {
    readonly id: string
    readonly class: string
    readonly explanation: object | null
  }[]
  readonly pipelines: readonly {
    readonly id: string
    readonly failure: Readonly<Record<string, unknown>> | null
  }[]
}

const story = (name: string): Story => {
  const found = STORIES.find(story => story.name === name)
  if (found === undefined) throw new Error(`no story ${name}`)
  return found
}

/** Of thirty: two that wait, five that failed, four that were cancelled. */
const MIXED = Array.from({ length: 30 }, (_, n): string | null => {
  if ([1, 27].includes(n)) return 'approval'
  if ([2, 4, 13, 15, 17].includes(n)) return 'failed'
  return [6, 16, 18, 24].includes(n) ? 'cancelled' : null
})

const EXPECTED: readonly (readonly [string, (string | null)[], object | null])[] = [
  ['green', [null, null], null],
  [
    'build failed',
    ['failed', null],
    { stage: 'Build', job: 'Maven', step: 'mvn package', message: 'exit code 1', child: null }
  ],
  [
    'test failed in step three',
    [null, 'failed'],
    { stage: 'Test', job: 'Browser', step: 'Playwright', message: '1 test failed', child: null }
  ],
  [
    'cancelled',
    ['cancelled'],
    { stage: 'Deploy', job: 'Helm', step: null, message: 'stopped by wang', child: null }
  ],
  ['approval pending', ['approval'], null],
  ['never ran', ['never_ran', null], null],
  ['stale', ['other_run'], null],
  ['time-out', ['timeout'], null],
  ['API down', ['service'], null],
  ['mixed of thirty', MIXED, { stage: 'Test', job: 'Unit', step: 'npm test', message: null, child: null }]
]

describe('ten stories', () => {
  it.each(EXPECTED)('%s: class and failure', async (name, classes, failure) => {
    const runner = await play(story(name), 'en')
    const report = JSON.parse(runner.file) as Reported
    assertReport(report)
    const classOf = new Map(report.reasons.map(reason => [reason.id, reason.class]))
    expect(report.pipelines.map(({ id }) => classOf.get(id) ?? null)).toEqual(classes)
    expect(report.pipelines.map(pipeline => pipeline.failure).find(it => it !== null) ?? null).toEqual(
      failure
    )
    expect(JSON.parse(runner.values.pipelines ?? '')).toMatchObject(
      report.pipelines.map(({ failure }) => ({ failure }))
    )
  })

  it.each(EXPECTED.filter(([, classes]) => classes.some(it => it !== null)).map(([name]) => name))(
    '%s: what is red stands within three lines after the verdict',
    async name => {
      const { lines } = await play(story(name), 'en')
      const verdict = lines.findIndex(line => line.startsWith('CodeArts gate '))
      expect(verdict).toBeGreaterThan(0)
      expect(lines.slice(verdict + 1, verdict + 4).join('\n')).toMatch(
        /build-service|end-to-end|deploy-preview|release|new-pipeline|load-test|service-03|CodeArts did not respond/
      )
    }
  )

  it('thirty: ten annotations, the worst first, and ten are explained; what is left out is said', async () => {
    const runner = await play(story('mixed of thirty'), 'en')
    const report = JSON.parse(runner.file) as Reported
    expect(report.reasons.filter(({ explanation }) => explanation !== null)).toHaveLength(10)
    const verdict = runner.lines.findIndex(line => line.startsWith('CodeArts gate failed'))
    const outcomes = runner.lines.slice(verdict + 1, verdict + 11).map(line => / (\w+) in /.exec(line)?.[1])
    expect(outcomes).toEqual([
      ...['error', 'error', 'error', 'error', 'error', 'aborted', 'aborted', 'aborted', 'aborted'],
      undefined
    ])
    const left = 'The details of 1 more run were not fetched'
    expect(runner.lines.join('\n')).toContain(left)
    expect(runner.page).toContain(left)
  })

  it('twelve green: all of them are', async () => {
    const twelve = MORE_STORIES.find(({ name }) => name === 'twelve green')
    if (twelve === undefined) throw new Error('no such story')
    const { values, page } = await play(twelve, 'en')
    expect([twelve.pipelines.length, values.result]).toEqual([12, 'success'])
    expect(page).toContain('12 pipelines succeeded')
  })

  it('thirty: the green ones are folded, so that the reasons are near the verdict', async () => {
    const { page } = await play(story('mixed of thirty'), 'en')
    const [before = '', folded = ''] = page.split(/<details>\n<summary>19 .*<\/summary>/)
    expect(before.match(/^\| \[/gm)).toHaveLength(11)
    expect(folded.split('</details>')[0]?.match(/\| ✅ success/g)).toHaveLength(19)
    expect(before.indexOf('npm test')).toBeLessThan(before.indexOf('| [service-'))
    expect(page).toMatch(/<details>\n<summary>[^<]*UTC[^<]*<\/summary>\n\n```mermaid/)
  })

  it('API down: what was seen last, and when; the bar ends there', async () => {
    const english = await play(story('API down'), 'en')
    const { reasons } = JSON.parse(english.file) as { reasons: { last_seen_at: string }[] }
    const observedAt = reasons[0]?.last_seen_at.slice(0, 19).replace('T', ' ') ?? ''
    // It was looked at more than once before the service went away, and never after.
    expect(observedAt >= '2026-11-24 12:00:05' && observedAt < '2026-11-24 12:01:00').toBe(true)
    const told = `Last status: running in 编译 at ${observedAt} UTC; final result unknown.`
    for (const text of [english.lines.join('\n'), english.page]) expect(text).toContain(told)
    expect(english.page.match(/Re-run this job when the service responds again/g)).toHaveLength(1)
    expect(english.page).not.toContain('Check what it is doing')
    expect(english.page).toMatch(new RegExp(`⏳ 编译 :active, 2026-11-24 12:00:\\d\\d, ${observedAt}`))
    const { page } = await play(story('API down'), 'zh')
    const inBeijing = `北京时间 ${observedAt.replace(' 12:', ' 20:')}`
    expect(page).toContain(`最后一次查询到的状态：运行中，位于 编译（${inBeijing}），最终结果未知。`)
  })

  it('cancelled: whoever is named did it; where nobody is, nobody is blamed', async () => {
    const named = await play(story('cancelled'), 'en')
    expect(named.page).toContain('Message: stopped by wang.\n')
    const unnamed = { ...story('cancelled'), rules: [{ on: 'v5.run', does: fails(500) }] }
    const { page } = await play(unnamed, 'en')
    expect(page).not.toContain('wang')
    expect(page).toContain('The run was cancelled. Re-run it if that was unintended.')
    expect(page).toContain('The step where it was cancelled could not be fetched (HTTP 500')
  })

  it('approval pending: who is waited for is only told where the cloud tells it', async () => {
    expect((await play(story('approval pending'), 'en')).page).toContain('Message: waiting for wang, zhang.')
    const unnamed = { ...story('approval pending'), rules: [{ on: 'v5.run', does: fails(403) }] }
    const { page } = await play(unnamed, 'en')
    expect(page).toContain('Current step: Approval, since 2026-11-24 12:03:00 UTC.')
    expect(page).toContain('Waiting for manual review: approve')
    expect(page).toContain('The current step could not be fetched (HTTP 403')
  })

  it('stale: the link leads to the pipeline, and not to the run that is there instead', async () => {
    const { lines, page } = await play(story('stale'), 'en')
    expect(lines.find(line => line.startsWith('build-service: stale. '))).toMatch(
      /https:\/\/\S+\/history\/\S+$/
    )
    expect(page).toMatch(/^⚠️ \[\*\*build-service\*\*\]\(https:[^\s)]+\/history\/[^\s)]+\): /m)
  })
})
