import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import type { PipelineState } from '../../../src/domain/tracking.js'
import { changeLines, closing } from '../../../src/report/log.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { pipelineOutput } from '../../../src/report/outputs.js'
import { reportJson } from '../../../src/report/report-file.js'
import { summaryOf } from '../../../src/report/summary.js'
import { failureText } from '../../../src/report/text.js'
import { aConclusion, aRun, aTracked } from '../helpers.js'
import { failure, type InputIssue } from '../../../src/domain/failure.js'

const MIB = 1024 * 1024
/** What breaks a line, colours it, or makes it a workflow command. */
const COMMANDING = /[\p{Cc}\p{Zl}\p{Zp}]|^\s*::|##\[/u
const LANGUAGES = ['en', 'zh'] as const
const idOf = (index: number): string => String(index).padStart(32, 'x')

/** A pipeline of which every word is `text`. */
function shouting(text: string, index = 0, outcome: PipelineState['outcome'] = 'error'): PipelineState {
  const stage = { name: text, outcome: 'error' as const, startedAt: null, endedAt: null }
  const run = aRun({
    pipelineName: text,
    runId: text,
    status: text,
    outcome: 'error',
    ended: true,
    url: `https://x.example/${'u'.repeat(400)}`,
    executor: text,
    branch: text,
    trigger: text,
    stages: Array.from({ length: 20 }, () => stage)
  })
  return aTracked({
    id: idOf(index),
    outcome,
    decided: true,
    lastObservation: 'run',
    run
  })
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['ASCII', 'x'.repeat(10_000)],
  ['Chinese', '流水线'.repeat(3_333)],
  ['emoji', '😀'.repeat(5_000)],
  ['Markdown', '|*`[~'.repeat(2_000)],
  ['HTML', '<&>'.repeat(3_333)],
  ['addresses', 'https://www.evil.example '.repeat(400)],
  ['controls', '\u001B[31m\r\n\u0000'.repeat(1_250)]
]

describe('1,000 pipelines with names of 10 kB', () => {
  it.each(HOSTILE)('%s: the summary is below 1 MiB, and says what it left out', (_, text) => {
    const pipelines = Array.from({ length: 1000 }, (_, index) => shouting(text, index))
    for (const language of LANGUAGES) {
      const summary = summaryOf(aConclusion(pipelines), messagesIn(language))
      expect(Buffer.byteLength(summary)).toBeLessThan(MIB)
      const rows = summary.split('\n').filter(line => /^\| .* \|$/.test(line)).length - 2
      if (rows < 1000) expect(summary).toContain(String(1000 - rows))
      expect(summary).toContain(String(1000 - 50))
    }
  })

  it('what is red stays in the table when room runs out', () => {
    const text = '流水线'.repeat(3_333)
    const pipelines = Array.from({ length: 1000 }, (_, index) =>
      shouting(text, index, index === 999 ? 'error' : 'success')
    )
    const summary = summaryOf(aConclusion(pipelines), messagesIn('en'))
    const rows = summary.split('\n').filter(line => line.startsWith('| ['))
    expect(rows.length).toBeLessThan(1000)
    expect(rows.filter(row => row.includes('✗\u00A0error |'))).toHaveLength(1)
  })

  it.each(HOSTILE)('%s: ten annotations of a few kB, each one line', (_, text) => {
    const pipelines = Array.from({ length: 1000 }, (_, index) => shouting(text, index))
    const { errors } = closing(aConclusion(pipelines), messagesIn('en'))
    expect(errors).toHaveLength(10)
    expect(errors[9]).toContain('991 more')
    for (const error of errors) {
      expect(error).not.toMatch(COMMANDING)
      expect(Buffer.byteLength(error)).toBeLessThan(4_096)
    }
  })
})

describe('annotations', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 10],
    [11, 10],
    [500, 10]
  ])('%i red pipelines make %i', (red, expected) => {
    const pipelines = Array.from({ length: red }, (_, index) => shouting('build', index))
    expect(closing(aConclusion(pipelines), messagesIn('en')).errors).toHaveLength(expected)
  })
})

describe('hostile texts', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const part = fc.constantFrom(
    '::error::x',
    '##[error]',
    '\n',
    '\r',
    '\u2028',
    '|',
    '`',
    '<b>',
    '\u202E',
    '\\',
    '[x](y)'
  )
  const hostile = fc.array(fc.oneof(text, part), { maxLength: 6 }).map(parts => parts.join(''))

  it('property: no log line or annotation breaks, or commands the runner', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...OUTCOMES), (text, outcome) => {
        const now = shouting(text, 0, outcome)
        const lines = [
          ...changeLines(
            [aTracked({ id: now.id })],
            [now],
            { pauseMs: 10_000, mayAppear: false },
            messagesIn('en')
          ),
          ...closing(aConclusion([now]), messagesIn('en')).errors,
          ...closing(aConclusion([now]), messagesIn('en')).lines
        ]
        for (const line of lines) expect(line).not.toMatch(COMMANDING)
      })
    )
  })

  it('property: a row of the table keeps its eight cells', () => {
    fc.assert(
      fc.property(hostile, text => {
        const summary = summaryOf(aConclusion([shouting(text)]), messagesIn('en'))
        const [, , row] = summary.split('\n').filter(line => line.startsWith('|'))
        // A bar after an odd number of backslashes is text.
        expect(row?.replace(/\\[\s\S]/g, '').split('|')).toHaveLength(10)
        expect(summary).not.toMatch(/<(?!\/?br>)[a-z!/]/i)
      })
    )
  })

  it('property: outputs and report are JSON that gives the text back as it came', () => {
    fc.assert(
      fc.property(hostile, text => {
        const pipeline = shouting(text)
        const report = JSON.parse(reportJson(aConclusion([pipeline]))) as { pipelines: unknown[] }
        expect(report.pipelines[0]).toEqual(JSON.parse(JSON.stringify(pipelineOutput(pipeline))))
        expect(pipelineOutput(pipeline).name).toBe(text)
      })
    )
  })

  it('the documented name is intact in log, annotation, summary and outputs', () => {
    const name = 'PipelineSvc测试勿删_继续执行'
    const red = shouting(name)
    for (const language of LANGUAGES) {
      const messages = messagesIn(language)
      expect(
        changeLines([aTracked()], [red], { pauseMs: 10, mayAppear: false }, messages).join('\n')
      ).toContain(name)
      expect(closing(aConclusion([red]), messages).errors.join('\n')).toContain(name)
      expect(summaryOf(aConclusion([red]), messages)).toContain(name)
    }
    expect(pipelineOutput(red).name).toBe(name)
  })
})

describe('what is wrong with the inputs', () => {
  const issues: readonly InputIssue[] = [
    { input: 'timeout', given: '1d\n::error::x', code: 'duration', params: {} },
    { input: 'endpoint', given: '<script>|', code: 'endpoint_url', params: {} },
    { input: 'secret_key', given: null, code: 'credential_half', params: { all: 'access_key, secret_key' } }
  ]
  it.each(LANGUAGES)('in %s has a line for each, and a value cannot add one', language => {
    const lines = failureText(failure('inputs', { issues }), messagesIn(language)).split('\n')
    expect(lines).toHaveLength(1 + issues.length)
    for (const [index, { input }] of issues.entries()) expect(lines[index + 1]).toContain(input)
    for (const line of lines) expect(line).not.toMatch(/^\s*::/)
  })
})
