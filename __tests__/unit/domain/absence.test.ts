import { describe, expect, it } from '@jest/globals'
import {
  isRunMissing,
  relevantTrigger,
  waysOut,
  type Absence,
  type FailedTrigger,
  type WayOut
} from '../../../src/domain/absence.js'
import type { PipelineState, Target } from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked, anAbsence, ofCommit, started } from '../helpers.js'

describe('a run is missing', () => {
  const missing: Partial<PipelineState> = { outcome: 'stale', lastObservation: 'no_match', target: ofCommit }
  it.each<[string, Partial<PipelineState>, boolean]>([
    ['where none matches', {}, true],
    ['where there is none', { outcome: 'not_found', lastObservation: 'no_run' }, true],
    ['not where one was seen', { run: aRun() }, false],
    ['not where this step started one', { target: started() }, false],
    [
      'not where the answer was about others',
      { outcome: 'not_found', lastObservation: 'other_pipelines_only' },
      false
    ],
    ['not where it failed', { outcome: 'error', lastObservation: 'run' }, false]
  ])('%s', (_, parts, expected) => expect(isRunMissing(aTracked({ ...missing, ...parts }))).toBe(expected))
})

describe('the ways out', () => {
  const pin: Target = { kind: 'pin', runId: 'r', runNumber: null }
  const trigger = { failedTrigger: { at: 1, reason: 'x' } }
  const queue = { waiting: { n: 4, since: null } }
  it.each<[string, Target, Partial<Absence>, readonly WayOut[]]>([
    ['of nothing known', ofCommit, {}, ['filter', 'start', 'start_timeout', 'advisory', 'keep']],
    ['of a failed trigger', ofCommit, trigger, ['filter', 'start', 'advisory', 'keep']],
    ['of a queue', ofCommit, queue, ['timeout', 'advisory', 'keep']],
    ['without a wait', ofCommit, { waitedMs: null }, ['filter', 'start', 'wait', 'advisory', 'keep']],
    ['on v3', ofCommit, { canStart: false }, ['filter', 'start_timeout', 'advisory', 'keep']],
    ['of what may be missing', ofCommit, { isRed: false }, ['filter', 'start', 'start_timeout']],
    ['of a pipeline that never ran', { kind: 'latest' }, {}, ['start']],
    ['of the same on v3', { kind: 'latest' }, { canStart: false }, []],
    ['of a pin', pin, {}, []]
  ])('%s', (_, target, parts, expected) => expect(waysOut({ target }, anAbsence(parts))).toEqual(expected))
})

describe('the trigger that can be the reason', () => {
  const HOUR = 3_600_000
  const NOW = 1_000 * HOUR
  const at = (hoursAgo: number | null): FailedTrigger => ({
    at: hoursAgo === null ? null : NOW - hoursAgo * HOUR,
    reason: String(hoursAgo)
  })
  it.each<[string, readonly (number | null)[], number | null, number | null | 'none']>([
    ['is none of none', [], null, 'none'],
    ['is the newest, in whatever order they come', [3, 1, 2], null, 1],
    ['may be one of no time', [null], 0, null],
    ['is not older than a day', [25], 1, 'none'],
    ['may be older where nothing has run since', [25], 26, 25],
    ['may be older where nothing has ever run', [900], null, 900],
    ['may be older than the latest run on the same day', [2], 1, 2]
  ])('%s', (_, triggers, latest, expected) => {
    const latestAt = latest === null ? null : NOW - latest * HOUR
    const found = relevantTrigger(triggers.map(at), NOW, latestAt)
    expect(found?.reason ?? 'none').toBe(String(expected))
  })
})
