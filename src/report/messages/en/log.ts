/** What the log says while the gate waits, starts and stops. */
export const log = {
  'log.credential.access_key': 'Signing requests with the AK from {source}.',
  'log.credential.temporary_key': 'Signing requests with the temporary AK from {source}.',
  'log.credential.token': 'Using the token from {source}.',
  'log.credential.iam_user': 'Using an IAM token for the user from {source}.',
  'log.credential.sts':
    'Signing requests with temporary keys from STS for the OIDC token of this job ({source}).',
  'log.credential.idp': 'Using an IAM token for the OIDC token of this job ({source}).',
  'log.short_secret':
    'The value of `{name}`, or one of its lines, is shorter than 6 characters. That is too short to mask, so it may appear in the log: use a longer one.',
  'log.padded': '{input}: leading and trailing spaces were removed.',
  'log.clock.behind':
    'The clock of this runner is {difference} behind the server time; signatures use the server time.',
  'log.clock.ahead':
    'The clock of this runner is {difference} ahead of the server time; signatures use the server time.',
  'log.clock.right': 'The clock of this runner matches the server time again; signatures use it.',
  'log.begin.wait': 'Waiting for {n} {n|pipeline|pipelines} ({place}, timeout {timeout}).',
  'log.begin.snapshot': 'Checking {n} {n|pipeline|pipelines} once ({place}).',
  'log.begin.start':
    'Starting {n} {n|pipeline|pipelines} and waiting for {n|it|them} ({place}, timeout {timeout}).',
  'log.begin.start.only': 'Starting {n} {n|pipeline|pipelines} without waiting for {n|it|them} ({place}).',
  'log.place.region': 'region {region}',
  'log.place.endpoint': 'endpoint {endpoint}',
  'log.names': 'Pipelines by name: {list}',
  'log.advisory': '{name} (advisory)',
  'log.started': '{name}: started run {run} {link}',
  'log.adopted': '{name}: already started, run {run} {link}',
  'log.not_now': '{name}: not started yet ({lastError}); retrying for up to {left}',
  'log.queued': '{name}: queued since {since}, position {place} ({lastError}); run {run} {link}',
  'log.queued.unplaced': '{name}: queued ({lastError}); run {run} {link}',
  'log.queued.search':
    '{name}: queued ({lastError}), no run ID returned; looking for the run for up to {left} after it leaves the queue',
  'log.dequeued': '{name}: left the queue, run {run} {link}',
  'log.queue.holds':
    '{name}: no matching run within `start_timeout`, but {n} {n|run|runs} of this pipeline {n|is|are} queued; still waiting',
  'log.start_lost':
    '{name}: unknown whether the start succeeded ({lastError}); looking for the run for up to {left}, not starting it again',
  'log.unsaved':
    'Could not write the state to {path} ({reason}). If this step is killed, its runs may continue: stop them in the console.',
  'log.unsaved.statuses':
    'Could not write the state to {path} ({reason}). If this step is killed, its commit statuses may stay pending: re-run the job.',
  'log.without_code': '{name}: has no code source; `branch` and `tag` do not apply to it',
  'log.fixed_variables':
    '{name}: these variables are not declared as settable at run time and may be ignored: {names}',
  'log.no_answer': 'no response',
  'log.found': '{name}: run {run}, {outcome}{ended}',
  'log.ended_before': ', ended {time} before this step began',
  'log.run_of': '{run} ({source})',
  'log.never_ran': 'It has no runs.',
  'log.no_match': '{name}: no matching run yet. {instead}',
  'log.no_match.final': '{name}: {outcome}, no matching run appeared. {instead}',
  'log.found.stages': '{name}: run {run}, {outcome} ({stages}){ended}',
  'log.changed': '{name}: {from} → {to}',
  'log.changed.run': '{name}: now following run {run}, {to}{ended}',
  'log.stage': '{name}: stage {stage}: {to}',
  'log.stage.waiting': 'not started',
  'log.no_run': '{name}: no run found, checking again in {pause}',
  'log.lost': '{name}: missing from the response, checking again in {pause}',
  'log.attempt': '{name}: run {run} is running again, attempt {n}',
  'log.attempt.ended': '{name}: run {run} was retried, attempt {n}',
  'log.retry.accepted': '{name}: run {run} failed{where}; retrying it (retry {n} of {most})',
  'log.retry.queued': '{name}: run {run} failed{where}; its retry is queued (retry {n} of {most})',
  'log.retry.queued.by_others':
    '{name}: run {run} failed{where}; it was retried outside this step, and that retry is queued',
  'log.retry.left_queue': '{name}: the retry of run {run} left the queue',
  'log.retry.lost':
    '{name}: run {run} failed{where}; no clear response to the retry ({lastError}), checking for 30s whether the run resumes',
  'log.retry.not_now': '{name}: run {run} cannot be retried right now ({lastError}); trying again',
  'log.retry.refused': '{name}: CodeArts refused to retry run {run} ({lastError}); checking it once more',
  'log.retry.given_up': '{name}: run {run} remains failed. {note}',
  'live.short': '{open}/{n} {elapsed}/-{left}',
  'live.waiting': '{open} of {n} {n|pipeline|pipelines} not finished, {elapsed} elapsed, {left} remaining',
  'log.heartbeat':
    'Still waiting: {open} of {n} {n|pipeline|pipelines} not finished, {elapsed} elapsed, {left} remaining.',
  'log.heartbeat.error':
    'The last request failed ({lastError}); retrying. {open} of {n} {n|pipeline|pipelines} not finished, {elapsed} elapsed, {left} remaining.',
  'log.recovered': 'Requests succeed again after {n} failed {n|attempt|attempts}: {errors}.',
  'log.trimmed': 'The output `pipelines` is too large: {left_out} omitted; see the report file.',
  'log.trimmed.stages': 'stages of successful pipelines',
  'log.trimmed.all_stages': 'stages',
  'log.trimmed.details': 'stages and links',
  'log.trimmed.most': 'everything but name, outcome and run',
  'log.unwritten': 'Could not write {what} to {path} ({reason}); the verdict is not affected.',
  'log.unwritten.outputs': 'the outputs',
  'log.unwritten.summary': 'the job summary',
  'log.unwritten.report': 'the report file',
  'log.note': '{name}: {note}',
  'log.line': '{name}: {outcome}{where}',
  'log.more': 'And {n} more.',

  'stop.stopped': 'Stopped {name}: run {run}, started by this step.',
  'stop.left': '{name}: run {run} continues (`stop_on_cancel: false` or `wait: false`). {link}',
  'stop.left.unknown':
    '{name}: CodeArts did not return a run ID. If there is a run, it continues (`stop_on_cancel: false` or `wait: false`); its description contains `{correlationId}`.',
  'stop.unstopped':
    '{name}: could not stop run {run}, started by this step ({why}). Stop it in the console: {link}',
  'stop.not_there':
    '{name}: CodeArts did not return a run ID, and no run with `{correlationId}` in its description was found. If there is one in the console, stop it.',
  'stop.not_searched':
    '{name}: CodeArts did not return a run ID, and the run could not be looked up ({why}). If there is a run with `{correlationId}` in its description in the console, stop it.',
  'stop.others.going': 'And {n} more that could not be stopped. Stop them in the console: {runs}',
  'stop.others.left': 'And {n} more that continue: {runs}',
  'stop.no_time': 'no time left'
} as const
