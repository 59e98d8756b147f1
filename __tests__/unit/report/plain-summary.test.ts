import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { plainSummary } from '../../../src/report/plain-summary.js'
import { columnsOf } from '../../../src/report/terminal.js'
import { aConclusion, aRun, aTracked, decided } from '../helpers.js'

const [english, chinese] = [messagesIn('en'), messagesIn('zh')]
const stage = (name: string, outcome: 'success' | 'error' | null) => ({
  ...{ name, outcome, startedAt: null, endedAt: null }
})
const red = (name: string, parts: Partial<PipelineState> = {}): PipelineState =>
  aTracked({
    ...{ name, outcome: 'error', decided: true, lastObservation: 'run' },
    run: aRun({
      ...{ runNumber: 12, outcome: 'error', ended: true, startedAt: 0, endedAt: 200_000 },
      ...{ url: 'https://devcloud.example/run/12' },
      stages: [stage('compile', 'success'), stage('test', 'error'), stage('deploy', null)]
    }),
    ...parts
  })

describe('the summary for a terminal', () => {
  it('is a table with an address below each pipeline, the worst first', () => {
    expect(plainSummary(aConclusion([decided('success'), red('build')]), english).split('\n')).toEqual([
      'Pipeline  Outcome    Run  Duration  Stages',
      '------------------------------------------',
      'build     ✗ error    #12  3m 20s    ✓ compile → ✗ test → ○ deploy',
      '  https://devcloud.example/run/12',
      'build     ✓ success  25   –         –'
    ])
  })

  it('is aligned with wide characters', () => {
    const lines = plainSummary(aConclusion([red('构建与测试'), red('x')]), chinese).split('\n')
    const places = lines
      .filter(line => line.includes('#12'))
      .map(line => columnsOf(line.split('#12')[0] ?? ''))
    expect(new Set(places).size).toBe(1)
  })

  it('is 100 columns wide at most, has no Markdown, and no command', () => {
    const name = '::error::`<b>very|long</b>` 名称 '.repeat(9)
    const many = Array.from({ length: 400 }, (_, n) => red(`${name}${n}`))
    const text = plainSummary(aConclusion(many), english)
    for (const line of text.split('\n'))
      if (!line.includes('https://')) expect(columnsOf(line)).toBeLessThanOrEqual(100)
    expect(text).not.toMatch(/^::|<details>|mermaid|\| ---/m)
    expect(text.split('\n').filter(line => line.includes('https://'))).toHaveLength(300)
    expect(text).toContain('100')
  })

  it('is nothing where nothing is known', () => {
    expect(plainSummary(aConclusion([]), english)).toBe('')
    const unseen = aConclusion([aTracked()], { failure: failure('refused') })
    expect(plainSummary(unseen, english)).toBe('')
  })

  it.each([20, 40, 69])('in %i columns everything stands below each other', columns => {
    const text = plainSummary(aConclusion([red('构建与测试 of everything'), red('x')]), english, {
      ...{ columns, paint: text => text }
    })
    for (const line of text.split('\n'))
      if (!line.includes('https://')) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
    for (const part of ['error', '#12', '3m 20s', 'compile', 'deploy', 'https://devcloud.example/run/12'])
      expect(text).toContain(part)
  })

  it.each([70, 80, 100])('in %i columns it is a table', columns => {
    const text = plainSummary(aConclusion([red('long name '.repeat(9)), red('x')]), english, {
      ...{ columns, paint: text => text }
    })
    const lines = text.split('\n').filter(line => !line.includes('https://'))
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
  })

  it('colours how each has ended, and moves nothing by it', () => {
    const plainly = plainSummary(aConclusion([decided('success'), red('build')]), english)
    for (const columns of [100, 30]) {
      const text = plainSummary(aConclusion([decided('success'), red('build')]), english, {
        ...{ columns, paint: (text, colour) => `<${colour}>${text}</>` }
      })
      expect(text).toMatch(/<good> *✓ success *<\/>/)
      expect(text).toMatch(/<bad> *✗ error *<\/>/)
      if (columns === 100) expect(text.replace(/<[^>]*>/g, '')).toBe(plainly)
    }
  })
})
