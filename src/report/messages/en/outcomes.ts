/** What became of a pipeline, and what to do about it. */
export const outcomes = {
  'outcome.success': 'success',
  'outcome.error': 'error',
  'outcome.aborted': 'aborted',
  'outcome.running': 'running',
  'outcome.paused': 'paused',
  'outcome.timed_out': 'timed_out',
  'outcome.not_found': 'not_found',
  'outcome.stale': 'stale',
  'outcome.unknown': 'unknown',

  'matched.latest': 'latest run',
  'matched.commit': 'commit',
  'matched.started_after': 'start time',
  'matched.run_id': 'run ID',
  'matched.started': 'started here',

  'next.error': 'Its own build or test failed: mend what failed and run it again.',
  'next.aborted': 'Somebody or something stopped the run. Start it again if that was not meant.',
  'next.aborted.said': 'It says: {words}. Start it again if that was not meant.',
  'next.superseded.merge_request':
    'The run was superseded by {run} ({facts}), a newer run of the same merge request. The check of its commit judges that run.',
  'next.superseded.commit':
    'The run was superseded by {run} ({facts}), a newer run of the same commit. Re-run this job to judge that run.',
  'next.running':
    'The run had not ended at the last look: open it to see how it ends, or run this step again later.',
  'next.last_seen': 'Last seen {outcome}{where}{when}; nobody knows how it ended.',
  'next.last_seen.at': ' at {time}',
  'next.lost.service': 'Open the run, and run this step again when the service answers.',
  'next.lost.configuration': 'Mend what stopped the gate, then run this step again.',
  'next.paused': 'Waiting for manual review: approve or reject it in the console.',
  'next.paused.by': 'Waiting for manual review by {names}: approve or reject it in the console.',
  'next.timed_out': 'The run had not ended in time. Look at what it is doing, or give `timeout` more.',
  'next.not_found':
    'No run was found. Check the ID, the region and whether this credential may see the pipeline, or run the pipeline once.',
  'next.stale':
    'There are runs, but none that was asked for: run the pipeline for it, or check `commit` and `started_after`.',
  'next.unknown': 'The cloud gave no clear result (status: {status}). Open the pipeline in the console.',
  'next.start_lost':
    'The start was sent, the service has not told its run (the answer was lost, or spoke of a queue only), and no run that carries `{correlationId}` in its description has come to light. It may have been started all the same: look at the runs of the pipeline in the console. It was not started a second time.',
  'next.start_found':
    'The service had not told the run of its start, which came to light only when the step ended: nobody waited for it.',
  'next.not_started': 'It was not started.',
  'next.never_appeared':
    'The run was started, and the service has not shown it since. Look at the runs of the pipeline in the console, or give `start_timeout` more.',
  'next.left_queue':
    'The run has left the queue and CodeArts has not shown it since, within `start_timeout`. Look for it in the console; if it appears late, increase `start_timeout`.',
  'next.queue_timed_out':
    'The run waited in the queue too long and CodeArts dropped it (QUEUED_TIME_OUT): it never ran. Re-run this job when fewer runs are going.',
  'next.no_run_number':
    'No run #{number} was found among the latest runs. `@` takes a run ID or a run number: compare it with the run history in the console.',
  'next.no_run_pinned':
    'Compare the run ID after `@` and the pipeline ID with the address of the run in the console.',
  'next.moved_on':
    'The run that this step started is of commit {commit}, not of {wanted}. Check `branch` (on pull requests: `github.head_ref`); if the branch has moved on, run this step for its latest commit. If the pipeline builds another repository, set `commit: any`.',
  'next.commit_untold':
    'The run that this step started did not return its commit, so it is no proof for {wanted}. Open the run and compare. If the pipeline builds another repository, set `commit: any`.',
  'next.said': 'It says: {words}.',
  'next.doing': 'It is in {location}.',
  'next.doing.since': 'It is in {location}, since {since}.',
  'next.unseen': 'Nothing was heard of this pipeline before the wait ended: run this step again.',
  'next.unconfirmed':
    'It had succeeded, but CodeArts did not respond when its result was to be confirmed at the end of the wait. Re-run this job.',
  'next.contradiction': 'The cloud told of this pipeline twice, differently. Open it in the console.',

  'absent.within': 'No {what} appeared within {time}.',
  'absent.now': 'No {what} has appeared yet.',
  'absent.any': 'This pipeline has no run.',
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
  'absent.dropped': 'A queued run waited too long and CodeArts dropped it (QUEUED_TIME_OUT).',
  'absent.at': ' at {time}',
  'absent.trigger': 'The trigger failed{when}: {words}.',
  'absent.trigger.silent': 'The trigger failed{when}; CodeArts gave no reason.',
  'absent.latest': 'Latest: {run}, {facts}.',
  'absent.latest_of': 'Latest: {run} of commit {commit}, {facts}.',
  'absent.partial': 'Its failed triggers and its queue could not be read completely.',

  'way.filter': 'If it is not triggered for these paths or branches, add `if:` or `paths:` to the workflow.',
  'way.start': 'If nothing triggers it, set `start: true`.',
  'way.wait': 'To wait for its run, set `wait: true`.',
  'way.start_timeout': 'If its runs come late, increase `start_timeout`.',
  'way.timeout': 'To wait longer for the queue, increase `timeout`.',
  'way.advisory': 'If it does not have to pass, name it in `advisory`.',
  'way.keep': 'Taking `{outcome}` out of `fail_on` lets a late run pass unseen.',

  'attempts.ended': 'Attempt {n}: {outcome}{where}.',
  'attempts.passed': 'Passed on attempt {n}.',

  'retry.due': 'It was not retried: there was no time left.',
  'retry.sent': 'A retry was requested, but the run had not gone on when the time was up.',
  'retry.queued': 'A retry was requested, and still waited in the queue when the step ended.',
  'retry.refused': 'CodeArts refused to retry it ({lastError}).',
  'retry.lost':
    'A retry was sent without a clear answer ({lastError}), and the run did not go on within 30s. Check the run before you retry it yourself.',
  'retry.unchanged': 'CodeArts accepted a retry, but the run did not go on within 30s.',
  'retry.not_now': 'CodeArts took no retry within `start_timeout` ({lastError}).',
  'retry.queue_timed_out': 'Its retry waited in the queue for too long, and CodeArts dropped it.',

  facts: ' ({list})',

  instead: 'The latest run is {run} ({facts}).'
} as const
