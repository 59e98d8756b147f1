/** Commit statuses and the comment on the pull request. */
export const forge = {
  'status.run': 'run {run}',
  'status.waiting': 'Waiting for a run of this commit',
  'status.outcome': 'Not ended yet: {outcome}{facts}',
  'status.passed': 'Passed{facts}',
  'status.failed': 'Failed{where}{facts}',
  'status.error': '{reason}{facts}',
  'status.error.aborted': 'Cancelled',
  'status.error.timed_out': 'Timed out: it did not end in time',
  'status.error.not_found': 'No run of this pipeline found',
  'status.error.stale': 'No run of this commit appeared',
  'status.error.unknown': 'Final result unknown',
  'status.error.paused': 'Waiting for a person, which fails this gate',
  'status.blocked': 'Could not judge: {reason}',
  'status.settled.cancelled': 'The gate was cancelled before this had ended. Re-run the job.',
  'status.settled.killed': 'The gate was stopped before it could judge. Re-run the job.',
  'status.settled.shared': 'Two steps write this status: give each a status_prefix of its own.',
  'status.settled.unread': 'It passed, but GitHub did not tell what stands here. Re-run the job.',
  'status.settled.not_awaited': 'The gate ended before this pipeline did. Re-run the job.',
  'status.one.begun': 'Looking for the pipelines',
  'status.one.pending': 'Waiting for {n} {n|pipeline|pipelines}',
  'status.one.passed': '{n} {n|pipeline|pipelines} passed{facts}',
  'status.one.allowed': 'The gate passed: {passed} of {n} {n|pipeline|pipelines} did{facts}',
  'status.one.failed': '{failed} of {n} {n|pipeline|pipelines} did not pass: {names}',

  'comment.waiting': 'CodeArts gate: waiting for {open} of {n} {n|pipeline|pipelines}',

  'forge.unwritten.statuses': 'The commit statuses could not be written{facts}.',
  'forge.unwritten.comment': 'The comment could not be written{facts}.',
  'forge.hint.permission.permissions': 'The token needs `{permission}`: add it to `permissions:` of the job.',
  'forge.hint.permission.fork':
    'It needs `{permission}`, and pull requests from forks get a read-only token: require a merge queue, where the job has its permissions (`merge_group`).',
  'forge.hint.permission.dependabot':
    'It needs `{permission}`, and Dependabot gets a read-only token unless `permissions:` of the job raises it: add it there.',
  'forge.hint.token': 'GitHub does not accept `github_token`: check that it is valid and not expired.',
  'forge.hint.limit':
    'A rate limit of GitHub was reached (about 80 writes a minute and 500 an hour): use `commit_status: one`, or run fewer gates at once.',
  'forge.hint.repository':
    'GitHub found no such repository, commit or pull request for this token: it needs access to this repository and `{permission}`.',
  'forge.hint.locked': 'The conversation of the pull request is locked.',
  'forge.hint.redirected':
    'Redirects are not followed: check that GITHUB_API_URL and the name of the repository are current.',
  'forge.shared':
    'Another step writes the same commit status, so it was set to `error`: {contexts}. Give each step, and each job of a matrix, a `status_prefix` of its own (now {prefix}).',
  'forge.no_pull_request': '`comment`: there is no pull request here, so no comment is written.',
  'forge.left_pending':
    'These commit statuses may still be pending, and the inputs of the step can no longer be used to settle them: {contexts}. Re-run the job.'
} as const
