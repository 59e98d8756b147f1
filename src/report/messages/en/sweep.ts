/** Sweeps over the statuses of open pull requests. */
export const sweep = {
  'issue.sweep_event':
    'a sweep is for {events}; on this {event} event it would be green without judging the commit. Remove sweep, or move the step to a workflow for one of those events',
  'issue.sweep_bases':
    'expected true, false, or names of base branches, one a line (* stands for any characters)',
  'issue.sweep_beside':
    'cannot be combined with sweep, which judges the head of every pull request: remove one of the two',
  'issue.sweep_pin':
    'a pin (ID@RUN_ID) cannot be combined with sweep, which looks for the run of every head: remove the part from @ on',
  'notice.sweep_sha':
    'The `sha` in the payload of the event is not a commit hash of 40 hex digits and is ignored: {sha}.',

  'forge.unwritten.heads': 'The open pull requests and their statuses could not be read{facts}.',
  'sweep.begin':
    'Sweeping {heads} {heads|head|heads} of open pull requests into {bases}: {pipelines} {pipelines|pipeline|pipelines}.',
  'sweep.headline':
    'CodeArts sweep: {heads} {heads|head|heads} checked, {settled} {settled|status|statuses} written, {open} still pending',
  'sweep.headline.failed': 'CodeArts sweep failed',
  'sweep.head': 'PR {number} ({commit})',
  'sweep.head.queue': 'merge queue ({commit})',
  'sweep.no_status': 'no status',
  'sweep.change': '{head}: {context}: {from} → {to} ({description})',
  'sweep.column.head': 'Head',
  'sweep.column.status': 'Status',
  'sweep.column.change': 'Change',
  'sweep.column.description': 'Description',
  'sweep.left.writes':
    '{n} more {n|status has|statuses have} to change: a sweep writes at most 40. The next sweep goes on.',
  'sweep.left.heads':
    '{n} {n|head was|heads were} not checked, because the time was up. The next sweep starts again with the newest.',
  'sweep.left.unread':
    '{n} open {n|pull request was|pull requests were} not read: a sweep reads the 1,000 that were updated last.',
  'sweep.kept':
    '{n} {n|status keeps its|statuses keep their} result: {n|its run is|their runs are} older than what CodeArts still lists (500 runs, 90 days).',
  'sweep.no_branch': 'No branch matches `sweep: {line}`.',
  'sweep.not_open':
    'Commit {commit}, which the event names, is not the head of an open pull request into {bases}, nor of its merge queue.',
  'sweep.moved': 'Statuses that changed during this sweep are left to the next one.',
  'carried_on.headline':
    'CodeArts gate: {open} of {n} {n|pipeline|pipelines} not decided yet; commit statuses block the merge until then',
  'carried_on.note':
    'The pending commit statuses decide now. A scheduled step with `sweep: true` settles them.'
} as const
