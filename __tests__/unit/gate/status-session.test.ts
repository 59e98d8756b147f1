import { describe, expect, it } from '@jest/globals'
import {
  keepFault,
  known,
  lastingFailure,
  openSession,
  readFailure
} from '../../../src/gate/status-session.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { COMMIT, playForge } from '../forge/play.js'
import { aTracked, DEFAULT_FAIL_ON } from '../helpers.js'

function session(isSnapshot: boolean) {
  const { forge, bounds } = playForge()
  const input = { mode: 'each', prefix: 'ci/', commit: COMMIT, workflow: null, digest: 'd', consoleUrl: null }
  return openSession(
    {
      ...{ isSnapshot, isStarting: false, failOn: DEFAULT_FAIL_ON, forge, bounds },
      input: { ...input, mode: 'each' },
      messages: messagesIn('en'),
      redact: value => value,
      state: { open: () => undefined, keep: () => undefined },
      within: async work => {
        await work
      }
    },
    () => undefined
  )
}

describe('the statuses of one step', () => {
  it('a snapshot leaves to others what has not ended', () => {
    const running = [aTracked({ outcome: 'running' })]
    expect(known(session(true), running)).toMatchObject({ phase: 'snapshot', verdict: { failed: [] } })
    expect(known(session(false), running).phase).toBe('waiting')
  })

  it('keeps the first error that nobody expected, in its own words', () => {
    const it = session(false)
    expect([readFailure(it), lastingFailure(it)]).toEqual([null, null])
    keepFault(it, new Error('one'))
    keepFault(it, new Error('two'))
    expect(readFailure(it)).toMatchObject({ problem: 'refused', words: 'Error: one' })
  })
})
