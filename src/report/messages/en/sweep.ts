/** Sweeps over the statuses of open pull requests. */
export const sweep = {
  'issue.sweep_event':
    '`sweep` is for {events}; on this {event} event the step would pass without checking the commit. Remove `sweep`, or move the step to a workflow with one of those events',
  'issue.sweep_bases':
    'expected true, false, or names of base branches, one per line (* matches any characters)',
  'issue.sweep_beside':
    'cannot be combined with `sweep`, which checks the head of every pull request: remove one of the two',
  'issue.sweep_pin':
    'a pin (ID@RUN_ID) cannot be combined with `sweep`, which finds the run of every head: remove @ and what follows',
  'notice.sweep_sha':
    'The `sha` in the payload of the event is not a commit hash of 40 hex digits and is ignored: {sha}.',

  'forge.unwritten.heads': 'The open pull requests and their statuses could not be read{facts}.',
  'sweep.begin':
    'Checking {heads} {heads|head|heads} of open pull requests into {bases} for {pipelines} {pipelines|pipeline|pipelines}.',
  'sweep.headline':
    'CodeArts sweep: {heads} {heads|head|heads} checked, {settled} {settled|status|statuses} written, {open} still pending',
  'sweep.headline.failed': 'CodeArts sweep failed',
  'sweep.headline.cancelled': 'CodeArts sweep cancelled',
  'sweep.cancelled': 'The step was cancelled before the sweep finished. The next sweep continues.',
  'sweep.head': 'PR {number} ({commit})',
  'sweep.head.queue': 'merge queue ({commit})',
  'sweep.no_status': 'no status',
  'sweep.change': '{head}: {context}: {from} → {to} ({description})',
  'sweep.column.head': 'Head',
  'sweep.column.status': 'Status',
  'sweep.column.change': 'Change',
  'sweep.column.description': 'Description',
  'sweep.left.writes':
    '{n} more {n|status has|statuses have} to change: a sweep writes at most 40, within ten minutes. The next sweep continues.',
  'sweep.left.unchecked':
    '{n} {n|status was|statuses were} not checked again within the limits of a sweep. The next sweep checks {n|it|them}.',
  'sweep.left.refused':
    '{n} {n|status was|statuses were} not accepted by GitHub. The next sweep tries again.',
  'sweep.left.moved':
    '{n} {n|status|statuses} changed during this sweep and {n|is|are} left for the next one.',
  'sweep.left.heads':
    '{n} {n|head was|heads were} not checked within the time limit. The next sweep starts with the newest.',
  'sweep.left.unread':
    '{n} open {n|pull request was|pull requests were} not read: a sweep reads the 1,000 most recently updated ones.',
  'sweep.left.behind':
    '{n} {n|pull request was|pull requests were} skipped: GitHub is still processing the last push. The next sweep checks {n|it|them}.',
  'sweep.kept':
    '{n} {n|status keeps its|statuses keep their} result: {n|its run is|their runs are} older than what CodeArts still lists (500 runs, 90 days).',
  'sweep.no_branch': 'No branch matches `sweep: {line}`: check the name.',
  'sweep.not_open':
    'Commit {commit}, named by the event, is not the head of an open pull request into {bases} or of its merge queue.',
  'carried_on.headline':
    'CodeArts gate: {open} of {n} {n|pipeline|pipelines} not finished; their commit statuses block the merge',
  'carried_on.note': 'The commit statuses decide now. A scheduled step with `sweep: true` updates them.'
} as const
