import { describe, expect, it } from '@jest/globals'
import type { Disposition, UnfinishedRun } from '../../../src/domain/conclusion.js'
import { failure } from '../../../src/domain/failure.js'
import { decide } from '../../../src/domain/verdict.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { unfinishedRunLines } from '../../../src/report/unfinished-runs.js'
import { aRun, aTracked } from '../helpers.js'

const english = messagesIn('en')
const pipeline = aTracked({ id: 'p0', name: 'build', run: aRun({ url: 'https://console.example/r0' }) })
const verdict = decide([pipeline], new Set(), 'none')
const left = (disposition: Disposition, n = 0, parts: Partial<UnfinishedRun> = {}): UnfinishedRun => ({
  pipelineId: `p${n}`,
  runId: `r${n}`,
  correlationId: `codearts-gate:${n}`,
  disposition,
  lastError: null,
  ...parts
})
const told = (...unfinishedRuns: UnfinishedRun[]) => unfinishedRunLines({ unfinishedRuns, verdict }, english)

describe('runs that had not ended with the step', () => {
  it('that were stopped are lines, that go on although they should not warnings', () => {
    expect(told(left('stopped'))).toEqual({
      lines: [english.say('stop.stopped', { name: 'build', run: 'r0' })],
      warnings: []
    })
    const { lines, warnings } = told(
      left('unstopped', 0, { lastError: failure('server_error', { status: 503 }) })
    )
    expect(lines).toEqual([])
    expect(warnings[0]).toMatch(/build.*r0.*HTTP 503.*https:\/\/console\.example\/r0/)
  })

  it('that had ended by then are no matter', () => {
    expect(told(left('had_ended'))).toEqual({ lines: [], warnings: [] })
  })

  it('that the user leaves are named with their link', () => {
    expect(told(left('left')).lines[0]).toMatch(/build.*r0.*https:\/\/console\.example\/r0/)
  })

  it('whose start was not answered are named by their mark, and whether they were looked for', () => {
    const [looked] = told(left('not_there', 0, { runId: null })).warnings
    const [not] = told(left('not_there', 0, { runId: null, lastError: failure('connection') })).warnings
    for (const line of [looked, not]) expect(line).toContain('codearts-gate:0')
    expect(looked).not.toBe(not)
    expect(told(left('left', 0, { runId: null })).lines[0]).toContain('build')
  })

  it('are each named, also beyond the first twenty', () => {
    const many = (disposition: Disposition) => Array.from({ length: 25 }, (_, n) => left(disposition, n))
    const going = told(...many('unstopped')).warnings
    expect(going).toHaveLength(21)
    for (let n = 0; n < 25; n++) expect(going.join('\n')).toMatch(new RegExp(`\\br${n}\\b`))
    expect(told(...many('left')).lines.at(-1)).toContain('r24')
    expect(told(...many('stopped')).lines.at(-1)).toBe(english.say('log.more', { n: 5 }))
  })
})
