/** What the log says while the gate waits, starts and stops. */
export const log = {
  'log.credential.access_key': 'Requests are signed with the AK from {source}.',
  'log.credential.temporary_key': 'Requests are signed with the temporary AK from {source}.',
  'log.credential.token': 'Requests carry the token from {source}.',
  'log.credential.iam_user': 'Requests carry a token that IAM gives to the user from {source}.',
  'log.credential.sts':
    'Requests are signed with temporary keys that STS gives for the OIDC token of the job ({source}).',
  'log.credential.idp': 'Requests carry a token that IAM gives for the OIDC token of the job ({source}).',
  'log.short_secret':
    'The value of `{name}`, or a line of it, has fewer than 6 characters. That is too short to be masked: it may appear in the log.',
  'log.padded': '{input} has white space around it, which is left out.',
  'log.clock.behind':
    'The clock of this runner is {difference} behind the cloud; signatures use the time of the cloud.',
  'log.clock.ahead':
    'The clock of this runner is {difference} ahead of the cloud; signatures use the time of the cloud.',
  'log.clock.right': 'The clock of this runner agrees with the cloud again; signatures use it.',
  'log.begin.wait': 'Waiting for {n} {n|pipeline|pipelines} in {region}, at most {timeout}.',
  'log.begin.snapshot': 'Looking once at {n} {n|pipeline|pipelines} in {region}.',
  'log.begin.start': 'Starting {n} {n|pipeline|pipelines} in {region}, then waiting at most {timeout}.',
  'log.begin.start.only': 'Starting {n} {n|pipeline|pipelines} in {region}, without waiting for the end.',
  'log.names': 'Pipelines by name: {list}',
  'log.advisory': '{name} (advisory)',
  'log.started': '{name}: started run {run} {link}',
  'log.adopted': '{name}: the start had succeeded, run {run} {link}',
  'log.not_now': '{name}: not started yet ({lastError}); trying again for at most {left}.',
  'log.queued': '{name}: queued since {since}, place {place} ({lastError}); run {run} {link}',
  'log.queued.unplaced': '{name}: queued ({lastError}); run {run} {link}',
  'log.queued.search':
    '{name}: in the queue ({lastError}), without a run ID; looking for the run for at most {left} after it has left the queue.',
  'log.dequeued': '{name}: left the queue, run {run} {link}',
  'log.queue.holds':
    '{name}: no matching run within start_timeout, but {n} {n|run|runs} of this pipeline {n|waits|wait} in the queue; waiting on.',
  'log.start_lost':
    '{name}: nobody knows whether the start succeeded ({lastError}); looking for the run for at most {left}, and not starting it again.',
  'log.unsaved':
    'Could not write the state to {path} ({reason}): if this step is killed, its runs may go on; stop them in the console then.',
  'log.unsaved.statuses':
    'Could not write the state to {path} ({reason}): if this step is killed, its commit statuses may stay pending; re-run the job then.',
  'log.without_code': '{name}: has no code source, so branch or tag do not apply to it.',
  'log.fixed_variables':
    '{name}: these variables are not declared as settable at run time, so their values may be passed over: {names}',
  'log.no_answer': 'no answer',
  'log.found': '{name}: run {run}, {outcome}',
  'log.run_of': '{run} ({source})',
  'log.never_ran': 'It has no run at all.',
  'log.no_match': '{name}: no run that matches yet. {instead}',
  'log.no_match.final': '{name}: {outcome}, no run that matches came. {instead}',
  'log.found.stages': '{name}: run {run}, {outcome} ({stages})',
  'log.changed': '{name}: {from} → {to}',
  'log.changed.run': '{name}: run {run} took over, {to}',
  'log.stage': '{name}: stage {stage}: {to}',
  'log.stage.waiting': 'not begun',
  'log.no_run': '{name}: no run found, looking once more in {pause}',
  'log.lost': '{name}: not in the answer any more, looking once more in {pause}',
  'log.attempt': '{name}: run {run} goes on again, attempt {n}',
  'log.retry.accepted': '{name}: run {run} failed{where}; retrying it (retry {n} of {most})',
  'log.retry.queued': '{name}: run {run} failed{where}; its retry waits in the queue (retry {n} of {most})',
  'log.retry.left_queue': '{name}: the retry of run {run} has left the queue',
  'log.retry.lost':
    '{name}: run {run} failed{where}; no clear answer to the retry ({lastError}), watching for 30s whether the run goes on',
  'log.retry.not_now': '{name}: run {run} cannot be retried right now ({lastError}); trying again',
  'log.retry.refused': '{name}: CodeArts refused to retry run {run} ({lastError}); checking it once more',
  'log.retry.given_up': '{name}: run {run} stays failed. {note}',
  'live.waiting': '{open} of {n} {n|pipeline|pipelines} open, {elapsed} elapsed, {left} left',
  'log.heartbeat':
    'Still waiting: {open} of {n} {n|pipeline|pipelines} not ended, {elapsed} gone, {left} left.',
  'log.heartbeat.error':
    'The service does not answer as it should ({lastError}); asking again. {open} of {n} {n|pipeline|pipelines} not ended, {elapsed} gone, {left} left.',
  'log.recovered': 'The service answers again, after {n} failed {n|attempt|attempts}: {errors}.',
  'log.trimmed':
    'The output `pipelines` would be too large: {left_out} left out; the report file has everything.',
  'log.trimmed.stages': 'stages of successful pipelines',
  'log.trimmed.all_stages': 'stages',
  'log.trimmed.details': 'stages and links',
  'log.trimmed.most': 'everything but name, outcome and run',
  'log.unwritten': 'Could not write {what} to {path} ({reason}); the verdict stands.',
  'log.unwritten.outputs': 'the outputs',
  'log.unwritten.summary': 'the job summary',
  'log.unwritten.report': 'the report file',
  'log.note': '{name}: {note}',
  'log.line': '{name}: {outcome}{where}',
  'log.more': 'And {n} more.',

  'stop.stopped': 'Stopped {name}: run {run}, which this step had started.',
  'stop.left': '{name}: run {run} goes on (`stop_on_cancel: false` or `wait: false`). {link}',
  'stop.left.unknown':
    '{name}: the service did not tell the run of its start; if there is one, it goes on (`stop_on_cancel: false` or `wait: false`). Its description holds `{correlationId}`.',
  'stop.unstopped':
    '{name}: could not stop run {run}, which this step had started ({why}). Stop it in the console: {link}',
  'stop.not_there':
    '{name}: the service did not tell the run of its start, and no run with `{correlationId}` in its description was found. Look in the console whether one is there, and stop it.',
  'stop.not_searched':
    '{name}: the service did not tell the run of its start, and it could not be looked for ({why}). Look in the console whether there is a run with `{correlationId}` in its description, and stop it.',
  'stop.others.going': 'And {n} more that could not be stopped; stop them in the console: {runs}',
  'stop.others.left': 'And {n} more that go on: {runs}',
  'stop.no_time': 'no time left'
} as const
