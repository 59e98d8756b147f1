import { describe, expect, it } from '@jest/globals'
import type { PipelineState, Target } from '../../../src/domain/pipeline-state.js'
import { commitWarnings } from '../../../src/report/commit-warnings.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aConclusion, aRun, aTracked } from '../helpers.js'

const english = messagesIn('en')
const UNDER_TEST = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)

const judged = (commit: string | null, target: Target = { kind: 'latest' }, name = 'build'): PipelineState =>
  aTracked({ name, target, run: aRun({ commit, runNumber: 7 }), lastObservation: 'run' })
const warned = (pipelines: readonly PipelineState[], underTest: string | null = UNDER_TEST): string[] =>
  commitWarnings(
    aConclusion(pipelines, {
      underTest: underTest === null ? null : { commit: underTest, repository: null }
    }),
    english
  )

describe('a run of another commit than the event is about', () => {
  it('is named with both commits', () => {
    const [warning, ...more] = warned([judged(OTHER), judged(UNDER_TEST), judged(null)])
    expect(more).toEqual([])
    for (const part of ['build', '#7', OTHER, UNDER_TEST]) expect(warning).toContain(part)
  })

  it('that is pinned is told in other words', () => {
    const pinned = judged(OTHER, { kind: 'pin', runId: 'r', runNumber: null })
    expect(warned([pinned])).not.toEqual(warned([judged(OTHER)]))
  })

  it('is no matter where the event is about none', () => {
    expect(warned([judged(OTHER)], null)).toEqual([])
  })

  it('is one of ten warnings at most, which no name can add to', () => {
    const many = Array.from({ length: 12 }, () => judged(OTHER, { kind: 'latest' }, 'a\n::error::b'))
    const warnings = warned(many)
    expect(warnings).toHaveLength(10)
    expect(warnings[9]).toBe(english.say('warning.another_commit.more', { n: 3 }))
    for (const warning of warnings) expect(warning).not.toContain('\n')
  })
})
