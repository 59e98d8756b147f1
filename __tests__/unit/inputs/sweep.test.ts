import { describe, expect, it } from '@jest/globals'
import { parseSweep, refuseBesideSweep } from '../../../src/inputs/sweep.js'
import { InputIssues } from '../../../src/inputs/values.js'

const HASH = 'Ab'.repeat(20)
const SURROUNDINGS = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'Octo/App' }

function parsed(env: Readonly<Record<string, string>>, payload?: unknown) {
  const issues = new InputIssues()
  const event = payload === undefined ? ({ state: 'absent' } as const) : ({ state: 'read', payload } as const)
  const result = parseSweep({ ...SURROUNDINGS, ...env }, event, issues)
  return { ...result, codes: issues.all.map(({ code }) => code) }
}

describe('parseSweep', () => {
  it.each(['', 'false', 'False'])('%j is no sweep', value => {
    expect(parsed({ INPUT_SWEEP: value }).sweep).toBeNull()
  })

  it('true is the default branch, lines are patterns', () => {
    expect(parsed({ INPUT_SWEEP: 'true' }).sweep).toEqual({
      bases: null,
      named: null,
      repository: 'github.com/octo/app'
    })
    expect(parsed({ INPUT_SWEEP: 'main\n refs/heads/release/*\n\n' }).sweep?.bases).toEqual([
      'main',
      'release/*'
    ])
  })

  it('is read as a whole, and what only begins or ends like it is a branch', () => {
    for (const value of ['false-start', 'not-false', 'true-north', 'not-true'])
      expect(parsed({ INPUT_SWEEP: value })).toMatchObject({ sweep: { bases: [value] }, codes: [] })
    expect(parsed({ INPUT_SWEEP: 'for/refs/heads/x' }).sweep?.bases).toEqual(['for/refs/heads/x'])
    expect(parsed({ INPUT_SWEEP: 'false' }).notices).toEqual([])
  })

  it('tells the event that it is not for, and those that it is for', () => {
    const issues = new InputIssues()
    parseSweep({ INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: ' push ' }, { state: 'absent' }, issues)
    const events = 'schedule, workflow_dispatch, repository_dispatch'
    expect(issues.all).toEqual([
      { input: 'sweep', given: 'true', code: 'sweep_event', params: { event: 'push', events } }
    ])
  })

  it.each(['yes', 'no', 'on', 'OFF'])('%s is a switch, and no branch', value => {
    expect(parsed({ INPUT_SWEEP: value }).codes).toEqual(['sweep_bases'])
    expect(parsed({ INPUT_SWEEP: `main\n${value}` }).codes).toEqual(['sweep_bases'])
    expect(parsed({ INPUT_SWEEP: `${value}-line` }).codes).toEqual([])
    expect(parsed({ INPUT_SWEEP: `go-${value}` }).codes).toEqual([])
  })

  it.each(['a^b', 'a:b', 'a?', 'a[b', 'a\\b', 'a\u0007b', 'a\u200Bb', 'a@{b', '.a', 'a.', 'a/'])(
    '%j is no branch either',
    value => {
      expect(parsed({ INPUT_SWEEP: value }).codes).toEqual(['sweep_bases'])
    }
  )

  it('a payload of another event names no head, and one that is no text is shown', () => {
    const named = (name: string, payload: unknown) =>
      parsed({ INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: name }, payload)
    expect(named('workflow_dispatch', { client_payload: { sha: HASH } }).sweep?.named).toBeNull()
    expect(named('repository_dispatch', { inputs: { sha: HASH } }).sweep?.named).toBeNull()
    expect(named('workflow_dispatch', { inputs: { sha: { a: 1 } } }).notices).toMatchObject([
      { code: 'sweep_sha', params: { sha: '{"a":1}' } }
    ])
    const long = named('workflow_dispatch', { inputs: { sha: 'x'.repeat(100) } })
    expect(long.notices).toMatchObject([{ params: { sha: 'x'.repeat(60) } }])
    for (const sha of [`${HASH}0`, `0${HASH}`])
      expect(named('workflow_dispatch', { inputs: { sha } }).sweep?.named).toBeNull()
  })

  it.each(['yes', 'main, next', 'a b', 'a..b', '/a', 'a~1'])('%j is no name of a branch', value => {
    expect(parsed({ INPUT_SWEEP: value }).codes).toEqual(['sweep_bases'])
  })

  it.each(['schedule', 'workflow_dispatch', 'repository_dispatch'])('%s is an event for it', name => {
    expect(parsed({ INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: name }).codes).toEqual([])
  })

  it.each(['pull_request', 'push', 'merge_group', 'issue_comment'])(
    '%s is none: green would mislead',
    name => {
      expect(parsed({ INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: name }).codes).toEqual(['sweep_event'])
    }
  )

  it.each([
    ['workflow_dispatch', { inputs: { sha: HASH } }],
    ['repository_dispatch', { client_payload: { sha: ` ${HASH} ` } }]
  ])('a wake-up by %s names a head', (name, payload) => {
    const { sweep, notices } = parsed({ INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: name }, payload)
    expect(sweep?.named).toBe(HASH.toLowerCase())
    expect(notices).toEqual([])
  })

  it.each(['main', '', 7, HASH.slice(1)])('%j is none, and no mistake', sha => {
    const env = { INPUT_SWEEP: 'true', GITHUB_EVENT_NAME: 'workflow_dispatch' }
    const { sweep, notices, codes } = parsed(env, { inputs: { sha } })
    expect([sweep?.named, codes]).toEqual([null, []])
    expect(notices).toHaveLength(sha === '' ? 0 : 1)
  })
})

