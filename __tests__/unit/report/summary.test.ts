import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion, aRun, aTracked } from '../helpers.js'
import { HOSTILE, LANGUAGES, MIB, shouting } from './hostile.js'
import { sample } from '../../sample.js'

const english = messagesIn('en')

describe('outputs', () => {
  const long = 'x'.repeat(10_000)

  const stages = Array.from({ length: 30 }, (_, index) => ({
    name: `${long}${index}`,
    outcome: 'success' as const,
    startedAt: null,
    endedAt: null
  }))

  const monsters = Array.from({ length: 1000 }, (_, index) =>
    aTracked({
      id: String(index).padStart(32, 'x'),
      outcome: index % 3 === 0 ? 'error' : 'success',
      decided: true,
      lastObservation: 'run',
      run: aRun({
        pipelineName: `|<b>${long}`,
        status: long,
        runId: long,
        executor: long,
        branch: long,
        url: `https://x.example/${long}`,
        stages
      })
    })
  )

  it('the summary stays below 1 MiB, red first', () => {
    const summary = summaryOf(aConclusion(monsters), english)
    expect(Buffer.byteLength(summary)).toBeLessThan(MIB)
    expect(summary).toContain('omitted; see the report file')
  })
})

describe('1,000 pipelines with names of 10 kB', () => {
  it.each(sample(HOSTILE, 3))('%s: the summary is below 1 MiB, and says what it left out', (_, text) => {
    const pipelines = Array.from({ length: 1000 }, (_, index) => shouting(text, index))
    for (const language of LANGUAGES) {
      const summary = summaryOf(aConclusion(pipelines), messagesIn(language))
      expect(Buffer.byteLength(summary)).toBeLessThan(MIB)
      const rows = summary.split('\n').filter(line => /^\| .* \|$/.test(line)).length - 2
      if (rows < 1000) expect(summary).toContain(String(1000 - rows))
      expect(summary).toContain(String(1000 - 50))
    }
  })

  it('what is red stays in the table when room runs out', () => {
    const text = '流水线'.repeat(3_333)
    const pipelines = Array.from({ length: 1000 }, (_, index) =>
      shouting(text, index, index === 999 ? 'error' : 'success')
    )
    const summary = summaryOf(aConclusion(pipelines), messagesIn('en'))
    const rows = summary.split('\n').filter(line => line.startsWith('| ['))
    expect(rows.length).toBeLessThan(1000)
    expect(rows.filter(row => row.includes('❌ error |'))).toHaveLength(1)
  })
})
