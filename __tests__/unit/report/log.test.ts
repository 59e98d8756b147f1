import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { failure } from '../../../src/domain/failure.js'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import { changeLines } from '../../../src/report/changes.js'
import { closing } from '../../../src/report/log.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { pipelineOutput } from '../../../src/report/pipeline-output.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion, aTracked, decided } from '../helpers.js'
import { COMMANDING, HOSTILE, hostileText, LANGUAGES, shouting } from './hostile.js'

const english = messagesIn('en')

describe('the log', () => {
  const messages = english
  it('annotations: at most ten with the failure of the action itself, the last counts the rest', () => {
    const red = Array.from({ length: 25 }, () => decided('error'))
    expect(closing(aConclusion(red), messages).errors).toHaveLength(10)
    const both = closing(aConclusion(red, { failure: failure('refused') }), messages).errors
    expect(both).toHaveLength(10)
    expect(both[9]).toContain('17 more')
  })
})

describe('1,000 pipelines with names of 10 kB', () => {
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
  it('property: no log line or annotation breaks, or commands the runner', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...OUTCOMES), (text, outcome) => {
        const now = shouting(text, 0, outcome)
        const lines = [
          ...changeLines(
            [aTracked({ id: now.id })],
            [now],
            { pauseMs: 10_000, mayAppear: false, retries: 0 },
            messagesIn('en')
          ),
          ...closing(aConclusion([now]), messagesIn('en')).errors,
          ...closing(aConclusion([now]), messagesIn('en')).lines
        ]
        for (const line of lines) expect(line).not.toMatch(COMMANDING)
      })
    )
  })

  it('the documented name is intact in log, annotation, summary and outputs', () => {
    const name = 'PipelineSvc测试勿删_继续执行'
    const red = shouting(name)
    for (const language of LANGUAGES) {
      const messages = messagesIn(language)
      expect(
        changeLines([aTracked()], [red], { pauseMs: 10, mayAppear: false, retries: 0 }, messages).join('\n')
      ).toContain(name)
      expect(closing(aConclusion([red]), messages).errors.join('\n')).toContain(name)
      expect(summaryOf(aConclusion([red]), messages)).toContain(name)
    }
    expect(pipelineOutput(red).name).toBe(name)
  })
})
