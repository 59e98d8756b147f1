import { describe, expect, it } from '@jest/globals'
import { repositoryOf } from '../../../src/domain/repository.js'
import { occasionOf } from '../../../src/inputs/event.js'
import { ABSENT } from './given.js'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const BROKEN = { state: 'broken' } as const
const pushed = { state: 'read', payload: { after: SHA } } as const

describe('what the step runs for', () => {
  it('is the event with its commit', () => {
    const env = {
      GITHUB_EVENT_NAME: ' push ',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/app'
    }
    expect(occasionOf(env, pushed)).toEqual({
      name: 'push',
      subject: 'commit',
      repository: repositoryOf('https://github.com/acme/app'),
      commit: { kind: 'commit', commit: SHA }
    })
    expect(occasionOf({ GITHUB_EVENT_NAME: 'schedule', GITHUB_SHA: SHA }, ABSENT)).toMatchObject({
      subject: 'branch',
      commit: { kind: 'commit', commit: SHA }
    })
  })

  it('is nothing where there is no event', () => {
    expect(occasionOf({ GITHUB_SHA: SHA }, ABSENT)).toBeNull()
  })

  it('is what another CI names, but for a runner of GitHub', () => {
    expect(occasionOf({ CI_COMMIT_SHA: SHA }, ABSENT)).toEqual({
      ...{ name: 'GitLab CI', variable: 'CI_COMMIT_SHA', subject: 'commit', repository: null },
      commit: { kind: 'commit', commit: SHA }
    })
    expect(occasionOf({ CI_COMMIT_SHA: 'main' }, ABSENT)?.commit).toEqual({
      ...{ kind: 'none', reason: 'ci_no_hash' }
    })
    expect(occasionOf({ CI_COMMIT_SHA: SHA, GITHUB_ACTIONS: 'true' }, ABSENT)).toBeNull()
  })

  it('reads the commit without spaces, and no repository where none is told', () => {
    const told = occasionOf({ GITHUB_EVENT_NAME: 'release', GITHUB_SHA: ` ${SHA}\n` }, BROKEN)
    expect(told).toMatchObject({ repository: null, commit: { kind: 'commit', commit: SHA } })
    expect(occasionOf({ GITHUB_EVENT_NAME: 'release' }, ABSENT)?.commit).toMatchObject({ reason: 'not_told' })
    const server = { GITHUB_EVENT_NAME: 'push', GITHUB_SERVER_URL: 'https://github.com' }
    expect(occasionOf(server, pushed)?.repository).toBeNull()
    expect(occasionOf({ GITHUB_EVENT_NAME: 'issues' }, BROKEN)?.commit).toMatchObject({ reason: 'no_commit' })
  })

  it('may well be a commit where only its name is missing', () => {
    for (const file of [pushed, BROKEN])
      expect(occasionOf({}, file)).toMatchObject({ commit: { kind: 'none', reason: 'unnamed' } })
  })

  it('cannot be told from a file that cannot be read, which is not the same as none', () => {
    const reason = (file: Parameters<typeof occasionOf>[1]): unknown =>
      occasionOf({ GITHUB_EVENT_NAME: 'pull_request' }, file)?.commit
    expect(reason(BROKEN)).toEqual({ kind: 'none', reason: 'unreadable' })
    expect(reason(ABSENT)).toEqual({ kind: 'none', reason: 'no_payload' })
  })
})
