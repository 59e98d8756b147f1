import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { InputIssue } from '../../../src/domain/failure.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { EventFile } from '../../../src/ports.js'
import { config, issue, issues, NOW, PROJECT, type Values } from './given.js'

const S = 1_000
const M = 60 * S
const ID = 'a'.repeat(32)
const SHA = '0123456789abcdef0123456789abcdef01234567'
const MERGE = 'f'.repeat(40)
const KEY_ENV: Values = { INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: 'secret-key-example' }
const V5: Values = { ...KEY_ENV, INPUT_PROJECT_ID: ID, INPUT_COMMIT: 'event' }
const parseEvent = (env: Values, event: EventFile): ReturnType<typeof parseInputs> =>
  parseInputs({ INPUT_PIPELINE_IDS: ID, ...env }, event, 0)
const payload = (value: unknown): EventFile => ({ state: 'read', payload: value })
function eventIssues(env: Values, event: EventFile): readonly InputIssue[] {
  const parsed = parseEvent(env, event)
  return 'issues' in parsed ? parsed.issues : []
}

describe('v5', () => {
  it('a duration counts back from now', () => {
    expect(config({ started_after: '30m' }).condition).toEqual({
      commit: null,
      startedAfter: NOW - 1_800_000
    })
  })

  it.each([
    ['2026-11-24T11:00:00Z', NOW - 3_600_000],
    ['2026-11-24T19:00:00+08:00', NOW - 3_600_000],
    ['2026-11-24T19:00+0800', NOW - 3_600_000],
    ['2026-11-24T11:00:00.500Z', NOW - 3_599_500]
  ])('%s', (text, instant) => {
    expect(config({ started_after: text }).condition?.startedAfter).toBe(instant)
  })
})

describe('the condition', () => {
  const v5 = { project_id: PROJECT }
  const condition = (inputs: Values, event?: EventFile, env: Values = {}) =>
    config({ ...v5, ...inputs }, env, event).condition
  it('is a commit, a time, both or none', () => {
    expect(condition({})).toBeNull()
    expect(condition({ commit: 'ABCDEF1' })).toEqual({ commit: 'abcdef1', startedAfter: null })
    expect(condition({ started_after: '5m' })).toEqual({ commit: null, startedAfter: NOW - 5 * M })
    expect(condition({ commit: 'a'.repeat(40), started_after: '1s' })).toEqual({
      ...{ commit: 'a'.repeat(40), startedAfter: NOW - S }
    })
  })

  it.each(['abcdef', 'a'.repeat(41), 'ghijklm', 'abcdef1 x', 'main'])('%s is no commit', commit => {
    expect(issues({ ...v5, commit })).toEqual([issue('commit', 'commit', commit)])
  })

  const sha = '0123456789abcdef0123456789abcdef01234567'
  const tag = (parts: object): EventFile => ({
    state: 'read',
    payload: { ref: 'refs/tags/v1', after: 'f'.repeat(40), head_commit: { id: sha }, ...parts }
  })
  it('of an annotated tag is the commit that it names', () => {
    expect(condition({ commit: 'Event' }, tag({}))?.commit).toBe(sha)
    expect(
      condition({ commit: 'event' }, tag({ ref: 'refs/heads/refs/tags/', after: sha, head_commit: null }))
        ?.commit
    ).toBe(sha)
    expect(condition({ commit: 'event' }, tag({ ref: 7, after: sha, head_commit: null }))?.commit).toBe(sha)
    expect(issues({ ...v5, commit: 'event' }, {}, tag({ head_commit: null }))).toEqual([
      issue('commit', 'commit_event', 'event')
    ])
  })

  it('of an event is a whole hash that ends in zeros, too', () => {
    const zeros = `1${'0'.repeat(39)}`
    expect(condition({ commit: 'event' }, { state: 'read', payload: { after: zeros } })?.commit).toBe(zeros)
  })

  it('of a kind of event whose name only holds another is its GITHUB_SHA', () => {
    const env = { GITHUB_EVENT_NAME: 'my_pull_request', GITHUB_SHA: sha }
    expect(condition({ commit: 'event' }, { state: 'absent' }, env)?.commit).toBe(sha)
  })

  it.each<[string, number]>([
    ['2026-11-24T11:00:00Z', NOW - 60 * M],
    ['2026-11-24t11:00z', NOW - 60 * M],
    ['2026-11-24T19:30:00.5+08:30', NOW - 60 * M + 500],
    ['2026-11-24T19:30:00+0830', NOW - 60 * M],
    ['2026-11-24T06:30:00-0430', NOW - 60 * M],
    ['2026-11-24T12:00:00Z', NOW],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2025-12-31T00:00:00Z', Date.UTC(2025, 11, 31)],
    ['2026-01-31T00:00:00Z', Date.UTC(2026, 0, 31)]
  ])('%s is an instant', (text, instant) => {
    expect(condition({ started_after: text })?.startedAfter).toBe(instant)
  })

  it.each<[string, InputIssue['code']]>([
    ['2026-11-24T12:00:00.001Z', 'time_future'],
    ['2026-11-24T11:00:00', 'time_zone'],
    ['2026-11-24 11:00', 'time_zone'],
    ['2026-11-24', 'time_zone'],
    ['2026-02-31T00:00:00Z', 'time'],
    ['2025-02-29T00:00:00Z', 'time'],
    ['2026-11-24T25:00:00Z', 'time'],
    ['0s', 'time'],
    ['yesterday', 'time']
  ])('%s is refused: %s', (text, code) => {
    expect(issues({ ...v5, started_after: text })).toEqual([issue('started_after', code, text)])
  })
})

