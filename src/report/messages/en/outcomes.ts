/** What became of a pipeline, and what to do about it. */
export const outcomes = {
  'outcome.success': 'success',
  'outcome.error': 'error',
  'outcome.aborted': 'aborted',
  'outcome.running': 'running',
  'outcome.paused': 'paused',
  'outcome.timed_out': 'timed out',
  'outcome.not_found': 'not found',
  'outcome.stale': 'stale',
  'outcome.unknown': 'unknown',

  'matched.latest': 'latest run',
  'matched.commit': 'commit',
  'matched.started_after': 'start time',
  'matched.run_id': 'run ID',
  'matched.started': 'started by this step',

  'next.error': 'The build or a test failed. Fix the failure and re-run.',
  'next.aborted': 'The run was cancelled. Re-run it if that was unintended.',
  'next.superseded.merge_request':
    'The run was superseded by {run} ({facts}), a newer run of the same merge request. Its result counts for the check of its own commit.',
  'next.superseded.commit':
    'The run was superseded by {run} ({facts}), a newer run of the same commit. Re-run this job to check that run.',
  'next.running': 'The run has not finished. Open it to see the result, or re-run this job later.',
  'next.last_seen': 'Last status: {outcome}{where}{when}; final result unknown.',
  'next.last_seen.at': ' at {time}',
  'next.lost.service': 'Open the run to see the result. Re-run this job when the service responds again.',
  'next.lost.configuration': 'Fix the error above, then re-run this job.',
  'next.paused': 'Waiting for manual review: approve or reject it in the console.',
  'next.paused.by': 'Waiting for manual review by {names}: approve or reject it in the console.',
  'next.paused.said': 'Message: {words}.',
  'next.timed_out': 'The run did not finish in time. Check what it is doing, or increase `timeout`.',
  'next.not_found':
    'Check the pipeline ID, `region` and the permissions of this credential, or run the pipeline once.',
  'next.stale':
    'None of its runs matches. Run the pipeline for the expected commit, or check `commit` and `started_after`.',
  'next.unknown': 'CodeArts returned no final result (status: {status}). Check the run in the console.',
  'next.start_lost':
    'The start request was sent, but CodeArts did not return a run ID, and no run with `{correlationId}` in its description was found. It may have started anyway: check the run history in the console. It was not started again.',
  'next.start_found':
    'CodeArts did not return the run ID when it was started. The run was found only after the wait: open it to see the result.',
  'next.not_started': 'It was not started. Re-run this job to start it.',
  'next.never_appeared':
    'The run was started, but CodeArts has not listed it since. Look for it in the console; if it appears late, increase `start_timeout`.',
  'next.left_queue':
    'The run left the queue, but CodeArts did not list it within `start_timeout`. Look for it in the console; if it appears late, increase `start_timeout`.',
  'next.queue_timed_out':
    'The run was queued for too long and CodeArts dropped it (QUEUED_TIME_OUT): it never ran. Re-run this job when fewer runs are active.',
  'next.no_run_number':
    'Run #{number} was not found among the latest runs. `@` takes a run ID or a run number: compare it with the run history in the console.',
  'next.no_run_pinned':
    'Compare the run ID after `@` and the pipeline ID with the URL of the run in the console.',
  'next.moved_on':
    'This step started a run of commit {commit}, not of {wanted}. Check `branch` (on pull requests: `github.head_ref`). If the branch has new commits, re-run for the latest one. If the pipeline builds another repository, set `commit: any`.',
  'next.commit_untold':
    'CodeArts returned no commit for the run that this step started, so it may not be of {wanted}. Check the run in the console. If the pipeline builds another repository, set `commit: any`.',
  'next.said': 'Message: {words}.',
  'next.doing': 'Current step: {location}.',
  'next.doing.since': 'Current step: {location}, since {since}.',
  'next.unseen': 'No status was received before the wait ended. Re-run this job.',
  'next.unconfirmed':
    'It succeeded, but CodeArts did not respond when the result was confirmed at the end of the wait. Re-run this job.',
  'next.contradiction':
    'CodeArts returned conflicting results for this pipeline. Check it in the console, then re-run this job.',

  'absent.within': 'No {what} appeared within {time}.',
  'absent.now': 'No {what} has appeared yet.',
  'absent.any': 'This pipeline has no runs.',
  'absent.pinned': 'This pipeline has no run {run}.',
  'absent.run': 'run',
  'absent.run_of': 'run of commit {commit}',
  'absent.started_after': '{run} that started at or after {since}',
  'absent.started_within': '{run} that started within {time} before this step',
  'absent.queued': 'A run has been queued since {since}; it may be the expected one.',
  'absent.queued.undated': 'A run is queued; it may be the expected one.',
  'absent.queued.behind':
    'A run has been queued behind {n} {n|other|others} since {since}; it may be the expected one.',
  'absent.queued.behind.undated': 'A run is queued behind {n} {n|other|others}; it may be the expected one.',
  'absent.dropped': 'A run was queued for too long and CodeArts dropped it (QUEUED_TIME_OUT).',
  'absent.at': ' at {time}',
  'absent.trigger': 'The trigger failed{when}: {words}.',
  'absent.trigger.silent': 'The trigger failed{when}; CodeArts returned no reason.',
  'absent.latest': 'Latest: {run}, {facts}.',
  'absent.latest_of': 'Latest: {run} of commit {commit}, {facts}.',
  'absent.partial': 'Failed triggers and the queue could not be read completely.',

  'way.filter':
    'If these paths or branches do not trigger it, skip the job with `if:` (a required check that is skipped with `paths:` stays pending).',
  'way.start': 'If nothing triggers it, set `start: true`.',
  'way.wait': 'To wait for its run, set `wait: true`.',
  'way.start_timeout': 'If its runs appear late, increase `start_timeout`.',
  'way.timeout': 'To wait longer for the queue, increase `timeout`.',
  'way.advisory': 'If it does not have to pass, list it in `advisory`.',
  'way.keep': 'Removing `{outcome}` from `fail_on` would let a late run pass unchecked.',

  'attempts.ended': 'Attempt {n}: {outcome}{where}.',
  'attempts.same': 'Attempt {n} failed in the same place.',
  'attempts.passed': 'Passed on attempt {n}.',

  'retry.due': 'Not retried: the step ended first. If it timed out, increase `timeout`.',
  'retry.sent': 'A retry was requested, but the run had not resumed when the step ended.',
  'retry.queued': 'A retry was requested, but it was still queued when the step ended.',
  'retry.queued.by_others':
    'The run was retried outside this step, and that retry was still queued when the step ended.',
  'retry.refused': 'CodeArts refused to retry it ({lastError}).',
  'retry.lost':
    'A retry was sent without a clear response ({lastError}), and the run did not resume within 30s. Check the run before you retry it manually.',
  'retry.unchanged': 'CodeArts accepted a retry, but the run did not resume within 30s.',
  'retry.not_now': 'CodeArts accepted no retry within `start_timeout` ({lastError}).',
  'retry.queue_timed_out': 'The retry was queued for too long and CodeArts dropped it.',

  facts: ' ({list})',

  instead: 'Latest: {run} ({facts}).'
} as const
