/** Commit statuses and the comment on the pull request. */
export const forge = {
  'status.run': 'run {run}',
  'status.waiting': 'Waiting for a run of this commit',
  'status.outcome': 'Not finished: {outcome}{facts}',
  'status.passed': 'Passed{facts}',
  'status.failed': 'Failed{where}{facts}',
  'status.error': '{reason}{facts}',
  'status.error.aborted': 'Cancelled',
  'status.error.timed_out': 'Timed out before it finished',
  'status.error.not_found': 'No run of this pipeline found',
  'status.error.stale': 'No run of this commit appeared',
  'status.error.unknown': 'Final result unknown',
  'status.error.paused': 'Manual review needed; this gate does not wait for it',
  'status.blocked': 'No verdict: {reason}',
  'status.settled.cancelled': 'The gate was cancelled before this finished. Re-run the job.',
  'status.settled.killed': 'The gate was stopped without a verdict. Re-run the job.',
  'status.settled.shared': 'Two steps write this status: give each its own status_prefix.',
  'status.settled.unread': 'Passed, but the current status could not be read from GitHub. Re-run the job.',
  'status.settled.not_awaited': 'The gate ended before this pipeline finished. Re-run the job.',
  'status.one.begun': 'Looking up the pipelines',
  'status.one.pending': 'Waiting for {n} {n|pipeline|pipelines}',
  'status.one.passed': '{n} {n|pipeline|pipelines} passed{facts}',
  'status.one.allowed': 'Gate passed: {passed} of {n} {n|pipeline|pipelines} succeeded{facts}',
  'status.one.failed': '{failed} of {n} {n|pipeline|pipelines} did not pass: {names}',

  'comment.begun': 'CodeArts gate: looking up the pipelines',
  'comment.awaited': 'waiting',
  'comment.waiting': 'CodeArts gate: waiting for {open} of {n} {n|pipeline|pipelines}',

  'forge.unwritten.statuses': 'The commit statuses could not be written{facts}.',
  'forge.unwritten.comment': 'The comment could not be written{facts}.',
  'forge.hint.permission.permissions':
    'The token needs `{permission}`: add it under `permissions:` in the job.',
  'forge.hint.permission.fork':
    'It needs `{permission}`, but pull requests from forks get a read-only token: require a merge queue, where the job has its permissions (`merge_group`).',
  'forge.hint.permission.dependabot':
    'It needs `{permission}`, but Dependabot gets a read-only token by default: add it under `permissions:` in the job.',
  'forge.hint.token': 'GitHub does not accept `github_token`: check that it is valid and not expired.',
  'forge.hint.limit':
    'A GitHub rate limit was reached (about 80 writes a minute, 500 an hour): use `commit_status: one`, or run fewer gates at once.',
  'forge.hint.limit.heads':
    'A GitHub rate limit was reached (1,000 requests an hour for a repository): run `sweep` less often. The next sweep continues.',
  'forge.hint.repository':
    'GitHub found no such repository, commit or pull request: the token needs access to this repository and `{permission}`.',
  'forge.hint.locked': 'The conversation of the pull request is locked: unlock it to get a comment.',
  'forge.hint.redirected':
    'Redirects are not followed: check GITHUB_API_URL, and whether the repository was renamed.',
  'forge.shared':
    'Another step writes the same commit status, so it was set to `error`: {contexts}. Give each step and each matrix job its own `status_prefix` (now {prefix}).',
  'forge.no_pull_request': '`comment`: not on a pull request, so no comment is written.',
  'forge.left_pending':
    '{n|This commit status|These commit statuses} may still be pending: {contexts}. Re-run the job.',
  'forge.left_pending.inputs':
    '{n|This commit status|These commit statuses} may still be pending, and the inputs of the step can no longer be used to update {n|it|them}: {contexts}. Re-run the job.'
} as const
