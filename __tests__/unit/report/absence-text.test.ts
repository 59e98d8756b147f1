import { describe, expect, it } from '@jest/globals'
import type { Absence } from '../../../src/domain/absence.js'
import type { PipelineState, Target } from '../../../src/domain/pipeline-state.js'
import { absenceParts } from '../../../src/report/absence-text.js'
import { markdown, plain } from '../../../src/report/escape.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { sentences } from '../../../src/report/phrases.js'
import { aRun, aTracked, anAbsence, ofCommit } from '../helpers.js'

const AT = Date.UTC(2026, 0, 2, 12, 3)
const english = messagesIn('en')
const absenceText = (...about: Parameters<typeof absenceParts>): string => {
  const { facts, action } = absenceParts(...about)
  return sentences([facts, action], about[2])
}
const text = (absence: Partial<Absence>, parts: Partial<PipelineState> = {}, language = english): string =>
  absenceText(
    aTracked({ outcome: 'stale', lastObservation: 'no_match', target: ofCommit, ...parts }),
    anAbsence(absence),
    language,
    plain
  )

describe('what did not come', () => {
  const commit = { commit: '4f0c2d1b9a'.padEnd(40, '0'), repository: null }
  const after = { epochMs: AT }
  const condition = (parts: object): Target => ({
    kind: 'condition',
    condition: { commit: null, startedAfter: null, ...parts }
  })
  it.each<[Target, Partial<Absence>, string]>([
    [condition({ commit }), {}, 'No run of commit 4f0c2d1b9a appeared within 5m.'],
    [condition({ commit }), { waitedMs: null }, 'No run of commit 4f0c2d1b9a has appeared yet.'],
    [
      condition({ startedAfter: after }),
      {},
      'No run that started at or after 2026-01-02 12:03:00 UTC appeared within 5m.'
    ],
    [
      condition({ startedAfter: { agoMs: 1_800_000 } }),
      {},
      'No run that started within 30m before this step appeared within 5m.'
    ],
    [
      condition({ commit, startedAfter: after }),
      {},
      'No run of commit 4f0c2d1b9a that started at or after 2026-01-02 12:03:00 UTC appeared within 5m.'
    ],
    [{ kind: 'latest' }, {}, 'This pipeline has no runs.'],
    [{ kind: 'pin', runId: 'r', runNumber: null }, {}, 'This pipeline has no run r.']
  ])('%j', (target, absence, lead) => expect(text(absence, { target }).startsWith(lead)).toBe(true))
})

describe('the cause', () => {
  it.each<[Partial<Absence>, string]>([
    [
      { failedTrigger: { at: AT, reason: 'branch not in the list。' } },
      'The trigger failed at 2026-01-02 12:03:00 UTC: branch not in the list.'
    ],
    [{ failedTrigger: { at: null, reason: 'x' } }, 'The trigger failed: x.'],
    [
      { failedTrigger: { at: AT, reason: null } },
      'The trigger failed at 2026-01-02 12:03:00 UTC; CodeArts returned no reason.'
    ],
    [{ waiting: { n: 4, since: AT } }, 'A run has been queued behind 3 others since 2026-01-02 12:03:00 UTC'],
    [{ waiting: { n: 2, since: AT } }, 'queued behind 1 other since'],
    [{ waiting: { n: 1, since: AT } }, 'A run has been queued since 2026-01-02 12:03:00 UTC'],
    [{ waiting: { n: 100, since: null } }, 'A run is queued behind 99 others;'],
    [{ waiting: { n: 1, since: null } }, 'A run is queued;'],
    [{ isDropped: true }, 'QUEUED_TIME_OUT']
  ])('%j', (absence, words) => {
    const instead = aRun({ runNumber: 117, commit: 'b'.repeat(40) })
    expect(text(absence, { instead })).toContain(words)
    expect(text(absence, { instead })).not.toContain('#117')
  })

  it('is the latest run where none is known', () => {
    const instead = aRun({ runNumber: 117, commit: 'b'.repeat(40), startedAt: AT, outcome: 'success' })
    expect(text({}, { instead })).toContain(
      'Latest: #117 of commit bbbbbbbbbb, started 2026-01-02 12:03:00 UTC, success.'
    )
    expect(text({}, { instead: { ...instead, commit: null } })).toContain('Latest: #117, started')
    expect(text({}, { instead: null })).not.toContain('Latest')
  })

  it.each(['no_such_pipeline', 'not_owned'] as const)('says only that where CodeArts says %s', unknown => {
    const hint = english.say(`hint.${unknown}`)
    expect(text({ unknown, isPartial: true })).toMatch(new RegExp(`^No run of .* appeared.*\\. ${hint}$`))
    // What has runs exists.
    expect(text({ unknown }, { instead: aRun() })).not.toContain(hint)
  })

  it('says what could not be read', () => {
    expect(text({ isPartial: true })).toContain(english.say('absent.partial'))
  })
})

describe('all of it', () => {
  it('is harmless, whatever CodeArts has written', () => {
    const reason = '[x](https://evil)\n::error::<b>'.repeat(2_000)
    for (const escape of [plain, markdown]) {
      const told = absenceText(
        aTracked({ target: ofCommit, instead: aRun({ branch: reason }) }),
        anAbsence({ failedTrigger: { at: AT, reason } }),
        english,
        escape
      )
      expect(told).not.toContain('\n')
      expect(told.length).toBeLessThan(2_000)
    }
  })

  it('is the same in Chinese', () => {
    const told = text({ failedTrigger: { at: AT, reason: '触发分支未在白名单' } }, {}, messagesIn('zh'))
    expect(told).toContain('5 分钟内未出现提交 abcdef1 的执行记录。触发失败')
    expect(told).toContain('`fail_on`')
  })
})
