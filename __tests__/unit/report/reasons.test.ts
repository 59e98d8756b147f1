import { describe, expect, it } from '@jest/globals'
import {
  locationsOf,
  type Explanation,
  type Missing,
  type StageDetail
} from '../../../src/domain/explanation.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { decide } from '../../../src/domain/verdict.js'
import { closing } from '../../../src/report/log.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { classOf, FAILURE_CLASSES, missingTexts, type FailureClass } from '../../../src/report/reasons.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion, aLocation, anExplanation, aRun, aTracked, JOBS_ONLY, started } from '../helpers.js'
import { failure, type Failure } from '../../../src/domain/failure.js'
import { nextStep } from '../../../src/report/next-step.js'

const LANGUAGES = ['en', 'zh'] as const
const ended = (outcome: 'error' | 'aborted', parts: Partial<PipelineState> = {}): PipelineState =>
  aTracked({ outcome, decided: true, lastObservation: 'run', run: aRun({ outcome, ended: true }), ...parts })
const going = aTracked({ outcome: 'timed_out', decided: true, lastObservation: 'run', run: aRun() })
const none = aTracked({ outcome: 'not_found', decided: true, lastObservation: 'no_run' })
const stale = aTracked({ outcome: 'stale', decided: true, lastObservation: 'no_match', instead: aRun() })
const moved = aTracked({
  outcome: 'stale',
  decided: true,
  lastObservation: 'moved_on',
  target: started({ commit: { commit: 'abcdef1', repository: null } }),
  run: aRun()
})
const UNREACHABLE = failure('unreachable')

/** For each class one that is in it, and what kept the step from judging. */
const EXAMPLES: Readonly<Record<FailureClass, readonly (readonly [PipelineState, Failure | null])[]>> = {
  failed: [
    [ended('error'), null],
    [ended('error'), UNREACHABLE]
  ],
  cancelled: [[ended('aborted'), null]],
  approval: [
    [aTracked({ ...going, outcome: 'paused', run: aRun({ outcome: 'paused' }) }), null],
    [aTracked({ ...going, run: aRun({ outcome: 'paused' }) }), null]
  ],
  never_ran: [
    [none, null],
    [aTracked({ ...none, target: started() }), null]
  ],
  other_run: [
    [stale, null],
    [moved, null],
    [aTracked({ ...moved, run: aRun({ commit: 'f'.repeat(40) }) }), null]
  ],
  timeout: [[going, null]],
  not_ended: [
    [aTracked({ outcome: 'running', decided: true, lastObservation: 'run', run: aRun() }), null],
    [aTracked({ outcome: 'running', lastObservation: 'run', run: aRun() }), failure('cancelled')]
  ],
  configuration: [
    [aTracked({ outcome: 'running', lastObservation: 'run', run: aRun() }), failure('refused')],
    [aTracked(), failure('inputs')]
  ],
  service: [
    [going, UNREACHABLE],
    [aTracked({ ...going, run: aRun({ outcome: 'paused' }) }), UNREACHABLE],
    [aTracked({ decided: true }), UNREACHABLE]
  ],
  unclear: [
    [aTracked({ decided: true, lastObservation: 'contradiction' }), null],
    [
      aTracked({
        decided: true,
        lastObservation: 'start_lost',
        target: started({ correlationId: 'gate-1' })
      }),
      null
    ],
    [
      aTracked({
        decided: true,
        lastObservation: 'run',
        run: aRun({ status: 'IGNORED', outcome: 'unknown' })
      }),
      null
    ],
    [aTracked(), failure('internal')]
  ]
}
/** Words that ask for something to be done. */
const ASKS = {
  en: /\b(fix|re-run|approve|look for|check|open|increase)\b/i,
  zh: /请/
}

describe('the class of what is not green', () => {
  it.each(FAILURE_CLASSES)('%s: is found, and says what to do next in both languages', kind => {
    for (const [pipeline, blocker] of EXAMPLES[kind]) {
      expect(classOf(pipeline, blocker)).toBe(kind)
      for (const language of LANGUAGES)
        expect(nextStep(pipeline, messagesIn(language), undefined, blocker)).toMatch(ASKS[language])
    }
  })
})

