import type { Job } from './act.js'
import { COMMIT } from './world.js'

const REPOSITORY = { full_name: 'octo-org/app' }
/** A pull request into a release branch, and a few other events, all about the same commit. */
export const PULL_REQUEST = {
  name: 'pull_request',
  payload: {
    pull_request: {
      head: { sha: COMMIT, ref: 'feature', repo: REPOSITORY },
      base: { ref: 'release/1', repo: REPOSITORY },
      user: { login: 'octocat' }
    }
  }
}
const MERGE_GROUP = { name: 'merge_group', payload: { merge_group: { head_sha: COMMIT } } }
export const PUSH = { name: 'push', payload: { after: COMMIT, head_commit: { id: COMMIT } } }
export const BY_HAND = { name: 'workflow_dispatch', payload: {} }
const SCHEDULE = { name: 'schedule', payload: {} }

/** How an example ends while the first pipeline succeeds and the second fails. */
interface Expected {
  readonly event: Job['event']
  /** Whether every job ends well. */
  readonly isGreen: boolean
  /** One for each step with our action, in alphabetical order. */
  readonly results: readonly string[]
}

export const EXAMPLES: Readonly<Record<string, Expected>> = {
  'setup-check.yml': { event: BY_HAND, isGreen: true, results: ['unknown'] },
  'forks.yml': { event: MERGE_GROUP, isGreen: true, results: ['success'] },
  'keyless.yml': { event: PULL_REQUEST, isGreen: true, results: ['success'] },
  'matrix.yml': { event: PULL_REQUEST, isGreen: false, results: ['error', 'success'] },
  'nightly.yml': { event: SCHEDULE, isGreen: false, results: ['error'] },
  'one-line.yml': { event: MERGE_GROUP, isGreen: true, results: ['success'] },
  'outputs.yml': { event: PUSH, isGreen: true, results: ['error'] },
  'release-branches.yml': { event: PULL_REQUEST, isGreen: true, results: ['success'] },
  'required-check.yml': { event: PULL_REQUEST, isGreen: true, results: ['success'] },
  'snapshot.yml': { event: BY_HAND, isGreen: true, results: ['success'] },
  'start-and-wait.yml': { event: PUSH, isGreen: true, results: ['success'] },
  // act gives no token, and an empty one is a bad input: what these write is tested in __tests__/e2e.
  'announce.yml': { event: PULL_REQUEST, isGreen: false, results: ['unknown'] },
  'statuses.yml': { event: PULL_REQUEST, isGreen: false, results: ['unknown'] },
  'sweep.yml': { event: BY_HAND, isGreen: false, results: ['unknown'] }
}
