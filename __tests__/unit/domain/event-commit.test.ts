import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { commitOf, subjectOf, type EventCommit } from '../../../src/domain/event-commit.js'
import { webhookExamples } from '../../webhook-examples.js'

type Json = Readonly<Record<string, unknown>>

const GITHUB_SHA = 'f00d'.repeat(10)
const SHA = '0123456789abcdef0123456789abcdef01234567'

const EXAMPLES = webhookExamples().map((example, index) => ({
  ...example,
  called: `${example.name} (${index}) of ${example.host}`
}))

/**
 * The contract's list: the commit of each event, as a path into its payload or `GITHUB_SHA`, and whether it is under
 * test. What is not here has none.
 */
const LIST: Readonly<Record<string, readonly [place: string, underTest: boolean]>> = {
  pull_request: ['pull_request.head.sha', true],
  pull_request_target: ['pull_request.head.sha', true],
  pull_request_review: ['pull_request.head.sha', true],
  pull_request_review_comment: ['pull_request.head.sha', true],
  pull_request_review_thread: ['pull_request.head.sha', true],
  merge_group: ['merge_group.head_sha', true],
  push: ['after', true],
  check_run: ['check_run.head_sha', true],
  check_suite: ['check_suite.head_sha', true],
  workflow_run: ['workflow_run.head_sha', true],
  status: ['sha', true],
  deployment: ['deployment.sha', true],
  deployment_status: ['deployment.sha', true],
  create: ['GITHUB_SHA', true],
  release: ['GITHUB_SHA', true],
  schedule: ['GITHUB_SHA', false],
  workflow_dispatch: ['GITHUB_SHA', false]
}

/** What a person reads in the payload by the list. */
function readByHand(name: string, payload: Json): EventCommit {
  const [place] = LIST[name] ?? []
  if (place === undefined) return { kind: 'none', reason: 'no_commit' }
  if (name === 'push' && payload.deleted === true) return { kind: 'none', reason: 'deletion' }
  const { event: trigger } = (payload.workflow_run ?? {}) as Json
  if (name === 'workflow_run' && trigger !== 'workflow_dispatch')
    return { kind: 'none', reason: 'run_of_branch', trigger: trigger as string }
  const commit =
    place === 'GITHUB_SHA'
      ? GITHUB_SHA
      : place.split('.').reduce<unknown>((node, key) => (node as Json)[key], payload)
  return { kind: 'commit', commit: commit as string }
}

const commit = (name: string, payload: unknown, sha = GITHUB_SHA): EventCommit =>
  commitOf({ name, payload, sha })

const eventsOf = (examples: readonly { readonly name: string }[]): number =>
  new Set(examples.map(({ name }) => name)).size

describe(`GitHub's own payloads: ${EXAMPLES.length} examples of ${eventsOf(EXAMPLES)} events`, () => {
  it.each(EXAMPLES.filter(({ host }) => host === 'api.github.com'))('$called', ({ name, payload }) => {
    expect(commit(name, payload)).toEqual(readByHand(name, payload))
  })

  it('those of GitHub Enterprise Server', () => {
    const elsewhere = EXAMPLES.filter(({ host }) => host !== 'api.github.com')
    const wrong = elsewhere.filter(
      ({ name, payload }) =>
        JSON.stringify(commit(name, payload)) !== JSON.stringify(readByHand(name, payload))
    )
    expect(wrong.map(({ called }) => called)).toEqual([])
    expect(elsewhere.length).toBeGreaterThan(300)
  })

  it('are there for all events, and many of each answer', () => {
    const kinds = EXAMPLES.filter(({ host }) => host === 'api.github.com').map(({ name, payload }) => ({
      name,
      answer: readByHand(name, payload)
    }))
    const of = (what: string): number =>
      kinds.filter(({ answer }) => (answer.kind === 'commit' ? 'commit' : answer.reason) === what).length
    expect([eventsOf(kinds), eventsOf(EXAMPLES)]).toEqual([58, 64])
    expect([of('commit'), of('no_commit'), of('deletion'), of('run_of_branch')]).toEqual([97, 224, 4, 4])
  })

  it('what an event is about', () => {
    for (const { name } of EXAMPLES) {
      const underTest = LIST[name]?.[1]
      const subject = underTest === undefined ? 'other' : underTest ? 'commit' : 'branch'
      expect([name, subjectOf(name)]).toEqual([name, subject])
    }
    expect(subjectOf('schedule')).toBe('branch')
  })
})

