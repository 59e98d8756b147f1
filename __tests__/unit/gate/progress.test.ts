import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { openProgress, type Progress } from '../../../src/gate/progress.js'
import type { Runner } from '../../../src/ports.js'
import { columnsOf } from '../../../src/report/terminal.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { config } from '../inputs/given.js'
import { aRun, aTracked } from '../helpers.js'

const MINUTE = 60_000
const english = messagesIn('en')
const running = aTracked({ run: aRun(), outcome: 'running', lastObservation: 'run' })
const lost = failure('server_error', { status: 503 })

/** A wait of an hour on a virtual clock. */
function waiting(live: Runner['live'] = null): {
  progress: Progress
  pass: (ms: number) => void
  lines: string[]
  warnings: string[]
} {
  let now = 0
  const lines: string[] = []
  const warnings: string[] = []
  const runner = {
    info: (line: string) => void lines.push(line),
    warning: (text: string) => void warnings.push(text),
    live
  }
  const clock = { now: () => now, epoch: () => now, sleep: () => Promise.resolve() }
  const times = { begun: 0, deadline: 60 * MINUTE, interval: 10_000 }
  const progress = openProgress(config({}), times, {
    ...{ messages: english, clock, runner },
    redact: value => value
  })
  return { progress, pass: ms => void (now += ms), lines, warnings }
}

describe('while the gate waits', () => {
  it('it says with what it asks, and for how long', () => {
    const { progress, lines } = waiting()
    progress.begin()
    progress.requested(1, [])
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('access_key')
    expect(lines[1]).toContain('timeout 1h).')
  })

  it('it says in one line what the names mean', () => {
    const { progress, lines } = waiting()
    const pipelines = ['api', 'web'].map(name => ({ id: name, name: `build-${name}` }))
    progress.requested(2, [
      { line: 'build-*', pipelines },
      { line: 'x', pipelines: [{ id: 'p', name: '' }] },
      { line: 'lint', pipelines: [{ id: 'q', name: 'lint' }] }
    ])
    expect(lines[0]).toBe('Pipelines by name: build-* → build-api, build-web; x → p; lint (q)')
    expect(lines[1]).toContain('2 pipelines')
  })

  it('on a terminal one line shows how it goes, and no other one says it', () => {
    const shown: ((columns: number) => string)[] = []
    const { progress, pass, lines } = waiting(line => {
      if (line !== null) shown.push(line)
    })
    progress.requested(2, [])
    progress.polled([aTracked(), aTracked()], [running, running], 'all')
    const before = lines.length
    pass(90_000)
    progress.polled([running, running], [running, { ...running, decided: true }], 'all')
    expect(lines).toHaveLength(before)
    expect(shown).toHaveLength(1)
    expect(shown[0]?.(99)).toBe('1 of 2 pipelines not finished, 1m 30s elapsed, 58m 30s remaining')
    // Where there is no room for that, the figures.
    expect(shown[0]?.(19)).toBe('1/2 1m 30s/-58m 30s')
    expect(columnsOf(shown[0]?.(12) ?? '')).toBeLessThanOrEqual(12)
  })

  it('there is no line a poll, but one a minute', () => {
    const { progress, pass, lines } = waiting()
    progress.polled([aTracked()], [running], 'all')
    const found = lines.length
    for (let poll = 0; poll < 30; poll++) {
      pass(10_000)
      progress.polled([running], [running], 'all')
    }
    expect(lines.length - found).toBe(5)
    expect(lines.at(-1)).toMatch(/5m.*55m/)
  })

  it('errors that come and go are told once they are over, equal ones counted', () => {
    const { progress, pass, lines } = waiting()
    progress.retrying(lost)
    progress.retrying({ ...lost, requestId: 'r2' })
    progress.polled([running], [running], 'some')
    expect(lines).toEqual([])
    progress.polled([running], [running], 'all')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('2 × HTTP 503')
    progress.retrying(lost)
    progress.polled([running], [running], 'all')
    expect(lines).toHaveLength(1)
    pass(MINUTE)
    progress.polled([running], [running], 'all')
    expect(lines.filter(line => line.includes('HTTP 503'))).toHaveLength(2)
  })

  it('a long outage is told once a minute', () => {
    const { progress, pass, lines } = waiting()
    for (let attempt = 0; attempt < 12; attempt++) {
      pass(20_000)
      progress.retrying(lost)
    }
    expect(lines).toHaveLength(4)
  })

  it('a clock that is off is a warning, one that agrees again is not', () => {
    const { progress, lines, warnings } = waiting()
    progress.clockIsOff(20 * MINUTE)
    progress.clockIsOff(-20 * MINUTE)
    progress.clockIsOff(0)
    expect(warnings).toEqual([
      english.say('log.clock.behind', { difference: '20m' }),
      english.say('log.clock.ahead', { difference: '20m' })
    ])
    expect(lines).toEqual([english.say('log.clock.right')])
  })
})
