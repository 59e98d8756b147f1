import { describe, expect, it } from '@jest/globals'
import { openJournal, readJournal } from '../../../src/starting/journal.js'

const project = { region: 'cn-north-4', projectId: 'c'.repeat(32) }

describe('what is kept for the post step', () => {
  it('is read as it was written, and nothing once nothing is left', () => {
    let state = ''
    const journal = openJournal(project, text => (state = text))
    journal.record({ pipelineId: 'p', correlationId: 'm', since: 5 })
    journal.setRunId('p', 'r')
    journal.markMismatched('p')
    const entry = { pipelineId: 'p', runId: 'r', correlationId: 'm', since: 5, isMismatched: true }
    expect(readJournal(state)).toEqual({ project, entries: [entry] })
    journal.setRunId('other', 'x')
    journal.remove('other')
    journal.remove('p')
    expect(state).toBe('')
  })

  it('fits into an environment variable however many runs there are', () => {
    let state = ''
    const journal = openJournal(project, text => (state = text))
    for (let n = 0; n < 700; n++) {
      const pipelineId = String(n).padStart(32, '0')
      journal.record({
        pipelineId,
        correlationId: `codearts-gate:${'x'.repeat(12)}`,
        since: Date.UTC(2026, 0, 1)
      })
      journal.setRunId(pipelineId, 'r'.repeat(32))
    }
    expect(state.length).toBeLessThanOrEqual(100_000)
    expect(readJournal(state).entries.length).toBeGreaterThan(300)
  })
})
