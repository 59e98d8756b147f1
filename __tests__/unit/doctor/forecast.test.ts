import { describe, expect, it } from '@jest/globals'
import { forecast } from '../../../src/doctor/forecast.js'
import type { Check, CheckResult } from '../../../src/doctor/check.js'
import type { Outcome } from '../../../src/domain/pipeline-run.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked, DEFAULT_FAIL_ON } from '../helpers.js'

const RULES: Omit<Parameters<typeof forecast>[1], 'targets'> = {
  wait: true,
  failFast: false,
  failOn: DEFAULT_FAIL_ON,
  start: null,
  retry: 0,
  forge: null,
  sweep: null
}
const check = (pipeline: PipelineState, result: CheckResult = 'ok'): Check => ({
  name: 'pipeline',
  result,
  about: { code: 'pipeline', pipeline }
})
const ran = (outcome: 'success' | 'error' | 'running' | 'paused', more: Partial<PipelineState> = {}) =>
  aTracked({
    outcome,
    lastObservation: 'run',
    run: aRun({ outcome, ended: outcome === 'success' || outcome === 'error' }),
    ...more
  })
const now = (pipelines: readonly PipelineState[], rules: Partial<typeof RULES> = {}) =>
  forecast(
    pipelines.map(pipeline => check(pipeline)),
    { ...RULES, ...rules, targets: new Map(pipelines.map((_, index) => [String(index), null])) }
  )

describe('what the gate would do now', () => {
  it('nothing can be said of what is wrong, or not given', () => {
    const targets = new Map([['p', null]])
    expect(forecast([check(ran('success'), 'bad')], { ...RULES, targets })).toEqual({ code: 'blocked' })
    expect(now([])).toEqual({ code: 'nothing' })
  })

  it('a sweep judges no run of its own', () => {
    const sweep = { bases: null, named: null, repository: null }
    expect(now([ran('error'), ran('success')], { sweep })).toEqual({ code: 'sweep', n: 2 })
  })

  it('pass, fail, or neither', () => {
    expect(now([ran('success')])).toEqual({ code: 'pass' })
    expect(now([ran('success'), ran('error')])).toEqual({ code: 'fail', result: 'error', failed: 1, n: 2 })
    expect(now([ran('error')], { failOn: new Set<Outcome>() })).toEqual({ code: 'open', result: 'error' })
    expect(now([ran('success'), ran('error', { advisory: true })])).toEqual({ code: 'pass' })
  })

  it('wait for what goes on, or for a run that may come', () => {
    const condition = { commit: null, startedAfter: { agoMs: 1 } }
    const missing = aTracked({
      outcome: 'stale',
      lastObservation: 'no_match',
      target: { kind: 'condition', condition }
    })
    expect(now([ran('success'), ran('running'), missing])).toEqual({ code: 'wait', open: 2, failed: 0, n: 3 })
    expect(now([ran('error'), ran('running')])).toEqual({ code: 'wait', open: 1, failed: 1, n: 2 })
    expect(now([ran('error'), ran('running')], { failFast: true })).toMatchObject({ code: 'fail', failed: 1 })
    expect(now([ran('success'), ran('running')], { wait: false })).toMatchObject({ code: 'open' })
  })

  it('a pause ends the wait where it fails the gate', () => {
    const failOn = new Set<Outcome>(['paused'])
    expect(now([ran('paused')], { failOn })).toMatchObject({ code: 'fail', result: 'paused' })
    expect(now([ran('paused')])).toMatchObject({ code: 'wait' })
    const pair = [ran('success'), ran('paused', { advisory: true })]
    expect(now(pair, { failOn })).toMatchObject({ code: 'wait', open: 1 })
  })

  it('retries what has failed, as far as nothing else fails it at once', () => {
    const retry = { retry: 1 }
    expect(now([ran('error'), ran('success')], retry)).toEqual({ code: 'retry', retried: 1, n: 2 })
    expect(now([ran('error', { advisory: true }), ran('success')], retry)).toEqual({ code: 'pass' })
    const stale = aTracked({ outcome: 'stale' })
    expect(now([ran('error'), stale], { ...retry, failFast: true })).toMatchObject({ code: 'fail' })
  })
})
