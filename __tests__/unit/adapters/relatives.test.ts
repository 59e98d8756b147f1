import { describe, expect, it } from '@jest/globals'
import { asOnGitHub } from '../../../src/adapters/relatives.js'

describe('a relative of the runner of GitHub', () => {
  it('is read under the names of GitHub', () => {
    expect(
      asOnGitHub({ ATOMGIT_OUTPUT: '/o', ATOMGIT_SHA: 'a', ATOMGIT_EVENT_PATH: '/e', ATOMGIT_ELSE: 'x' })
    ).toEqual({ GITHUB_OUTPUT: '/o', GITHUB_SHA: 'a', GITHUB_EVENT_PATH: '/e' })
    expect(asOnGitHub({ GITEA_ACTIONS: 'true' })).toEqual({ GITHUB_ACTIONS: 'true' })
    expect(asOnGitHub({ FORGEJO_STATE: '/s' })).toEqual({ GITHUB_STATE: '/s' })
  })

  it('wins over names of GitHub that somebody else has set', () => {
    expect(asOnGitHub({ GITHUB_OUTPUT: '/other', ATOMGIT_OUTPUT: '/o' })).toEqual({ GITHUB_OUTPUT: '/o' })
  })

  it('does not win on a runner of GitHub, nor with an empty value', () => {
    expect(asOnGitHub({ GITHUB_ACTIONS: 'true', ATOMGIT_OUTPUT: '/o' })).toEqual({})
    expect(asOnGitHub({ ATOMGIT_OUTPUT: '' })).toEqual({})
  })
})