describe('where it failed first', () => {
  const part = (name: string, endedAt: number | null): StageDetail['jobs'][number] => ({
    name,
    id: null,
    message: null,
    outcome: 'error',
    startedAt: 0,
    endedAt,
    steps: []
  })
  const stage = (name: string, ...jobs: StageDetail['jobs']): StageDetail => ({
    ...part(name, null),
    ...JOBS_ONLY,
    jobs
  })
  it('is what ended first, wherever it stands; what tells no end comes last, in the order of the run', () => {
    const stages = [
      stage('A', part('late', 9_000), part('untold', null)),
      stage('B', part('early', 3_000), part('untold too', null)),
      stage('C', part('middle', 5_000))
    ]
    expect(locationsOf(stages, ['error']).map(({ job }) => job)).toEqual([
      ...['early', 'middle', 'late'],
      ...['untold', 'untold too']
    ])
  })
})

describe('what could not be fetched', () => {
  const location = aLocation({ step: 'npm' })
  const missing: Missing = {
    what: 'log',
    location,
    child: null,
    status: null,
    cloudCode: null,
    cloudMessage: null,
    detail: null
  }
  const explained = (...notes: readonly Missing[]): Explanation => anExplanation({ missing: notes })
  it.each([
    [{ detail: { code: 'too_large', params: { limit: '16 MiB' } } }, 'larger than 16 MiB', '响应超过 16 MiB'],
    [
      { status: 200, detail: { code: 'html', params: {} } },
      'HTTP 200, HTML page',
      'HTTP 200，响应是 HTML 页面'
    ],
    [{ detail: { code: 'no_time', params: {} } }, 'no time left', '剩余时间不足'],
    [{ detail: { code: 'unheard of', params: {} } }, 'no response', '没有响应'],
    [{ status: 403, cloudCode: 'X.1', cloudMessage: 'no' }, 'HTTP 403, X.1: no', 'HTTP 403，X.1: no']
  ])('%j', (parts, english, chinese) => {
    const red = ended('error', { explanation: explained({ ...missing, ...parts }) })
    expect(missingTexts(red, messagesIn('en'))).toEqual([
      `The log of Test › npm could not be fetched (${english}).`
    ])
    expect(missingTexts(red, messagesIn('zh'))).toEqual([`无法获取 Test › npm 的日志（${chinese}）。`])
  })
  it('asks what the detail would have told', () => {
    const text = (pipeline: PipelineState): string =>
      missingTexts(
        { ...pipeline, explanation: explained({ ...missing, what: 'detail', location: null, status: 500 }) },
        messagesIn('en')
      ).join()
    expect(text(ended('error'))).toMatch(/^The failed step/)
    expect(text(ended('aborted'))).toMatch(/^The step where it was cancelled/)
    expect(text(going)).toMatch(/^The current step/)
  })
  it('is told in the log with the name of the pipeline', () => {
    const red = ended('error', { name: 'nightly', explanation: explained({ ...missing, status: 500 }) })
    expect(closing(aConclusion([red]), messagesIn('en')).lines).toEqual([
      'nightly: The log of Test › npm could not be fetched (HTTP 500).'
    ])
  })
})

describe('the worst first', () => {
  it('one error behind sixty that never ran leads annotations, table and reasons', () => {
    const pipelines = [
      ...Array.from({ length: 60 }, (_, n) => ({ ...none, id: `n${n}`, name: `never-${n}` })),
      ended('error', { name: 'the real failure' })
    ]
    const conclusion = aConclusion(pipelines)
    expect(closing(conclusion, messagesIn('en')).errors[0]).toContain('the real failure: error')
    const summary = summaryOf(conclusion, messagesIn('en'))
    const [, , first] = summary.split('\n').filter(line => line.startsWith('|'))
    expect(first).toContain('the real failure')
    expect(summary).toMatch(/^### .*\n\n- ❌ \*\*the real failure\*\*/m)
  })
})

describe('reports that fail nothing', () => {
  const report = (...pipelines: readonly PipelineState[]): string =>
    summaryOf(aConclusion(pipelines, { verdict: decide(pipelines, new Set(), 'none') }), messagesIn('en'))
  it('tell what is not green all the same', () => {
    const page = report(ended('error', { name: 'nightly' }))
    expect(page).toContain(`### ${messagesIn('en').say('summary.not_green')}\n\n❌ **nightly**: error`)
    expect(page).not.toContain(messagesIn('en').say('summary.red'))
  })
  it.each([
    ['⚠️', ended('error')],
    ['⚠️', none],
    ['⏳', going],
    ['⏳', aTracked({ outcome: 'running', decided: true, lastObservation: 'run', run: aRun() })]
  ])('carry %s, by whether something has not ended', (sign, pipeline) => {
    expect(report(pipeline)).toMatch(new RegExp(`^## ${sign} `))
  })
})
