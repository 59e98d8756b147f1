import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseInputs } from '../../src/inputs/parse.js'
import type { EventFile } from '../../src/ports.js'
import type { InputIssue } from '../../src/domain/failure.js'

type Values = Readonly<Record<string, string>>

const ID = 'a'.repeat(32)
const SHA = '0123456789abcdef0123456789abcdef01234567'
const MERGE = 'f'.repeat(40)
const KEY: Values = { INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: 'secret-key-example' }
const V5: Values = { ...KEY, INPUT_PROJECT_ID: ID, INPUT_COMMIT: 'event' }

const parse = (env: Values, event: EventFile): ReturnType<typeof parseInputs> =>
  parseInputs({ INPUT_PIPELINE_IDS: ID, ...env }, event, 0)
const payload = (value: unknown): EventFile => ({ state: 'read', payload: value })

function issues(env: Values, event: EventFile): readonly InputIssue[] {
  const parsed = parse(env, event)
  return 'issues' in parsed ? parsed.issues : []
}

describe('secrets that are missing', () => {
  const pull = (head: unknown, base: unknown = { full_name: 'own/repo' }): EventFile =>
    payload({ pull_request: { head: { sha: SHA, repo: head }, base: { repo: base } } })
  const fork = { full_name: 'somebody/repo' }
  const own = { full_name: 'own/repo' }
  const cases: readonly (readonly [string, string, EventFile, boolean])[] = [
    ['a fork', 'pull_request', pull(fork), true],
    ['a fork that was deleted', 'pull_request', pull(null), true],
    ['a review of a fork', 'pull_request_review', pull(fork), true],
    ['a fork, with the base by its variable only', 'pull_request', pull(fork, null), true],
    ['a branch of the repository', 'pull_request', pull(own), false],
    ['a fork, with the secrets of the base', 'pull_request_target', pull(fork), false],
    ['a push', 'push', payload({ after: SHA }), false],
    ['a file that cannot be read', 'pull_request', { state: 'broken' }, false],
    ['no file', 'pull_request', { state: 'absent' }, false],
    ['a payload of junk', 'pull_request', payload({ pull_request: 7 }), false]
  ]
  it.each(cases)('%s on %s: says so if it is one', (_, name, event, isFork) => {
    const env = { GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: 'own/repo' }
    const end = isFork ? '_fork' : ''
    const none = { ...env, INPUT_ACCESS_KEY: '', INPUT_SECRET_KEY: '' }
    expect(issues(none, event).map(({ code }) => code)).toEqual([`credential_none${end}`])
    const half = { ...env, INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: '' }
    expect(issues(half, event).map(({ code }) => code)).toEqual([`credential_half${end}`])
  })

  it('Dependabot gets none either', () => {
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' }
    expect(issues(env, { state: 'absent' })[0]?.code).toBe('credential_none_fork')
  })

  it('a fork with secrets is fine', () => {
    expect(parse({ ...KEY, GITHUB_EVENT_NAME: 'pull_request' }, pull(fork))).toHaveProperty('config')
  })
})

describe('commit: event', () => {
  function commit(env: Values, event: EventFile): string | null | undefined {
    const parsed = parse({ ...V5, ...env }, event)
    return 'config' in parsed ? parsed.config.condition?.commit : undefined
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
    expect(issues({ ...V5, ...env, GITHUB_SHA: MERGE }, event)).toMatchObject([
      { input: 'commit', given: 'event', code: 'commit_event' }
    ])
  })

  it('outside of GitHub names none', () => {
    expect(issues(V5, { state: 'absent' })[0]?.code).toBe('commit_event')
  })

  it('a file that cannot be read is told as that', () => {
    expect(issues({ ...V5, GITHUB_SHA: SHA }, { state: 'broken' })[0]?.code).toBe('commit_event_broken')
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
        if (found === undefined) expect(issues(V5, payload(event))).toHaveLength(1)
        else expect(found).toBe(SHA)
      })
    )
  })
})
