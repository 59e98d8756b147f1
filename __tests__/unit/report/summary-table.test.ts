import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { summaryOf } from '../../../src/report/summary.js'
import { columnsOf } from '../../../src/report/terminal.js'
import { aConclusion, aRun, decided } from '../helpers.js'
import { hostileText, shouting } from './hostile.js'

describe('hostile texts', () => {
  it('property: a row of the table keeps its eight cells', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const summary = summaryOf(aConclusion([shouting(text)]), messagesIn('en'))
        const [, , row] = summary.split('\n').filter(line => line.startsWith('|'))
        // A bar after an odd number of backslashes is text.
        expect(row?.replace(/\\[\s\S]/g, '').split('|')).toHaveLength(10)
        // The comment keeps GitHub from reading `@name` as a mention.
        expect(summary.replaceAll('<!-- -->', '')).not.toMatch(/<(?!\/?br>)[a-z!/]/i)
      })
    )
  })
})

describe('long texts', () => {
  it('are cut by the room they take, so that no column is left a character wide', () => {
    for (const text of ['流水线名称'.repeat(40), 'long-name-'.repeat(20)]) {
      const summary = summaryOf(aConclusion([shouting(text)]), messagesIn('zh'))
      const [, , row = ''] = summary.split('\n').filter(line => line.startsWith('|'))
      const cells = row.replace(/\]\([^)]*\)/g, '').split('|')
      for (const cell of cells.flatMap(text => text.split(/<br>| → /)))
        expect(columnsOf(cell)).toBeLessThanOrEqual(64)
      expect(row).toContain('…')
    }
  })
})

describe('pipelines without a name', () => {
  it('are counted where others have one', () => {
    const named = { ...decided('success'), name: 'build' }
    const unnamed = { ...decided('success', 'b'.repeat(32)), run: aRun({ pipelineName: null }) }
    const text = messagesIn('en').say('summary.unnamed', { n: 1 })
    const of = (...pipelines: PipelineState[]): string => summaryOf(aConclusion(pipelines), messagesIn('en'))
    expect(of(named, unnamed)).toContain(text)
    expect(of(named, unnamed, decided('not_found'))).toContain(text)
    for (const page of [of(named), of(unnamed), of(named, decided('not_found'))])
      expect(page).not.toContain('shown by ID')
  })
})

describe('the start of a run', () => {
  it('has no hyphens, at which browsers would break a date in a narrow column', () => {
    const run = aRun({ startedAt: Date.UTC(2026, 0, 31, 8, 5, 9) })
    for (const language of ['en', 'zh'] as const) {
      const summary = summaryOf(
        aConclusion([{ ...decided('success'), run }]),
        messagesIn(language, 'Asia/Shanghai')
      )
      expect(summary).toContain('| 2026/01/31<br>16:05:09 |')
    }
  })
})

describe('the titles of the columns', () => {
  const titles = (language: 'en' | 'zh'): string | undefined =>
    summaryOf(aConclusion([decided('success')]), messagesIn(language))
      .split('\n')
      .find(line => line.startsWith('|'))

  it('hold a word that is not broken where Chinese would be broken after each character', () => {
    expect(titles('zh')).toBe(
      '| 流水线<br>pipeline | 结果<br>outcome | 运行 | 阶段<br>stages | 开始时间<br>（UTC） | 耗时<br>duration | 执行人<br>executor | 匹配依据<br>matched_by |'
    )
  })

  it('are words alone in English', () => {
    expect(titles('en')).toBe(
      '| Pipeline | Outcome | Run | Stages | Started<br>(UTC) | Duration | Triggered by | Matched by |'
    )
  })
})
