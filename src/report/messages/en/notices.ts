/** Warnings and notices before the gate begins. */
export const notices = {
  'warning.another_commit':
    '{name}: run {run} is of commit {commit}, but this event is about commit {wanted}. To accept only runs of that commit, set `commit: event`.',
  'warning.another_commit.pinned':
    '{name}: the pinned run {run} is of commit {commit}, but this event is about commit {wanted}. Check the part after `@`.',
  'warning.another_commit.more': 'This also applies to {n} more {n|pipeline|pipelines}.',

  'notice.commit_event':
    'Only runs of commit {commit} count, the commit of this {event} event (`commit: {choice}`). To accept runs of any commit, set `commit: any`.',
  'notice.commit_event_empty':
    'Only runs of commit {commit} count, the commit of this {event} event: `commit` is empty, which means `event`. To accept runs of any commit, set `commit: any`.',
  'notice.commit_ci':
    'Only runs of commit {commit} count, the commit under test in {event} ({variable}; `commit: {choice}`). To accept runs of any commit, set `commit: any`.',
  'notice.commit_ci_empty':
    'Only runs of commit {commit} count, the commit under test in {event} ({variable}): `commit` is empty, which means `event`. To accept runs of any commit, set `commit: any`.',
  'notice.commit_any': 'Runs of any commit count (`commit: any`).',
  'notice.commit_any_event':
    'Runs of any commit count: {event} events have no commit under test, so `commit: auto` means `commit: any`. To require a commit, set `commit: event` or a commit hash.',
  'notice.commit_any_nothing':
    'Runs of any commit count: this step was not triggered by an event, so `commit: auto` means `commit: any`. To require a commit, set `commit` to its hash.',
  'notice.commit_v3':
    'The v3 API does not return commits: the latest run counts, even if it is not of the commit of this {event} event. To check the commit, set `project_id`, with `api_version: auto`, to use v5.',
  'notice.commit_v3_ci':
    'The v3 API does not return commits: the latest run counts, even if it is not of the commit under test in {event}. To check the commit, set `project_id`, with `api_version: auto`, to use v5.',
  'notice.address_run':
    'The {n|run in this URL is|runs in these URLs are} ignored: {runs}. A console URL does not pin a run; to pin one, use ID@RUN_ID.',
  'notice.unknown_inputs':
    '{n|Unknown input|Unknown inputs} ignored: {names}. {n|This variable|These variables} may come from `env:` of the job; if set under `with:`, check the spelling.',
  'notice.unknown_inputs_more':
    'Unknown inputs ignored: {names} and {more} more. These variables may come from `env:` of the job; if set under `with:`, check the spelling.'
} as const
