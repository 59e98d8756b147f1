import { describe, expect, it } from '@jest/globals'
import { parseCommit, type CommitContext, type ParsedCommit } from '../../../src/inputs/commit.js'
import { InputIssues } from '../../../src/inputs/values.js'
import type { EventFile } from '../../../src/ports.js'
import { webhookExamples } from '../../webhook-examples.js'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const HEAD = 'f00d'.repeat(10)
const V5: CommitContext = { tellsCommits: true, isAllPinned: false }
const V3: CommitContext = { ...V5, tellsCommits: false }
const PINNED: CommitContext = { ...V5, isAllPinned: true }

const absent: EventFile = { state: 'absent' }
const payload = (value: unknown): EventFile => ({ state: 'read', payload: value })
const pull = payload({ pull_request: { head: { sha: SHA } } })

interface Told extends ParsedCommit {
  readonly issues: InputIssues['all']
}

/** @param given `undefined` without the variable */
function parse(given: string | undefined, name: string, file: EventFile, context = V5): Told {
  const issues = new InputIssues()
  const env = {
    ...{ INPUT_COMMIT: given, GITHUB_EVENT_NAME: name, GITHUB_SHA: HEAD },
    ...{ GITHUB_SERVER_URL: 'https://GitHub.example', GITHUB_REPOSITORY: 'o/R' }
  }
  return { ...parseCommit(env, file, context, issues), issues: issues.all }
}

const codes = ({ notices, issues }: Told): string[] => [...notices, ...issues].map(({ code }) => code)

describe('what is asked for', () => {
  it.each([
    { given: 'any', event: 'pull_request', commit: null, says: 'commit_any' },
    { given: 'ANY', event: '', commit: null, says: 'commit_any' },
    { given: 'auto', event: 'pull_request', commit: SHA, says: 'commit_event' },
    { given: undefined, event: 'pull_request', commit: SHA, says: 'commit_event' },
    { given: 'Event', event: 'pull_request', commit: SHA, says: 'commit_event' },
    { given: '', event: 'pull_request', commit: SHA, says: 'commit_event_empty' },
    { given: ' \n', event: 'pull_request', commit: SHA, says: 'commit_event_empty' },
    { given: undefined, event: 'schedule', commit: null, says: 'commit_any_event' },
    { given: 'auto', event: 'workflow_dispatch', commit: null, says: 'commit_any_event' },
    { given: 'event', event: 'schedule', commit: HEAD, says: 'commit_event' },
    { given: '', event: 'workflow_dispatch', commit: HEAD, says: 'commit_event_empty' },
    { given: undefined, event: '', commit: null, says: 'commit_any_nothing' },
    { given: 'auto', event: 'release', commit: HEAD, says: 'commit_event' }
  ])('commit: $given on "$event" is $commit', ({ given, event, commit, says }) => {
    const file = event === 'pull_request' ? pull : event === '' ? absent : payload({})
    const told = parse(given, event, file)
    expect(told.commit?.commit ?? null).toBe(commit)
    expect(told.issues).toEqual([])
    expect(codes(told)).toEqual([says])
  })

  it.each([
    { given: undefined, event: 'issue_comment', shown: null },
    { given: 'auto', event: 'repository_dispatch', shown: 'auto' },
    { given: 'event', event: 'delete', shown: 'event' },
    { given: '', event: 'issues', shown: '' }
  ])('commit: $given on $event is refused, because it is about no commit', ({ given, event, shown }) => {
    const { commit, issues } = parse(given, event, payload({}))
    expect(commit).toBeNull()
    const empty = shown === '' ? 1 : 0
    expect(issues).toEqual([
      { input: 'commit', given: shown, code: 'commit_event_none', params: { event, empty } }
    ])
  })

  it.each<[string, string, EventFile, string]>([
    ['no payload', 'pull_request', absent, 'commit_event_missing'],
    ['a payload that cannot be read', 'push', { state: 'broken' }, 'commit_event_broken'],
    ['a payload of another event', 'merge_group', pull, 'commit_event'],
    ['a deletion', 'push', payload({ after: '0'.repeat(40), deleted: true }), 'commit_event_deletion'],
    ['a payload without a name', '', pull, 'commit_event_unnamed'],
    ['an unreadable payload without a name', '', { state: 'broken' }, 'commit_event_unnamed'],
    [
      'a run of a branch',
      'workflow_run',
      payload({ workflow_run: { event: 'issue_comment', head_sha: SHA } }),
      'commit_event_run'
    ],
    [
      'a run of which nobody says what has triggered it',
      'workflow_run',
      payload({ workflow_run: { head_sha: SHA } }),
      'commit_event_run_untold'
    ]
  ])('%s is never any commit', (_, name, file, code) => {
    for (const given of [undefined, 'auto', 'event', '']) {
      const told = parse(given, name, file)
      expect(told.commit).toBeNull()
      expect(codes(told)).toEqual([code])
    }
    expect(codes(parse('any', name, file))).toEqual(['commit_any'])
    expect(codes(parse(SHA, name, file))).toEqual([])
  })

  it('without an event, the commit of the event is refused', () => {
    for (const given of ['event', ''])
      expect(codes(parse(given, '', absent))).toEqual(['commit_event_nothing'])
  })

  it.each(['abcdef', 'a'.repeat(41), 'main', 'auto,any'])('%s is nothing that can be asked for', given => {
    expect(parse(given, 'pull_request', pull).issues).toMatchObject([{ given, code: 'commit' }])
  })

  it('a hash stands, whatever the event', () => {
    expect(parse('ABCDEF1', 'issues', payload({}))).toEqual({
      ...{ commit: { commit: 'abcdef1', repository: null }, underTest: null, notices: [], issues: [] }
    })
  })
})

