import { describe, expect, it } from '@jest/globals'
import { commitInOtherCi } from '../../../src/inputs/other-ci.js'

const [ONE, OTHER] = ['1f'.repeat(20), '2e'.repeat(20)]

describe('the commit under test in another CI', () => {
  it.each([
    ['GitLab CI', 'CI_COMMIT_SHA', {}],
    ['GitLab CI', 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA', { CI_COMMIT_SHA: OTHER }],
    ['Gitee Go', 'GITEE_COMMIT', {}],
    ['Gitee Go', 'GITEE_SOURCE_COMMIT', { GITEE_COMMIT: OTHER }],
    ['Azure Pipelines', 'BUILD_SOURCEVERSION', {}],
    ['Azure Pipelines', 'SYSTEM_PULLREQUEST_SOURCECOMMITID', { BUILD_SOURCEVERSION: OTHER }],
    ['CircleCI', 'CIRCLE_SHA1', {}],
    ['Buildkite', 'BUILDKITE_COMMIT', {}],
    ['CodeArts', 'COMMIT_ID', { PIPELINE_RUN_ID: 'a' }],
    ['CodeArts', 'COMMIT_ID', { BUILDNUMBER: '20260101.1' }],
    ['Jenkins', 'GIT_COMMIT', { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '' }]
  ])('%s: %s beside %j', (ci, variable, more) => {
    const named = { ci, variable, commit: { hash: ONE } }
    expect(commitInOtherCi({ ...more, [variable]: ` ${ONE.toUpperCase()}\n` })).toEqual(named)
  })

  it.each([{ GIT_COMMIT: ONE }, { JENKINS_URL: 'https://jenkins.example/' }])(
    'may be a merge in a change request of Jenkins: %j',
    env => {
      expect(commitInOtherCi({ ...env, CHANGE_ID: '7' })).toEqual({
        ...{ ci: 'Jenkins', variable: 'CHANGE_ID', commit: 'merge' }
      })
    }
  )

  it.each(['HEAD', ONE.slice(0, 39), '0'.repeat(40), `${ONE}0`, 'g'.repeat(40)])('is not %s', value => {
    expect(commitInOtherCi({ CI_COMMIT_SHA: value })).toMatchObject({ commit: 'no_hash' })
  })

  it.each([
    {},
    { COMMIT_ID: ONE },
    { CHANGE_ID: '7' },
    { CI: 'true' },
    { JENKINS_URL: 'https://jenkins.example/' }
  ])('is not named by %j', env => {
    expect(commitInOtherCi(env)).toBeNull()
  })
})
