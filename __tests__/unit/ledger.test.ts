import { describe, expect, it } from '@jest/globals'
import { openLedger, readLedger } from '../../src/starting/journal.js'

const project = { region: 'cn-north-4', projectId: 'c'.repeat(32) }

describe('what is kept for the post step', () => {
  it('is read as it was written, and nothing once nothing is left', () => {
    let state = ''
    const ledger = openLedger(project, text => (state = text))
    ledger.enter({ pipelineId: 'p', mark: 'm', since: 5 })
    ledger.learn('p', 'r')
    ledger.condemn('p')
    const entry = { pipelineId: 'p', runId: 'r', mark: 'm', since: 5, isStray: true }
    expect(readLedger(state)).toEqual({ project, entries: [entry] })
    ledger.learn('other', 'x')
    ledger.strike('other')
    ledger.strike('p')
    expect(state).toBe('')
  })

  it('fits into an environment variable however many runs there are', () => {
    let state = ''
    const ledger = openLedger(project, text => (state = text))
    for (let n = 0; n < 700; n++) {
      const pipelineId = String(n).padStart(32, '0')
      ledger.enter({ pipelineId, mark: `codearts-gate:${'x'.repeat(12)}`, since: Date.UTC(2026, 0, 1) })
      ledger.learn(pipelineId, 'r'.repeat(32))
    }
    expect(state.length).toBeLessThanOrEqual(100_000)
    expect(readLedger(state).entries.length).toBeGreaterThan(300)
  })
})