describe('a push', () => {
  const annotated = { ref: 'refs/tags/v1', after: 'f'.repeat(40), head_commit: { id: SHA } }
  it('of an annotated tag is about the commit, and not about the hash of the tag', () => {
    expect(commit('push', annotated)).toEqual({ kind: 'commit', commit: SHA })
    expect(commit('push', { ...annotated, head_commit: null })).toEqual({ kind: 'none', reason: 'not_told' })
  })
  it('of a branch that is called like a tag', () => {
    expect(commit('push', { ref: 'refs/heads/refs/tags/', after: SHA })).toEqual({
      kind: 'commit',
      commit: SHA
    })
  })
  it.each([
    { after: '0'.repeat(40) },
    { after: '0'.repeat(40), ref: 'refs/tags/v1', head_commit: { id: SHA } },
    { after: SHA, deleted: true }
  ])('that deletes has none: %j', payload => {
    expect(commit('push', payload)).toEqual({ kind: 'none', reason: 'deletion' })
  })
})

describe('a pull request of GitCode', () => {
  const payload = (kind: unknown): Json => ({
    object_kind: kind,
    object_attributes: { last_commit: { id: SHA } }
  })
  it.each(['merge_request', 'pull_request'])('%s is about its last commit', name => {
    expect(commit(name, payload('merge_request'))).toEqual({ kind: 'commit', commit: SHA })
  })
  it.each([['note'], [undefined]])('is none where the payload is of something else: %p', kind => {
    expect(commit('merge_request', payload(kind))).toEqual({ kind: 'none', reason: 'not_told' })
  })
  it('has the head that GitHub tells first, where both are told', () => {
    const head = { pull_request: { head: { sha: 'e'.repeat(40) } } }
    expect(commit('pull_request', { ...payload('merge_request'), ...head })).toEqual({
      ...{ kind: 'commit', commit: 'e'.repeat(40) }
    })
  })
})

describe('a commit that ends in zeros', () => {
  const sha = `${SHA.slice(0, 30)}${'0'.repeat(10)}`
  it('is one, and its push is no deletion', () => {
    expect(commit('push', { after: sha })).toEqual({ kind: 'commit', commit: sha })
    expect(commit('status', { sha })).toEqual({ kind: 'commit', commit: sha })
  })
  it('only a push deletes', () => {
    expect(commit('status', { sha, deleted: true })).toEqual({ kind: 'commit', commit: sha })
  })
})

describe('a workflow run', () => {
  const run = (event: unknown): EventCommit =>
    commit('workflow_run', { workflow_run: { event, head_sha: SHA } })
  it.each([
    ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'merge_group', 'push'],
    ...['deployment', 'deployment_status', 'create', 'release', 'schedule', 'workflow_dispatch']
  ])('after %s is of its head_sha', event => {
    expect(run(event)).toEqual({ kind: 'commit', commit: SHA })
  })
  it.each([
    ...['pull_request_target', 'workflow_run', 'check_run', 'check_suite', 'status'],
    ...['issue_comment', 'issues', 'repository_dispatch', 'delete', 'discussion', 'dynamic', 'fork', 'watch'],
    ''
  ])('after %p is of a branch', trigger => {
    expect(run(trigger)).toEqual({ kind: 'none', reason: 'run_of_branch', trigger })
  })
  it.each([[undefined], [null], [7], [['push']]])('that does not tell after what (%p) is of none', event => {
    expect(run(event)).toEqual({ kind: 'none', reason: 'run_of_branch', trigger: '' })
  })
})

describe('whatever GitHub tells', () => {
  it.each(Object.keys(LIST).filter(name => LIST[name]?.[0] !== 'GITHUB_SHA'))(
    '%s without its payload has no commit',
    name => {
      expect(commit(name, undefined)).toEqual({ kind: 'none', reason: 'no_payload' })
    }
  )
  it.each(['create', 'release', 'schedule', 'workflow_dispatch'])('%s needs no payload', name => {
    expect(commit(name, undefined, SHA.toUpperCase())).toEqual({ kind: 'commit', commit: SHA })
  })
  it.each(['', '0'.repeat(40), SHA.slice(1), `${SHA}0`, `x${SHA.slice(1)}`])('%p is no commit', sha => {
    expect(commit('release', {}, sha)).toEqual({ kind: 'none', reason: 'not_told' })
    expect(commit('status', { sha })).toEqual({ kind: 'none', reason: 'not_told' })
  })
  it.each(['my_pull_request', 'PULL_REQUEST', 'constructor', '__proto__', ''])(
    '%p is no event of the list',
    name => {
      expect(commit(name, { pull_request: { head: { sha: SHA } } })).toEqual({
        ...{ kind: 'none', reason: 'no_commit' }
      })
    }
  )
  it('property: a commit is whole and from its own place, or there is none', () => {
    const hash = fc.oneof(fc.jsonValue(), fc.constantFrom(SHA, '0'.repeat(40), '0123456'))
    const payload = fc.oneof(
      fc.jsonValue(),
      fc.record({ sha: hash, after: hash, head_sha: hash, deployment: fc.record({ sha: hash }) })
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(LIST)), payload, (name, payload) => {
        const answer = commit(name, payload, 'no hash')
        expect(answer.kind === 'commit' ? answer.commit : SHA).toBe(SHA)
      })
    )
  })
})