describe('what is said names what it is about', () => {
  it('the commit, the event and the choice', () => {
    const about = { commit: SHA, event: 'pull_request', variable: '', choice: 'auto' }
    expect(parse('auto', 'pull_request', pull).notices).toMatchObject([{ params: about }])
    expect(parse('auto', 'schedule', payload({})).notices).toMatchObject([{ params: { event: 'schedule' } }])
    const v3 = parse('auto', 'pull_request', pull, V3)
    expect(v3.notices).toMatchObject([{ code: 'commit_v3', params: { event: 'pull_request' } }])
  })

  it.each<[string, EventFile, Readonly<Record<string, string>>]>([
    ['pull_request', absent, { event: 'pull_request' }],
    ['push', { state: 'broken' }, { event: 'push' }],
    ['merge_group', pull, { event: 'merge_group' }],
    ['workflow_run', payload({ workflow_run: { event: 'issues', head_sha: SHA } }), { trigger: 'issues' }]
  ])('the event that has none: %s', (name, file, params) => {
    expect(parse('event', name, file).issues).toMatchObject([{ params: { ...params, empty: 0 } }])
  })
})

describe('in another CI', () => {
  const inCi = (env: Readonly<Record<string, string>>, given = 'auto', context = V5): Told => {
    const issues = new InputIssues()
    return { ...parseCommit({ INPUT_COMMIT: given, ...env }, absent, context, issues), issues: issues.all }
  }
  const gitLab = { CI_COMMIT_SHA: SHA }

  it('the commit that it names is required, and its variable named', () => {
    const params = { commit: SHA, event: 'GitLab CI', variable: 'CI_COMMIT_SHA', choice: 'auto' }
    expect(inCi(gitLab)).toMatchObject({
      commit: { commit: SHA, repository: null },
      notices: [{ code: 'commit_ci', params }]
    })
    expect(codes(inCi(gitLab, ''))).toEqual(['commit_ci_empty'])
    expect(inCi(gitLab, 'auto', V3).notices).toMatchObject([
      { code: 'commit_v3_ci', params: { event: 'GitLab CI' } }
    ])
  })

  it.each([
    [{ CI_COMMIT_SHA: 'main' }, 'commit_ci_no_hash', { ci: 'GitLab CI', variable: 'CI_COMMIT_SHA' }],
    [{ GIT_COMMIT: SHA, CHANGE_ID: '7' }, 'commit_ci_merge', { ci: 'Jenkins', variable: 'CHANGE_ID' }]
  ] as const)('%j has none', (env, code, params) => {
    expect(inCi(env)).toMatchObject({ commit: null, issues: [{ code, params }] })
  })

  it('nothing is asked of it on a runner of GitHub', () => {
    expect(codes(inCi({ ...gitLab, GITHUB_ACTIONS: 'true' }))).toEqual(['commit_any_nothing'])
  })
})

