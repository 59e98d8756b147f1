import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { failure } from '../../../src/domain/failure.js'
import { startLog } from '../../../src/gate/start-log.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import type { StartLog } from '../../../src/starting/launch-options.js'
import { aRun } from '../helpers.js'

function told(tell: (log: StartLog) => void, deadline = 600_000): { lines: string[]; warnings: string[] } {
  const lines: string[] = []
  const warnings: string[] = []
  const log = startLog({
    messages: messagesIn('en'),
    say: line => void lines.push(line),
    runner: { warning: text => void warnings.push(text) },
    clock: new VirtualClock(0),
    redact: value => value,
    startTimeoutMs: 300_000,
    deadline
  })
  tell(log)
  return { lines, warnings }
}

describe('what is told of starts', () => {
  it('the run with its link, and whether it had to be found', () => {
    const run = aRun({ runId: 'r1', url: 'https://console.example/r1' })
    const [answered] = told(log => log.started(run, 'answered')).lines
    const [found] = told(log => log.started(run, 'found')).lines
    for (const line of [answered, found]) expect(line).toMatch(/build.*r1.*https:\/\/console\.example\/r1/)
    expect(answered).not.toBe(found)
  })

  it('how long it is tried again: start_timeout, or less where the time is up before', () => {
    const busy = failure('throttled', { status: 429 })
    expect(told(log => log.notNow('build', busy)).lines[0]).toMatch(/HTTP 429.*5m/)
    expect(told(log => log.queued('build', busy, null, null), 60_000).lines[0]).toContain('1m')
    expect(told(log => log.lost('build', null), -1).lines[0]).toContain('0s')
  })

  it('that a key is locked, whatever the pipeline', () => {
    const [line] = told(log => log.notNow('build', failure('locked', { hint: 'key_locked' }))).lines
    expect(line).toContain('locked the access key')
    expect(line).not.toContain('build')
  })

  it('where a run is in the queue, as far as that is known', () => {
    const busy = failure('throttled', { status: 429 })
    const run = aRun({ runId: 'r1', url: 'https://console.example/r1' })
    const record = {
      queueId: 'q',
      runId: 'r1',
      since: Date.UTC(2026, 0, 2),
      state: 'waiting',
      place: 3
    } as const
    const [placed] = told(log => log.queued('build', busy, run, record)).lines
    for (const part of ['r1', '2026-01-02', '3']) expect(placed).toContain(part)
    expect(told(log => log.queued('build', busy, run, null)).lines[0]).toContain('r1')
    expect(told(log => log.dequeued(run)).lines[0]).toContain('r1')
  })

  it('a name can add no line', () => {
    const { lines } = told(log => log.withoutCode('a\n::error::b'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('\n')
  })

  it('what may need somebody is a warning', () => {
    expect(told(log => log.fixedVariables('build', ['A', 'B'])).warnings[0]).toContain('A, B')
    expect(told(log => log.unsaved({ path: '/proc/state', reason: 'EACCES' })).warnings[0]).toMatch(
      /\/proc\/state.*EACCES/
    )
  })
})
