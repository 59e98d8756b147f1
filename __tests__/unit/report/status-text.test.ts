import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { decide } from '../../../src/domain/verdict.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { pipelineStatusText, settledText, stepStatusText } from '../../../src/report/status-text.js'
import { aRun, aTracked, decided, DEFAULT_FAIL_ON } from '../helpers.js'

const en = messagesIn('en')
const zh = messagesIn('zh')
const ended = (outcome: Parameters<typeof decided>[0]) => ({
  ...decided(outcome),
  run: aRun({
    ...{ runNumber: 118, startedAt: 0, endedAt: 90_000, ended: true },
    stages: [{ name: 'Build', outcome: 'error', startedAt: null, endedAt: null }]
  })
})

describe('descriptions', () => {
  it('say what happened, where, and how long it took', () => {
    expect(pipelineStatusText(ended('success'), 'success', null, en)).toBe('Passed (run #118, 1m 30s)')
    expect(pipelineStatusText(ended('error'), 'failure', null, en)).toBe('Failed in Build (run #118, 1m 30s)')
    expect(pipelineStatusText(aTracked(), 'pending', null, en)).toBe('Waiting for a run of this commit')
    expect(pipelineStatusText(decided('stale'), 'error', null, en)).toContain('No run of this commit')
    expect(pipelineStatusText(ended('error'), 'failure', null, zh)).toMatch(/^失败.*Build/)
  })

  it('say why the gate could not judge', () => {
    expect(pipelineStatusText(aTracked(), 'error', failure('refused'), en)).toMatch(/^No verdict: CodeArts/)
    expect(pipelineStatusText(aTracked(), 'error', failure('cancelled'), en)).toBe(
      settledText('cancelled', en)
    )
    const verdict = decide([aTracked()], DEFAULT_FAIL_ON, 'could_not_judge')
    expect(stepStatusText(verdict, 'error', failure('unreachable'), en)).toMatch(/^No verdict/)
  })

  it('of a step name what did not pass', () => {
    const verdict = decide(
      [decided('success'), { ...decided('error', 'b'.repeat(32)), name: 'test' }],
      DEFAULT_FAIL_ON
    )
    expect(stepStatusText(verdict, 'failure', null, en)).toBe('1 of 2 pipelines did not pass: test (error)')
    expect(stepStatusText(verdict, 'pending', null, en)).toBe('Waiting for 2 pipelines')
  })

  it('of a step have the marks of their language', () => {
    const advisory = { ...decided('error', 'b'.repeat(32)), name: 'lint', advisory: true }
    const zh = messagesIn('zh')
    const failed = decide([{ ...decided('error'), name: 'test' }], DEFAULT_FAIL_ON)
    expect(stepStatusText(failed, 'failure', null, zh)).toBe('1 条流水线中 1 条未通过：test（失败）')
    const passed = decide([decided('success'), advisory], DEFAULT_FAIL_ON)
    expect(stepStatusText(passed, 'success', null, zh)).toContain('lint：失败')
    expect(stepStatusText(passed, 'success', null, en)).toContain('lint: error')
  })

  it.each(['en', 'zh'] as const)('are short, and hold nothing that GitHub refuses: %s', language => {
    const many = Array.from({ length: 50 }, () => ({ ...decided('error'), name: 'x\u{1F680}'.repeat(30) }))
    const text = stepStatusText(decide(many, DEFAULT_FAIL_ON), 'failure', null, messagesIn(language))
    expect(text.length).toBeLessThanOrEqual(140)
    expect(text).not.toMatch(/[\u{10000}-\u{10FFFF}]/u)
    for (const because of ['cancelled', 'killed', 'shared', 'unread', 'not_awaited'] as const)
      expect(settledText(because, messagesIn(language)).length).toBeLessThanOrEqual(140)
  })
})
