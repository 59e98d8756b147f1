import { describe, expect, it } from '@jest/globals'
import { readRef } from '../../../src/domain/git-ref.js'

const HASH = '0123456789abcdef0123456789abcdef01234567'

describe('the name of a branch', () => {
  it.each([
    ['main', 'main'],
    ['refs/heads/main', 'main'],
    ['refs/heads/refs/tags/x', 'refs/tags/x'],
    [`refs/heads/${HASH}`, HASH],
    ['refs/heads/7/merge', '7/merge'],
    ['alias=value', 'alias=value'],
    ['feature/7/merge', 'feature/7/merge'],
    ['heads/main', 'heads/main'],
    ['for/refs/pull/7', 'for/refs/pull/7'],
    ['7/merge-fix', '7/merge-fix'],
    [`fix-${HASH}`, `fix-${HASH}`],
    [`${HASH}-fix`, `${HASH}-fix`],
    ['4f0c2d1-fix', '4f0c2d1-fix'],
    ['20261124', '20261124'],
    ['deadbeef', 'deadbeef'],
    ['abc123', 'abc123'],
    ['release-4f0c2d1', 'release-4f0c2d1']
  ])('%s is %s', (text, name) => {
    expect(readRef('branch', text)).toEqual({ name })
  })

  it.each<[string, string, string]>([
    ['refs/tags/v1', 'ref_is_tag', 'v1'],
    ['refs/pull/7/merge', 'ref_is_pull', 'refs/pull/7/merge'],
    ['refs/pull/7/head', 'ref_is_pull', 'refs/pull/7/head'],
    ['7/merge', 'ref_is_pull', '7/merge'],
    ['1234/merge', 'ref_is_pull', '1234/merge'],
    [HASH, 'ref_is_commit', HASH],
    [HASH.toUpperCase(), 'ref_is_commit', HASH.toUpperCase()],
    ['4f0c2d1', 'ref_is_commit', '4f0c2d1'],
    [`${HASH}${HASH.slice(0, 24)}`, 'ref_is_commit', `${HASH}${HASH.slice(0, 24)}`],
    ['refs/heads/', 'ref_is_other', 'refs/heads/'],
    ['refs/remotes/origin/main', 'ref_is_other', 'refs/remotes/origin/main']
  ])('%s is none: %s', (text, not, name) => {
    expect(readRef('branch', text)).toEqual({ not, name })
  })
})

describe('the name of a tag', () => {
  it.each([
    ['v1', 'v1'],
    ['refs/tags/v1', 'v1'],
    ['20261124', '20261124']
  ])('%s is %s', (text, name) => {
    expect(readRef('tag', text)).toEqual({ name })
  })
  it.each([
    ['refs/heads/main', 'ref_is_branch', 'main'],
    ['refs/pull/7/merge', 'ref_is_pull', 'refs/pull/7/merge'],
    [HASH, 'ref_is_commit', HASH]
  ])('%s is none: %s', (text, not, name) => {
    expect(readRef('tag', text)).toEqual({ not, name })
  })
})
