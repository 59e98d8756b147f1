/** Warnings and notices before the gate begins. */
export const notices = {
  'warning.another_commit':
    '{name}: run {run} is of commit {commit}, but this event is about commit {wanted}. To accept only runs of that commit: `commit: event`.',
  'warning.another_commit.pinned':
    '{name}: the pinned run {run} is of commit {commit}, but this event is about commit {wanted}.',
  'warning.another_commit.more': 'The same goes for {n} more {n|pipeline|pipelines}.',

  'notice.commit_event':
    'Only runs of commit {commit} count, the commit of this {event} event (`commit: {choice}`). To accept runs of any commit: `commit: any`.',
  'notice.commit_event_empty':
    'Only runs of commit {commit} count, the commit of this {event} event: `commit` is empty, which counts as `event`. To accept runs of any commit: `commit: any`.',
  'notice.commit_ci':
    'Only runs of commit {commit} count, the one that {event} names as under test ({variable}; `commit: {choice}`). To accept runs of any commit: `commit: any`.',
  'notice.commit_ci_empty':
    'Only runs of commit {commit} count, the one that {event} names as under test ({variable}): `commit` is empty, which counts as `event`. To accept runs of any commit: `commit: any`.',
  'notice.commit_any': 'Runs of any commit count (`commit: any`).',
  'notice.commit_any_event':
    'Runs of any commit count, because a {event} event is not about a commit under test: `commit: auto` is `commit: any` here. To require a commit: `commit: event` or a commit hash.',
  'notice.commit_any_nothing':
    'Runs of any commit count, because the step does not run for an event: `commit: auto` is `commit: any` here. To require a commit, set `commit` to its hash.',
  'notice.commit_v3':
    'The v3 API does not return commits: the latest run counts even if it is not of the commit of this {event} event. Set `project_id` to use v5, which checks the commit.',
  'notice.commit_v3_ci':
    'The v3 API does not return commits: the latest run counts even if it is not of the commit that {event} names. Set `project_id` to use v5, which checks the commit.',
  'notice.address_run':
    'The {n|run in this address is|runs in these addresses are} ignored, because {n|an address does|addresses do} not pin a run: {runs}. To pin one: ID@RUN_ID.',
  'notice.unknown_inputs':
    '{n|Unknown input|Unknown inputs} ignored: {names}. {n|This variable|These variables} may come from the `env:` of the job; if {n|it is|they are} set in `with:`, check the spelling.',
  'notice.unknown_inputs_more':
    'Unknown inputs ignored: {names} and {more} more. These variables may come from the `env:` of the job; if they are set in `with:`, check the spelling.'
} as const
