import { describe, expect, it } from '@jest/globals'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { failuresSection } from '../../../src/report/summary-failures.js'
import { summaryOf } from '../../../src/report/summary.js'
import { commentOf } from '../../../src/report/comment.js'
import { aConclusion, aLocation, aRun, decided, explainedBy } from '../helpers.js'

const english = messagesIn('en')
const ROOM = { bytes: 100_000, opensFirst: true, heading: '###' } as const
const failed = (name: string, lines = ['one', 'two']): PipelineState => {
  const location = aLocation({ stage: 'Test', job: 'Unit', step: `npm ${name}`, message: `broke ${name}` })
  const red = { ...decided('error'), name, run: aRun({ outcome: 'error', url: `https://x.example/${name}` }) }
  return explainedBy(red, { failed: [location], logs: [{ location, lines, isCut: false }] })
}
const section = (...pipelines: readonly PipelineState[]): string =>
  failuresSection(aConclusion(pipelines), ROOM, english)
const count = (text: string, part: string): number => text.split(part).length - 1

describe('what failed', () => {
  it('has its place, what CodeArts says, the end of its log and the next step, in this order', () => {
    const text = section(failed('a'))
    const parts = [
      '### ',
      '❌ [**a**](https://x.example/a)',
      'npm a',
      'broke a',
      '```text\none\ntwo',
      '👉 **'
    ]
    const places = parts.map(part => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(text.trim().split('\n').at(-1)).toContain(english.say('next.error'))
  })

  it('the first log is open, the others are folded', () => {
    const text = section(failed('a'), failed('b'))
    expect([count(text, '<details open>'), count(text, '<details>')]).toEqual([1, 1])
    expect(text.indexOf('<details open>')).toBeLessThan(text.indexOf('<details>'))
  })

  it('what to do is said once for all, or once for each kind with those that it is for', () => {
    const same = section(...['a', 'b', 'c'].map(name => failed(name)))
    expect(count(same, english.say('next.error'))).toBe(1)
    const cancelled = { ...decided('aborted'), name: 'gone' }
    const both = section(failed('a'), failed('b'), cancelled)
    expect(count(both, english.say('next.error'))).toBe(1)
    expect(both).toContain(`- **a**, **b**: ${english.say('next.error')}`)
    expect(both).toContain(`- **gone**: ${english.say('next.aborted')}`)
  })

  it('of many with the same next step five are named', () => {
    const others = Array.from({ length: 9 }, (_, n) => failed(`p${n}`))
    expect(section(...others, { ...decided('aborted'), name: 'gone' })).toContain('**p4**, +4: ')
  })

  it('those without a log stand in a list', () => {
    const text = section(...['a', 'b'].map(name => ({ ...decided('not_found'), name })))
    expect(text).toMatch(/- ⚠️ \*\*a\*\*: .*\n- ⚠️ \*\*b\*\*: /)
  })

  it('what has no room is counted, and a log that has none is said to be left out', () => {
    const many = Array.from({ length: 60 }, (_, n) => failed(`p${n}`, ['流'.repeat(2_000)]))
    const text = failuresSection(aConclusion(many), { ...ROOM, bytes: 20_000, opensFirst: false }, english)
    expect(Buffer.byteLength(text)).toBeLessThan(25_000)
    expect(text).toContain(english.say('tail.left_out'))
    const shown = count(text, '\n❌ [') + count(text, '- ❌ [')
    expect(text).toContain(english.say('summary.in_table', { n: 60 - shown }))
  })

  it('what is not listed is where the table is said to have it, and what to do is said for it as well', () => {
    const outcomes = ['error', 'aborted', 'timed_out', 'not_found'] as const
    const many = outcomes.flatMap(outcome =>
      Array.from({ length: 40 }, (_, n) => ({ ...decided(outcome), name: `${outcome}-${n}` }))
    )
    for (const page of [summaryOf, commentOf].map(page => page(aConclusion(many), english))) {
      const [list = '', rest = ''] = page.split(english.say('summary.in_table', { n: 110 }))
      expect(list.match(/^- ❌ /gm)).toHaveLength(40)
      expect(list).not.toContain('👉')
      const [steps = '', table = ''] = rest.split('| Pipeline |')
      for (const key of ['next.error', 'next.aborted', 'next.timed_out', 'next.not_found'] as const)
        expect(count(steps, english.say(key))).toBe(1)
      expect(steps).toContain('**timed_out-4**, +35: ')
      for (const { name } of many) expect(table).toContain(`| ${name} |`)
    }
  })

  it('of many different next steps eight are shown', () => {
    const many = Array.from({ length: 12 }, (_, n) => {
      const doing = [aLocation({ reviewers: [`reviewer-${n}`] })]
      return { ...explainedBy(decided('paused'), { doing }), name: `p${n}` }
    })
    const text = failuresSection(aConclusion(many), ROOM, english)
    expect(text.match(/approve or reject/g)).toHaveLength(8)
    expect(text.trim().split('\n').at(-1)).toBe(`- ${english.say('log.more', { n: 4 })}`)
  })
})

describe.each(['en', 'zh'] as const)('a page in %s', language => {
  const messages = messagesIn(language, language === 'zh' ? 'Asia/Shanghai' : 'UTC')
  const stages = (['success', 'error', null] as const).map((outcome, n) => ({
    ...{ name: `阶段 ${n}`, outcome, startedAt: 1_700_000_000_000, endedAt: 1_700_000_060_000 }
  }))
  const run = aRun({
    stages,
    startedAt: 1_700_000_000_000,
    branch: '主干',
    executor: '林@公司',
    runNumber: 7
  })
  const pipelines = [
    { ...failed('a'), run },
    { ...decided('aborted'), run },
    { ...decided('error'), advisory: true, name: '质量检查 @octocat' }
  ]
  const pages = [summaryOf, commentOf].map(page => page(aConclusion(pipelines), messages))

  it('has failures first, then the table, then the timeline', () => {
    for (const page of pages) {
      const table = page.indexOf('\n| ')
      expect(page.indexOf('👉')).toBeGreaterThan(0)
      expect(page.indexOf('👉')).toBeLessThan(table)
      expect(page.lastIndexOf('```text')).toBeLessThan(table)
    }
    expect(pages[0]?.indexOf('```mermaid')).toBeGreaterThan(pages[0]?.lastIndexOf('\n| ') ?? 0)
  })

  it('has no invisible characters, and no legend', () => {
    // The sign before a variation selector is one with it.
    for (const page of pages)
      expect(page).not.toMatch(/[\u00A0\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u)
    for (const page of pages) expect(page).not.toMatch(/✅ .* · ❌ /)
  })

  it('says once what the mark of an advisory pipeline means', () => {
    for (const page of pages) expect(count(page, messages.say('summary.advisory', { mark: 'ℹ️' }))).toBe(1)
  })
})

describe('the timeline', () => {
  const many = (n: number): PipelineState[] =>
    Array.from({ length: n }, (_, id) => {
      const run = aRun({ outcome: 'success', startedAt: 1_700_000_000_000, endedAt: 1_700_000_060_000 })
      return { ...decided('success', String(id).padStart(32, '0')), run }
    })
  const before = (page: string): string | undefined => page.split('\n\n```mermaid')[0]?.split('\n').at(-1)

  it('is folded from ten pipelines on', () => {
    const title = english.say('summary.chart', { zone: 'UTC' })
    expect(before(summaryOf(aConclusion(many(9)), english))).toBe(`### ${title}`)
    expect(before(summaryOf(aConclusion(many(10)), english))).toBe(`<summary>${title}</summary>`)
  })
})