describe('the commit under test, for runs that need not be of it', () => {
  it.each([
    ['required', 'auto', 'pull_request', pull, V5, SHA],
    ['not required', 'any', 'pull_request', pull, V5, SHA],
    ['beside pins', undefined, 'pull_request', pull, PINNED, SHA],
    ['no event', 'any', '', absent, V5, null],
    ['an event of a branch', 'any', 'schedule', payload({}), V5, null],
    ['an event of a branch, required', 'event', 'schedule', payload({}), V5, null],
    ['an event about something else', 'any', 'issues', payload({}), V5, null],
    ['a commit that is not told', 'any', 'pull_request', payload({}), V5, null]
  ] as const)('%s', (_, given, name, file, context, underTest) => {
    expect(parse(given, name, file, context).underTest).toEqual(
      underTest === null ? null : { commit: underTest, repository: 'github.example/o/r' }
    )
  })
})

describe('where all pipelines are pinned, the event is not asked', () => {
  it.each([undefined, 'auto', '', 'any'])('commit: %p', given => {
    expect(parse(given, 'issue_comment', payload({}), PINNED)).toEqual({
      ...{ commit: null, underTest: null, notices: [], issues: [] }
    })
  })
})

describe('on v3, which tells no commits', () => {
  it.each([
    [undefined, 'pull_request', ['commit_v3']],
    ['auto', 'release', ['commit_v3']],
    ['auto', 'schedule', []],
    ['auto', 'issues', []],
    ['auto', '', []],
    ['any', 'pull_request', []]
  ] as const)('commit: %p on "%s" is any', (given, name, said) => {
    const told = parse(given, name, name === '' ? absent : payload({}), V3)
    expect(told).toMatchObject({ commit: null, underTest: null, issues: [] })
    expect(codes(told)).toEqual(said)
    expect(told.notices.every(({ isWarning }) => isWarning)).toBe(true)
  })
  it.each(['event', '', SHA])('commit: %p is refused', given => {
    expect(codes(parse(given, 'pull_request', pull, V3))).toEqual(['commit_v3'])
  })
})

it("auto on each of GitHub's own payloads: the commit of the event, any, or refused, and it says so", () => {
  const counts = { required: 0, any: 0, refused: 0 }
  for (const { host, name, payload: example } of webhookExamples()) {
    const [auto, event] = ['auto', 'event'].map(given => parse(given, name, payload(example)))
    if (auto === undefined || event === undefined) throw new Error(name)
    expect(codes(auto)).toHaveLength(1)
    const isAny = name === 'workflow_dispatch'
    if (isAny) expect([auto.commit, event.commit?.commit]).toEqual([null, HEAD])
    else expect(auto.commit).toEqual(event.commit)
    expect(auto.issues).toHaveLength(auto.commit === null && !isAny ? 1 : 0)
    if (host === 'api.github.com') counts[isAny ? 'any' : auto.commit === null ? 'refused' : 'required'] += 1
  }
  expect(counts).toEqual({ required: 95, any: 2, refused: 232 })
})
