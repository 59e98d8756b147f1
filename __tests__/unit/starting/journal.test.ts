import { describe, expect, it } from '@jest/globals'
import { hasEntries, openJournal, readJournal } from '../../../src/starting/journal.js'

const project = { region: 'cn-north-4', projectId: 'c'.repeat(32), hasOwnEndpoint: true }
const correlationId = `codearts-gate:${'x'.repeat(12)}`
const [p, r] = ['p'.repeat(32), 'r'.repeat(32)]

/** A journal, what is kept of it by name, and every text that was written. */
function kept() {
  const state: Record<string, string> = {}
  const written: string[] = []
  const journal = openJournal(project, (name, text) => {
    state[name] = text
    written.push(text)
  })
  return { journal, state, written }
}

describe('what is kept for the post step', () => {
  it('is read as it was written, but for what CodeArts has to show anew, and nothing once nothing is left', () => {
    const { journal, state } = kept()
    expect(hasEntries(state)).toBe(false)
    journal.record({ pipelineId: p, correlationId, since: 5 })
    const unseen = { isAnswered: false, isVerified: false, isQueued: false, queueId: null }
    const sent = { pipelineId: p, runId: null, correlationId, since: 5, isMismatched: false, ...unseen }
    expect(readJournal(state, [p])).toEqual({ project, entries: [sent] })
    journal.setRunId(p, r)
    journal.markMismatched(p)
    expect(readJournal(state, ['q'.repeat(32), p])).toEqual({
      project,
      entries: [{ ...sent, runId: r, isMismatched: true }]
    })
    expect(readJournal(state, ['q'.repeat(32)])).toBeNull()
    journal.markQueued(p, '12')
    journal.markVerified(p)
    const queued = { ...sent, runId: r, isMismatched: true, isQueued: true, queueId: '12' }
    expect(readJournal(state, [p])?.entries).toEqual([queued])
    journal.markDequeued(p)
    expect(readJournal(state, [p])?.entries).toEqual([{ ...queued, isQueued: false, queueId: null }])
    journal.forgetRun(p)
    expect(readJournal(state, [p])?.entries).toEqual([sent])
    journal.setRunId('other', 'x')
    journal.remove('other')
    journal.remove(p)
    expect(hasEntries(state)).toBe(false)
    expect(readJournal(state, [p])).toBeNull()
  })

  it('grows with the runs and not with their square, and each text fits into a variable', () => {
    const bytesOf = (runs: number): number => {
      const { journal, written } = kept()
      for (let n = 0; n < runs; n++) {
        const pipelineId = String(n).padStart(32, '0')
        journal.record({ pipelineId, correlationId, since: Date.UTC(2026, 0, 1) })
        journal.setRunId(pipelineId, r)
        for (let poll = 0; poll < 5; poll++) journal.markMismatched(pipelineId)
      }
      expect(Math.max(...written.map(text => text.length))).toBeLessThan(300)
      return written.join('').length
    }
    expect(bytesOf(4_000) / bytesOf(1_000)).toBeLessThan(4.1)
  })

  it('is all there for a thousand runs', () => {
    const { journal, state } = kept()
    const ids = Array.from({ length: 1_000 }, (_, n) => String(n).padStart(32, '0'))
    for (const pipelineId of ids) journal.record({ pipelineId, correlationId, since: 1 })
    expect(readJournal(state, ids)?.entries).toHaveLength(1_000)
  })
})
