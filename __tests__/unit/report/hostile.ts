import fc from 'fast-check'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked } from '../helpers.js'
import { anyText } from '../any-text.js'

export const MIB = 1024 * 1024
/** What breaks a line, colours it, or makes it a workflow command. */
export const COMMANDING = /[\p{Cc}\p{Zl}\p{Zp}]|^\s*::|##\[/u
export const LANGUAGES = ['en', 'zh'] as const
const idOf = (index: number): string => String(index).padStart(32, 'x')

/** A pipeline of which every word is `text`. */
export function shouting(
  text: string,
  index = 0,
  outcome: PipelineState['outcome'] = 'error'
): PipelineState {
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

/** Long texts of every kind, by name. */
export const HOSTILE: readonly (readonly [string, string])[] = [
  ['ASCII', 'x'.repeat(10_000)],
  ['Chinese', '流水线'.repeat(3_333)],
  ['emoji', '😀'.repeat(5_000)],
  ['Markdown', '|*`[~'.repeat(2_000)],
  ['HTML', '<&>'.repeat(3_333)],
  ['addresses', 'https://www.evil.example '.repeat(400)],
  ['controls', '\u001B[31m\r\n\u0000'.repeat(1_250)]
]

const text = anyText(60)
const part = fc.constantFrom(
  '::error::x',
  '@name',
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
/** Pieces of what can break a line, a table or a page, beside any other text. */
export const hostileText = fc.array(fc.oneof(text, part), { maxLength: 6 }).map(parts => parts.join(''))
