import { describe, expect, it } from '@jest/globals'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import { changeLines } from '../../../src/report/changes.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aRun, aTracked } from '../helpers.js'

describe('what a poll has changed', () => {
  const messages = messagesIn('en')
  it('says nothing without a change', () => {
    for (const outcome of OUTCOMES) {
      const before = [aTracked({ outcome, run: aRun() })]
      expect(changeLines(before, before, { pauseMs: 10, mayAppear: false, retries: 0 }, messages)).toEqual([])
      const again = [{ ...aTracked({ outcome, run: aRun(), lastObservation: 'run' }) }]
      expect(
        changeLines(
          [aTracked({ outcome, run: aRun(), lastObservation: 'run' })],
          again,
          { pauseMs: 10, mayAppear: false, retries: 0 },
          messages
        )
      ).toEqual([])
    }
  })
  it('says what a pipeline and a stage change to', () => {
    const stage = (outcome: 'running' | 'success') => ({
      name: 'Build',
      outcome,
      startedAt: null,
      endedAt: null
    })
    const before = aTracked({
      outcome: 'running',
      lastObservation: 'run',
      run: aRun({ stages: [stage('running')] })
    })
    const after = aTracked({
      outcome: 'success',
      lastObservation: 'run',
      run: aRun({ stages: [stage('success')] })
    })
    expect(changeLines([before], [after], { pauseMs: 10, mayAppear: false, retries: 0 }, messages)).toEqual([
      'build: stage Build: success',
      'build: running → success'
    ])
  })
})
