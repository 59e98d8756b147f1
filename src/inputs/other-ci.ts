import type { Env } from './known.js'

/** The commit that a CI other than GitHub's names as the one under test. */
export interface CiCommit {
  /** What the CI is called. */
  readonly ci: string
  /** The variable that names it. */
  readonly variable: string
  /**
   * 40 hex digits, lower case; `no_hash` for another value, `merge` where it may be of a merge that nobody else has.
   */
  readonly commit: { readonly hash: string } | 'no_hash' | 'merge'
}

interface Ci {
  readonly name: string
  /** Variables that name the commit: the first one that is set counts. */
  readonly variables: readonly string[]
  /** A variable that says that the commit may be of a merge which the CI has made. */
  readonly merges?: string
  /** A variable of every build there: with `merges`, such a build is recognized without its commit as well. */
  readonly always?: string
  /** Variables that have to be there as well, any of them: the names of the commit are too common alone. */
  readonly beside?: readonly string[]
}

/**
 * Each CI with its own pages:
 * https://docs.gitlab.com/ci/variables/predefined_variables/ (merged-result pipelines build a merge that GitLab has
 * made)
 * https://gitee.com/help/articles/4358
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
 * https://circleci.com/docs/reference/variables/
 * https://buildkite.com/docs/pipelines/configure/environment-variables
 * https://support.huaweicloud.com/intl/en-us/usermanual-codeci/codeci_ug_0037.html
 * https://plugins.jenkins.io/git/#plugin-content-environment-variables (a change request may be built as a merge)
 */
export const OTHER_CIS: readonly Ci[] = [
  { name: 'GitLab CI', variables: ['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA', 'CI_COMMIT_SHA'] },
  { name: 'Gitee Go', variables: ['GITEE_SOURCE_COMMIT', 'GITEE_COMMIT'] },
  { name: 'Azure Pipelines', variables: ['SYSTEM_PULLREQUEST_SOURCECOMMITID', 'BUILD_SOURCEVERSION'] },
  { name: 'CircleCI', variables: ['CIRCLE_SHA1'] },
  { name: 'Buildkite', variables: ['BUILDKITE_COMMIT'] },
  { name: 'CodeArts', variables: ['COMMIT_ID'], beside: ['PIPELINE_RUN_ID', 'PIPELINE_ID', 'BUILDNUMBER'] },
  { name: 'Jenkins', variables: ['GIT_COMMIT'], merges: 'CHANGE_ID', always: 'JENKINS_URL' }
]

/** The commit that another CI names, `null` where none does. */
export function commitInOtherCi(env: Env): CiCommit | null {
  const value = (name: string): string => (env[name] ?? '').trim()
  for (const { name: ci, variables, merges, always, beside } of OTHER_CIS) {
    if (beside?.every(name => value(name) === '') === true) continue
    const variable = variables.find(name => value(name) !== '')
    const isOfCi = variable !== undefined || (always !== undefined && value(always) !== '')
    if (isOfCi && merges !== undefined && value(merges) !== '')
      return { ci, variable: merges, commit: 'merge' }
    if (variable === undefined) continue
    const hash = value(variable).toLowerCase()
    const isHash = /^[0-9a-f]{40}$/.test(hash) && !/^0+$/.test(hash)
    return { ci, variable, commit: isHash ? { hash } : 'no_hash' }
  }
  return null
}