describe('refuseBesideSweep', () => {
  const refused = (env: Readonly<Record<string, string>>, pin: string | null = null): string[] => {
    const issues = new InputIssues()
    refuseBesideSweep(env, new Map([['a'.repeat(32), pin]]), issues)
    return issues.all.map(({ input }) => input)
  }

  it.each([
    ['retry', '1'],
    ['start', 'true'],
    ['started_after', '30m'],
    ['commit', 'any'],
    ['commit', HASH],
    ['commit', '']
  ])('%s: %j', (input, value) => {
    expect(refused({ [`INPUT_${input.toUpperCase()}`]: value })).toEqual([input])
  })

  it('a pin', () => {
    expect(refused({}, 'b'.repeat(32))).toEqual(['pipeline_ids'])
  })

  it('shows what was given', () => {
    const issues = new InputIssues()
    const env = { INPUT_RETRY: '1', INPUT_START: 'TRUE', INPUT_STARTED_AFTER: '30m', INPUT_COMMIT: 'any' }
    refuseBesideSweep(env, new Map([['a'.repeat(32), '7']]), issues)
    expect(issues.all.map(({ given, code }) => [given, code])).toEqual([
      ...['1', 'TRUE', '30m', 'any'].map(given => [given, 'sweep_beside']),
      [`${'a'.repeat(32)}@7`, 'sweep_pin']
    ])
    const empty = new InputIssues()
    refuseBesideSweep({ INPUT_COMMIT: '' }, new Map(), empty)
    expect(empty.all).toMatchObject([{ input: 'commit', given: '', code: 'sweep_beside' }])
    for (const wrong of ['auto-', 'x-auto']) expect(refused({ INPUT_COMMIT: wrong })).toEqual(['commit'])
    expect(refused({ INPUT_RETRY: '10' })).toEqual(['retry'])
    for (const other of ['true-x', 'not-true']) expect(refused({ INPUT_START: other })).toEqual([])
  })

  it('what action.yml gives by default is nothing', () => {
    expect(refused({ INPUT_RETRY: '0', INPUT_START: 'false', INPUT_COMMIT: 'auto' })).toEqual([])
  })
})