describe('commit: event', () => {
  function commit(env: Values, event: EventFile): string | null | undefined {
    const parsed = parseEvent({ ...V5, ...env }, event)
    return 'config' in parsed ? parsed.config.condition?.commit?.commit : undefined
  }
  it.each([
    ['the head of the pull request', 'pull_request', { pull_request: { head: { sha: SHA } } }],
    ['the head of the merge group', 'merge_group', { merge_group: { head_sha: SHA } }],
    ['the commit that was pushed', 'push', { after: SHA, before: MERGE }]
  ])('is %s, and not GITHUB_SHA', (_, name, event) => {
    expect(commit({ GITHUB_EVENT_NAME: name, GITHUB_SHA: MERGE }, payload(event))).toBe(SHA)
  })

  it.each(['workflow_dispatch', 'schedule', 'release'])('else GITHUB_SHA, for instance on %s', name => {
    expect(commit({ GITHUB_EVENT_NAME: name, GITHUB_SHA: SHA.toUpperCase() }, payload({}))).toBe(SHA)
    expect(commit({ GITHUB_EVENT_NAME: name, GITHUB_SHA: SHA }, { state: 'absent' })).toBe(SHA)
  })

  const unknown: readonly (readonly [string, Values, EventFile])[] = [
    ['a pull request without a payload', { GITHUB_EVENT_NAME: 'pull_request' }, { state: 'absent' }],
    ['a merge group without a head', { GITHUB_EVENT_NAME: 'merge_group' }, payload({ merge_group: {} })],
    ['a push that deleted a branch', { GITHUB_EVENT_NAME: 'push' }, payload({ after: '0'.repeat(40) })],
    ['a short hash', { GITHUB_EVENT_NAME: 'push' }, payload({ after: '0123456' })],
    [
      'a head that is no text',
      { GITHUB_EVENT_NAME: 'pull_request' },
      payload({ pull_request: { head: { sha: 7 } } })
    ]
  ]
  it.each(unknown)('%s names none, and nothing is guessed', (_, env, event) => {
    expect(eventIssues({ ...V5, ...env, GITHUB_SHA: MERGE }, event)).toMatchObject([
      { input: 'commit', given: 'event', code: 'commit_event' }
    ])
  })

  it('outside of GitHub names none', () => {
    expect(eventIssues(V5, { state: 'absent' })[0]?.code).toBe('commit_event')
  })

  it('a file that cannot be read is told as that', () => {
    expect(eventIssues({ ...V5, GITHUB_SHA: SHA }, { state: 'broken' })[0]?.code).toBe('commit_event_broken')
  })

  it('property: whatever the payload, it is a whole hash or a problem', () => {
    const hash = fc.oneof(fc.jsonValue(), fc.constantFrom(SHA, '0'.repeat(40), '0123456'))
    const event = fc.record(
      {
        after: hash,
        pull_request: fc.oneof(fc.jsonValue(), fc.record({ head: fc.record({ sha: hash }) })),
        merge_group: fc.oneof(fc.jsonValue(), fc.record({ head_sha: hash }))
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(event, event => {
        const found = commit({ GITHUB_EVENT_NAME: 'push' }, payload(event))
        if (found === undefined) expect(eventIssues(V5, payload(event))).toHaveLength(1)
        else expect(found).toBe(SHA)
      })
    )
  })
})
