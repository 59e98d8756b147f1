import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { plain } from '../../../src/report/escape.js'
import { messagesIn, type Messages } from '../../../src/report/messages/index.js'
import { nextStep } from '../../../src/report/next-step.js'
import { aLocation, aRun, aTracked, decided, explainedBy, started } from '../helpers.js'

const english = messagesIn('en')
const next = (pipeline: PipelineState): string => nextStep(pipeline, english)
const says: Messages['say'] = (...words) => english.say(...words)
const with_ = (parts: Partial<PipelineState>): PipelineState => aTracked({ decided: true, ...parts })

describe('what a person does next', () => {
  it.each<[string, PipelineState, string]>([
    ['nothing', decided('success'), ''],
    ['an error', decided('error'), says('next.error')],
    ['a cancellation', decided('aborted'), says('next.aborted')],
    ['one that never ran', decided('not_found'), `${says('absent.any')} ${says('next.not_found')}`],
    [
      'a pinned run that is not there',
      with_({
        ...{ outcome: 'not_found', lastObservation: 'no_run' },
        target: { kind: 'pin', runId: '7'.repeat(32), runNumber: null }
      }),
      `${says('absent.pinned', { run: '7'.repeat(32) })} ${says('next.no_run_pinned')}`
    ],
    ['one that goes on', decided('running'), says('next.running')],
    ['nobody having polled it', with_({}), says('next.unseen')],
    ['two answers', with_({ lastObservation: 'contradiction' }), says('next.contradiction')],
    ['no start', with_({ lastObservation: 'not_started' }), says('next.not_started')],
    [
      'a start that was lost',
      with_({ lastObservation: 'start_lost', target: started({ correlationId: 'codearts-gate:x' }) }),
      says('next.start_lost', { correlationId: 'codearts-gate:x' })
    ],
    [
      'a start that was found',
      with_({ lastObservation: 'start_lost', target: started(), run: aRun() }),
      says('next.start_found')
    ],
    [
      'a started run that never appeared',
      with_({ lastObservation: 'no_run', outcome: 'not_found', target: started() }),
      says('next.never_appeared')
    ]
  ])('about %s', (_, pipeline, expected) => expect(next(pipeline)).toBe(expected))

  it('names what is there instead of the run that was asked for', () => {
    const stale = with_({ outcome: 'stale', lastObservation: 'no_match', instead: aRun({ runNumber: 9 }) })
    expect(next(stale)).toContain('#9')
    expect(next(stale)).toContain(says('next.stale'))
  })

  it('repeats what CodeArts says of the place, cut and harmless', () => {
    const failed = [aLocation({ message: `exit code 1\n${'x'.repeat(600)}` })]
    const text = next(explainedBy(decided('error'), { failed }))
    expect(text).toContain('exit code 1')
    expect(text).not.toContain('\n')
    expect(text.length).toBeLessThan(500)
  })

  it('names both commits where the branch has moved on', () => {
    const target = started({ commit: { commit: 'a'.repeat(40), repository: null } })
    const moved = with_({ outcome: 'stale', lastObservation: 'moved_on', target })
    expect(next({ ...moved, run: aRun({ commit: 'b'.repeat(40) }) })).toBe(
      says('next.moved_on', { wanted: 'a'.repeat(40), commit: 'b'.repeat(40) })
    )
    expect(next(moved)).toBe(says('next.commit_untold', { wanted: 'a'.repeat(40) }))
  })

  it('says who waits for whom, and since when', () => {
    const doing = [aLocation({ stage: 'Release', message: 'lin', startedAt: Date.UTC(2026, 0, 2) })]
    const text = next(explainedBy({ ...decided('paused'), run: aRun({ outcome: 'paused' }) }, { doing }))
    for (const part of ['Release', 'lin', '2026-01-02']) expect(text).toContain(part)
  })

  it('says what was seen last where the service does not answer any more', () => {
    const refused = failure('refused')
    const seen = with_({ run: aRun(), outcome: 'timed_out', lastObservation: 'run', observedAt: 0 })
    const text = nextStep(with_({ outcome: 'unknown' }), english, plain, refused)
    expect(text).toBe(says('next.lost.configuration'))
    expect(nextStep(seen, english, plain, failure('unreachable'))).toBeTruthy()
  })
})
