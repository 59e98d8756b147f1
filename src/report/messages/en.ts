/** English texts. `{name}` is filled in; `{n|one|many}` chooses by number. */
export const en = {
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
  'next.last_seen.at': ' at {time} UTC',
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
  'absent.within': 'No {what} appeared within {time}.',
  'absent.now': 'No {what} has appeared yet.',
  'absent.any': 'This pipeline has no run.',
  'absent.pinned': 'This pipeline has no run {run}.',
  'absent.run': 'run',
  'absent.run_of': 'run of commit {commit}',
  'absent.started_after': '{run} that started at or after {since} UTC',
  'absent.started_within': '{run} that started within {time} before this step',
  'absent.queued': 'A run has been queued since {since} UTC; it may be the expected one.',
  'absent.queued.undated': 'A run is queued; it may be the expected one.',
  'absent.queued.behind':
    'A run has been queued behind {n} {n|other|others} since {since} UTC; it may be the expected one.',
  'absent.queued.behind.undated': 'A run is queued behind {n} {n|other|others}; it may be the expected one.',
  'absent.dropped': 'A queued run waited too long and CodeArts dropped it (QUEUED_TIME_OUT).',
  'absent.at': ' at {time} UTC',
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
  'next.moved_on':
    'The run that this step started is of commit {commit}, not of {wanted}. Check `branch` (on pull requests: `github.head_ref`); if the branch has moved on, run this step for its latest commit. If the pipeline builds another repository, set `commit: any`.',
  'next.commit_untold':
    'The run that this step started did not return its commit, so it is no proof for {wanted}. Open the run and compare. If the pipeline builds another repository, set `commit: any`.',
  'next.said': 'It says: {words}.',
  'next.doing': 'It is in {location}.',
  'next.doing.since': 'It is in {location}, since {since} UTC.',
  'next.unseen': 'Nothing was heard of this pipeline before the wait ended: run this step again.',
  'next.unconfirmed':
    'It had succeeded, but CodeArts did not respond when its result was to be confirmed at the end of the wait. Re-run this job.',
  'next.contradiction': 'The cloud told of this pipeline twice, differently. Open it in the console.',

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
  'log.queued': '{name}: queued since {since} UTC, place {place} ({lastError}); run {run} {link}',
  'log.queued.unplaced': '{name}: queued ({lastError}); run {run} {link}',
  'log.queued.search':
    '{name}: in the queue ({lastError}), without a run ID; looking for the run for at most {left} after it has left the queue.',
  'log.dequeued': '{name}: left the queue, run {run} {link}',
  'log.queue.holds':
    '{name}: no matching run within start_timeout, but {n} {n|run|runs} of this pipeline {n|waits|wait} in the queue; waiting on.',
  'log.start_lost':
    '{name}: nobody knows whether the start succeeded ({lastError}); looking for the run for at most {left}, and not starting it again.',
  'log.unsaved':
    'Could not write {path} ({reason}): if this step is killed, its runs may go on; stop them in the console then.',
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
  'retry.due': 'It was not retried: there was no time left.',
  'retry.sent': 'A retry was requested, but the run had not gone on when the time was up.',
  'retry.queued': 'A retry was requested, and still waited in the queue when the step ended.',
  'retry.refused': 'CodeArts refused to retry it ({lastError}).',
  'retry.lost':
    'A retry was sent without a clear answer ({lastError}), and the run did not go on within 30s. Check the run before you retry it yourself.',
  'retry.unchanged': 'CodeArts accepted a retry, but the run did not go on within 30s.',
  'retry.not_now': 'CodeArts took no retry within `start_timeout` ({lastError}).',
  'retry.queue_timed_out': 'Its retry waited in the queue for too long, and CodeArts dropped it.',
  'attempts.ended': 'Attempt {n}: {outcome}{where}.',
  'attempts.passed': 'Passed on attempt {n}.',
  'summary.flaky': 'Passed after a retry',
  'summary.attempt': 'attempt {n}',
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
  'log.unwritten': 'Could not write {path} ({reason}); the verdict stands.',
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
  'stop.no_time': 'no time left',
  'doctor.check.inputs': 'Inputs',
  'doctor.check.credential': 'Credential',
  'doctor.check.permissions': 'OIDC permission',
  'doctor.check.proxy': 'Proxy',
  'doctor.check.endpoint': 'Endpoint',
  'doctor.check.clock': 'Clock',
  'doctor.check.sign_in': 'Sign-in',
  'doctor.check.api': 'API',
  'doctor.check.project': 'Project',
  'doctor.check.names': 'Names',
  'doctor.check.pipeline': 'Pipeline',
  'doctor.check.pipelines': 'Pipelines',
  'doctor.column.check': 'Check',
  'doctor.column.finding': 'Finding, and what to do',
  'doctor.healthy': 'CodeArts gate, dry run: everything is in order; nothing was judged',
  'doctor.warned': 'CodeArts gate, dry run: nothing to repair, {n} {n|warning|warnings}; nothing was judged',
  'doctor.ill': 'CodeArts gate, dry run: {n} {n|check|checks} failed; nothing was judged',
  'doctor.now.blocked': 'The gate could not judge now: first fix what is marked ✗.',
  'doctor.now.nothing':
    'The gate has nothing to judge yet: copy an ID into `pipeline_ids`, or a name into `pipeline_names`.',
  'doctor.now.start':
    'The gate would start {n} {n|pipeline|pipelines} now, and judge {n|that run|those runs}.',
  'doctor.now.pass': 'The gate would pass now.',
  'doctor.now.open':
    'The gate would not pass now ({result}), but the step would not fail, as `fail_on` says.',
  'doctor.now.fail': 'The gate would fail now ({result}): {failed} of {n} {n|pipeline|pipelines}.',
  'doctor.now.wait':
    'The gate would wait now: {open} of {n} {n|pipeline|pipelines} {open|has|have} not ended.',
  'doctor.now.wait_fail':
    'The gate would wait now, because {open} of {n} {n|pipeline|pipelines} {open|has|have} not ended, and then fail because of {failed} {failed|other|others}.',
  'doctor.take_out': 'Nothing was judged: take `dry_run` out again before this step guards anything.',
  'doctor.inputs': '{n} {n|pipeline|pipelines}, API {api}',
  'doctor.not_keyless': 'not needed: the sign-in is not keyless',
  'doctor.no_proxy': 'none',
  'doctor.proxy': 'requests go through {proxy}',
  'doctor.line': '{symbol} {check}: {finding}',
  'doctor.credential': 'taken from {source}',
  'doctor.permissions': 'the job may ask for its OIDC token',
  'doctor.not_reached': 'not checked, because this failed: {check}',
  'doctor.clock': '{difference} off the time of the cloud; 15 minutes are tolerated',
  'doctor.clock.agrees': 'agrees with the cloud',
  'doctor.clock.ahead':
    'The clock of this runner is {difference} ahead of the cloud, which tolerates 15 minutes: set it by NTP.',
  'doctor.clock.behind':
    'The clock of this runner is {difference} behind the cloud, which tolerates 15 minutes: set it by NTP.',
  'doctor.would_judge': '{name}: run {run}, {outcome}, would be judged ({matched})',
  'doctor.list': '{total} in the project, {shown} listed',
  'doctor.list.empty': 'the project has none ({total}; {shown} listed)',
  'doctor.listed': '{name}, {id}, {last}',
  'doctor.listed.run': 'last run {run}, {outcome}',
  'doctor.listed.never': 'never ran',
  'doctor.would_start': '{name}: a run would be started, and that one judged',
  'doctor.no_match':
    '{name}: no run matches yet; the gate would wait for one until `start_timeout`. {instead}',
  'doctor.no_run_yet': '{name}: no run yet; the gate would wait for one until `start_timeout`',
  'doctor.no_run': '{name}: {next}',
  'doctor.endpoint': '{host} answers (region {region})',
  'doctor.no_date': 'not checked: the answer has no date',
  'doctor.accepted': 'accepted',
  'doctor.api': '{api} is there',
  'doctor.project': '{id} is open to this credential',
  'doctor.v3_project': 'not needed: v3 knows no projects',
  'headline.passed': 'CodeArts gate passed: {n} {n|pipeline|pipelines} succeeded',
  'headline.passed.allowed':
    'CodeArts gate passed: {n} {n|pipeline|pipelines} ended, none as `fail_on` forbids ({result})',
  'headline.failed': 'CodeArts gate failed ({result}): {failed} of {n} {n|pipeline|pipelines}',
  'headline.open': 'CodeArts gate not passed ({result}); the step does not fail, as `fail_on` says',
  'headline.advisory': '{verdict}; {failed} of {n} advisory {n|pipeline|pipelines} did not succeed',
  'headline.blocked': 'CodeArts gate could not judge',
  'headline.cancelled': 'CodeArts gate cancelled',

  'annotation.title': 'CodeArts gate',
  'annotation.pipeline': '{name}: {outcome}{where}. {next}',
  'annotation.more':
    'And {n} more {n|pipeline|pipelines} failed the gate: see the job summary or the output `failed_ids`.',
  'where.stage': ' in {stage}',
  'where.run': ', run {run}',

  'where.more': ' (and {n} more failed {n|step|steps})',
  'missing.detail.failed': 'Where it failed could not be fetched{why}.',
  'missing.detail.stopped': 'Where it was stopped could not be fetched{why}.',
  'missing.detail.doing': 'What it was doing could not be fetched{why}.',
  'missing.logs': 'Its logs could not be fetched{why}.',
  'missing.child':
    'The sub-pipeline run that {step} started could not be read{why}: pipeline {pipeline}, run {run}.',
  'missing.child.unknown': 'The sub-pipeline run that {step} started is not known{why}.',
  'missing.children': 'Its sub-pipelines could not be read{why}.',
  'missing.unfollowed':
    '{n} more failed {n|sub-pipeline was|sub-pipelines were} not read: open the run to see why.',
  'missing.unasked':
    'The {n|log|logs} of {n} more failed {n|step was|steps were} not asked for: open the run for {n|it|them}.',
  'missing.runs':
    '{n} more {n|run was|runs were} not looked into: open {n|it|them} in the console to see why.',
  'missing.log': 'The log of {step} could not be fetched{why}.',
  'tail.title': '{name}: the end of the log of {step} ({n} {n|line|lines})',
  'tail.fold': 'The end of the log of {step} ({n} {n|line|lines})',
  'tail.cut': '[…]',
  'tail.left_out': 'Its log is left out here; the report file has it.',
  'summary.column.pipeline': 'Pipeline',
  'summary.column.outcome': 'Outcome',
  'summary.column.run': 'Run',
  'summary.column.stages': 'Stages',
  'summary.column.started': 'Started (UTC)',
  'summary.column.duration': 'Duration',
  'summary.column.executor': 'By',
  'summary.column.matched': 'Judged by',
  'summary.advisory': '{mark} Advisory: reported, and never fails the gate.',
  'summary.leftovers': 'Runs that this step had started',
  'summary.chart': 'When what ran (UTC)',
  'summary.chart.many': 'The time chart is left out: it is drawn for at most {limit} pipelines.',
  'summary.chart.long': 'The time chart is left out: it would be too long.',
  'summary.chart.cut': 'Stages beyond the first {limit} of a run are not drawn.',
  'summary.green': '{n} {n|pipeline|pipelines} succeeded',
  'summary.not_green': 'What is not green',
  'summary.red': 'What is red',
  'summary.open_run': 'open the run',
  'summary.open_child': 'open the run of the sub-pipeline',
  'summary.open_pipeline': 'open the pipeline',
  'summary.left_out': '{n} {n|row is|rows are} left out here; the report file has all.',
  'summary.left_out.red': '{n} more {n|pipeline is|pipelines are} not told here; the report file has all.',
  'summary.foot': '{polls} {polls|poll|polls} in {elapsed}, region {region}.',

  'duration.h': '{h}h',
  'duration.h.m': '{h}h {m}m',
  'duration.m': '{m}m',
  'duration.m.s': '{m}m {s}s',
  'duration.s': '{s}s',
  'duration.ms': '{ms}ms',

  'service.v3': 'CodeArts',
  'service.v5': 'CodeArts',
  'service.iam': 'IAM',
  'service.idp': 'IAM',
  'service.sts': 'STS',
  'service.github': 'GitHub',

  'failure.inputs': 'Invalid inputs:',
  'failure.plan': 'Nothing was started, because of this:',
  'failure.refused': '{service} refused the credential{facts}.',
  'failure.forbidden': '{service} denied permission{facts}.',
  'failure.rejected': '{service} answered with an error{facts}.',
  'failure.throttled': '{service} throttles the requests{facts}.',
  'failure.locked': '{service} has locked the access key{facts}.',
  'failure.redirected': '{service} answered with a redirect, which is not followed{facts}.',
  'failure.not_understood': '{service} gave no answer that can be understood{facts}.',
  'failure.server_error': '{service} has trouble{facts}.',
  'failure.connection': '{service} could not be reached{facts}.',
  'failure.unreachable': '{service} gave no answer until the time was up{facts}.',
  'failure.not_started': 'The time was up before all pipelines had been started; give `timeout` more.',
  'failure.of': 'Starting {pipeline}: {text}',
  'failure.not_announced':
    'A `pending` commit status could not be written{facts}, so nothing would hold the merge back with `wait: false`.',
  'failure.cancelled': 'The step was cancelled before all pipelines had ended.',
  'failure.internal': 'The action itself failed{facts}.',
  'failure.passing': '`fail_on: none`: the step does not fail.',

  facts: ' ({list})',
  'fact.status': 'HTTP {status}',
  'fact.commit': 'commit {commit}',
  'fact.branch': 'branch {branch}',
  'fact.trigger': 'trigger {trigger}',
  'fact.started': 'started {started} UTC',
  instead: 'The latest run is {run} ({facts}).',
  'fact.request': 'request ID {id}',
  'fact.attempts': '{n} {n|attempt|attempts}',

  'detail.empty': 'empty body',
  'detail.html': 'an HTML page',
  'detail.not_json': 'no valid JSON',
  'detail.null': 'null',
  'detail.not_our_run': 'the response names run {run}, which this step did not start',
  'detail.not_a_list': 'no list of pipelines',
  'detail.bad_element': 'a list with something else than pipelines in it',
  'detail.list_changes': 'the list of pipelines kept changing: {n} readings, all different',
  'detail.other_run': 'another run than the one asked for',
  'detail.no_pipeline': 'no description of the pipeline',
  'detail.no_run_id': 'no run ID',
  'detail.not_stopped': 'the answer does not say that it was stopped',
  'detail.no_success': 'the answer does not say that it was accepted',
  'detail.bad_inputs': 'the inputs of the step cannot be used any more',
  'detail.no_log': 'no log',
  'detail.no_run': 'no run',
  'detail.no_outputs': 'no step outputs',
  'detail.no_child_ids': 'the outputs of the step contain no valid pipeline ID and run ID',
  'detail.circle': 'this run is already part of the chain',
  'detail.odd_status': 'not the status of a whole answer',
  'detail.too_large': 'more than {limit}',
  'detail.too_many_values': 'too many values',
  'detail.duplicate_key': 'the same key twice in one object',
  'detail.encoded': 'a body coded as {encoding}, which was not asked for',
  'detail.old_answer': 'a cached response, {seconds} s old',
  'detail.no_answer': 'no answer within {seconds} s',
  'detail.no_time': 'the time was up',
  'detail.cancelled': 'the step was cancelled',
  'detail.no_lines': 'it came empty',
  'detail.no_token': 'no token in it',
  'detail.no_credentials': 'incomplete credentials in it',
  'detail.no_expiry': 'no readable expiry in it',
  'detail.already_ended': 'what it gave has ended already',
  'detail.redirect_to': 'to {host}',
  'detail.raw': '{text}',

  'hint.not_owned': 'The project does not own this pipeline: check `pipeline_ids`, the project and `region`.',
  'hint.no_such_pipeline':
    'There is no such pipeline: compare `pipeline_ids` with the address of the pipeline in the console.',
  'hint.no_such_project':
    'The project ID is wrong, or the user of this credential is not a member of the project: compare it with the address in the console, or have the user added (project settings: members).',
  'hint.too_many_runs': 'Too many runs at once: try again when some have ended.',
  'hint.no_such_api': 'Check `region` and `endpoint`: this place has no such API.',
  'hint.v3_offline':
    'The v3 API may have been taken offline here, or `region` or `endpoint` is wrong. To move to v5, add one line under `with:` – `project_id: <32 characters>` – with the characters behind /project/ in the address of the console; everything else stays as it is.',
  'hint.wrong_key':
    'Check that `access_key` and `secret_key` belong together and that the key is enabled (console: My Credentials, Access Keys).',
  'hint.wrong_access_key': 'There is no such AK: check `access_key` (console: My Credentials, Access Keys).',
  'hint.wrong_secret_key':
    'The signature does not match: `access_key` is known, so check its `secret_key`; temporary keys also need their `security_token` (console: My Credentials, Access Keys).',
  'hint.key_locked':
    'More than five wrong signatures lock an access key for five minutes, for every run that uses it. Find what signs with a wrong `secret_key`; this step asks once a minute until the lock ends, and needs a `timeout` of more than 6m for that.',
  'hint.key_disabled':
    'The AK is disabled: enable it, or use another (console: My Credentials, Access Keys).',
  'hint.cannot_renew':
    'The credential ended during the wait, and one that is given cannot be renewed. Use a kind that can: `iam_username` with its password, or keyless sign-in (`oidc_agency_urn`, `oidc_idp_id`).',
  'hint.wrong_identity_endpoint':
    'Check `region`, `iam_endpoint` and `sts_endpoint`, and the proxy if there is one.',
  'hint.iam_user':
    'Check `iam_domain` (the account name), `iam_username` and `iam_password` (console: My Credentials). If they are right, the user may need programmatic access (IAM, Users).',
  'hint.iam_policy':
    'A policy of the account stands against it, such as MFA or an address list: use an IAM user without MFA for programmatic access, or keyless sign-in (console: IAM, Security Settings).',
  'hint.iam_refused':
    'The user may not sign in to this region: check `region` and the rights of the user for its project (console: IAM, Users).',
  'hint.idp_provider':
    'There is no such identity provider: check `oidc_idp_id` against its name (console: IAM, Identity Providers).',
  'hint.idp_mapping':
    'The identity provider has no rule that maps this token to a user; it said subject {subject} (console: IAM, Identity Providers, Identity Conversion Rules).',
  'hint.idp_refused':
    'The identity provider does not accept the token of this job, subject {subject}: check its issuer, its audience (`oidc_audience`) and its conversion rules (console: IAM, Identity Providers).',
  'hint.sts_provider':
    'There is no such identity provider: check `oidc_provider_urn` (console: IAM, Identity Providers).',
  'hint.sts_trust':
    'The agency does not trust this job, which said subject {subject}: check the trust policy of the agency, `oidc_agency_urn`, `oidc_provider_urn` and `oidc_audience` (console: IAM, Agencies).',
  'hint.id_token': 'The job could not get its OIDC token: check that it has `permissions: id-token: write`.',
  'hint.wrong_token':
    'The token is wrong, has expired after its 24 hours or belongs to another region: get a new one for `region`.',
  'hint.blocked':
    'The gateway blocks this caller: ask the administrator of the account about its access rules.',
  'hint.token_renewal': 'The token needs renewing: get a new one.',
  'hint.no_identity': 'Check that the credential is complete, is enabled and belongs to this region.',
  'hint.forbidden':
    'Give the user of this credential the right to view pipelines in this project, and with `start: true` to run them (project settings: permissions).',
  'hint.wrong_endpoint': 'Check `region` and `endpoint`, and the proxy if there is one.',
  'hint.no_such_host':
    'This host name does not exist: check `region`, the endpoint inputs (`endpoint`, `iam_endpoint`, `sts_endpoint`) and the proxy if there is one.',
  'hint.no_identity_host':
    'Huawei Cloud has no such identity host in `region`: set `iam_endpoint` to the global https://iam.myhuaweicloud.com, or `sts_endpoint` to that of a region which has one; otherwise check `region`, and the proxy if there is one.',
  'hint.wrong_protocol':
    'What answers at this address does not speak HTTP or TLS as expected: check scheme and port of `endpoint`, and of the proxy in the variable https_proxy if there is one (HTTP proxies only).',
  'hint.headers_too_large':
    'The response has larger headers than are read: check `endpoint`, and the proxy if there is one.',
  'hint.cached':
    'Something on the way, such as a proxy, answers from a cache: exclude the host of the service from caching there, or name it in no_proxy.',
  'hint.certificate':
    'The certificate of the service is not trusted here: check `endpoint`, or give the private CA in NODE_EXTRA_CA_CERTS.',
  'hint.clock':
    'The date of the signature is too far from the time of the cloud: set the clock of this runner, for example with NTP.',
  'hint.proxy_unreadable':
    'Check the variable https_proxy: it has to be a URL such as http://host:port, and special characters in its user and password have to be percent-encoded (% as %25, @ as %40).',
  'hint.proxy_credentials':
    'The proxy wants other credentials: check the user and the password in the variable https_proxy (http://user:password@host:port).',
  'hint.proxy_refuses':
    'The proxy in the variable https_proxy does not let this runner through: have the host of the service allowed there, or name it in no_proxy where it can be reached without.',
  'hint.proxy_unsupported':
    'The variable https_proxy names a proxy of a kind that is not supported, such as SOCKS: give an HTTP proxy (http://host:port).',
  'hint.unsendable':
    'A value of the inputs or of the environment has characters that no HTTP header may have: write it anew with plain letters and digits.',
  'hint.descriptors':
    'This machine has no file descriptors left: raise its limit (`ulimit -n`), or run fewer things beside this step.',
  'hint.too_long':
    'The gateway or a proxy does not take a request of this length: name fewer pipelines in one step.',
  'hint.rejected':
    'Check `pipeline_ids`, `project_id` and `region`; if they are right, look up the code of the error in the API reference of CodeArts Pipeline, or ask its support with the request ID.',
  'hint.service': 'Try again later, with a longer `timeout` or `poll_interval`.',
  'hint.report_bug': 'Please report this with the log.',

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
    'Unknown inputs ignored: {names} and {more} more. These variables may come from the `env:` of the job; if they are set in `with:`, check the spelling.',

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
  'status.one.passed': '{n} {n|pipeline|pipelines} passed',
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
    'These commit statuses may still be pending, and the inputs of the step can no longer be used to settle them: {contexts}. Re-run the job.',

  'issue.line': '- {input}: {expected}',
  'issue.line.given': '- {input}: got "{given}"; {expected}',
  'issue.required':
    'is required: one or more pipelines, as IDs or addresses from the console, separated by commas, spaces or new lines; or give pipeline_names',
  'issue.ids': '{n} {n|entry is|entries are} no pipeline ID (32 letters and digits each): {ids}',
  'issue.ids_hidden':
    'has characters that do not belong there: {characters}; separate IDs with plain commas, spaces or new lines',
  'issue.ids_run': '`@` takes a run ID (32 letters and digits) or a run number: {ids}',
  'issue.ids_pinned': 'a pin (ID@RUN_ID) needs the v5 API: give project_id',
  'issue.ids_conflicting': 'the same pipeline is asked for with different runs: {ids}',
  'issue.ids_address':
    'these are not addresses of a pipeline; expected {example}, copied whole from the console: {addresses}',
  'issue.ids_host':
    'the host of these addresses is not {host}; for a console on another host, set endpoint too: {addresses}',
  'issue.address_project': 'these addresses are of another project than project_id ({expected}): {addresses}',
  'issue.address_projects':
    'the addresses are of different projects, and a step takes one project_id; use one step, or one matrix entry, for each. {first} is of project {expected}; these are not: {addresses}',
  'issue.address_region': 'these addresses are in another region than region ({expected}): {addresses}',
  'issue.address_regions':
    'the addresses are in different regions, and a step takes one region; use one step, or one matrix entry, for each. {first} is in {expected}; these are not: {addresses}',
  'issue.too_many': 'more than {most} pipelines; a step takes at most {most} in all',
  'issue.names_v3': 'names need the v5 API: set project_id, or give an address in pipeline_ids',
  'issue.names_empty':
    'the project has no pipelines, or none that this credential may see; check project_id and region',
  'issue.names_more': '{n} more {n|line|lines} of this kind',
  'issue.name_none': 'no pipeline of the project has this name',
  'issue.name_near': 'no pipeline of the project has this name; did you mean {meant}?',
  'issue.name_hidden':
    'no pipeline of the project has this name, which contains invisible characters: {characters}',
  'issue.name_twice': 'several pipelines have this name; give the one you mean in pipeline_ids: {ids}',
  'issue.name_pinned':
    'this pipeline is also pinned to a run in pipeline_ids ({pin}); name it there or here, not in both',
  'issue.advisory_v3':
    'the v3 API returns no names to compare with; give IDs or addresses, or set project_id to use v5: {names}',
  'issue.advisory_none':
    'means none of the requested pipelines; expected an ID, address, name or pattern, one a line',
  'issue.advisory_near': 'means none of the requested pipelines; did you mean {meant}?',
  'issue.advisory_all':
    'means all requested pipelines ({n}), so the gate would judge nothing; leave one out at least',
  'issue.pin_and_condition': 'a pin already says which run counts; remove it or {inputs}',
  'issue.project_id':
    'expected the 32 letters and digits behind /project/ in the address of the console; the IAM project ID is another',
  'issue.project_id_missing':
    'api_version: v5 needs it: the 32 letters and digits behind /project/ in the address of the console (the IAM project ID is another)',
  'issue.misspelt':
    'unknown input; use {meant}. If the variable {variable} is not meant for this action, rename it: it may come from the env: of the job',
  'issue.misspelt_more': '{n} more unknown {n|input|inputs} of this kind',
  'issue.wrong_case': 'has no effect; write it in capitals: {right}',
  'issue.commit': 'expected auto, event, any, or a commit hash of 7 to 40 hex digits',
  'issue.commit_event':
    '{empty|an empty value counts as event, and |}this {event} event has no commit hash where one is expected. Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_none':
    '{empty|an empty value counts as event, and |}a {event} event is not about a commit (GITHUB_SHA is only the head of the default branch). Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_nothing':
    '{empty|an empty value counts as event, and |}there is no event here (GITHUB_EVENT_NAME is not set), and no other CI names a commit. Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_deletion':
    '{empty|an empty value counts as event, and |}this push deletes a branch or tag, so there is no commit. Skip the step for deletions, or give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_missing':
    '{empty|an empty value counts as event, and |}the payload of this {event} event is missing (GITHUB_EVENT_PATH is not set). Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_broken':
    '{empty|an empty value counts as event, and |}the payload of this {event} event cannot be read (the file in GITHUB_EVENT_PATH). Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_unnamed':
    '{empty|an empty value counts as event, and |}there is an event payload (GITHUB_EVENT_PATH), but GITHUB_EVENT_NAME is not set. Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_event_run':
    '{empty|an empty value counts as event, and |}this workflow run was triggered by {trigger}, so its head_sha is the head of a branch and not the commit under test. Give the commit hash, or commit: any to accept a run of any commit',
  'issue.commit_ci_merge':
    '{empty|an empty value counts as event, and |}this {ci} build is of a change request ({variable} is set): it may build a merge commit that nobody else has. Give the hash of the commit under test, or commit: any to accept a run of any commit',
  'issue.commit_ci_no_hash':
    '{empty|an empty value counts as event, and |}{variable} of {ci} has no commit hash of 40 hex digits. Give a commit hash, or commit: any to accept a run of any commit',
  'issue.commit_v3':
    '{empty|an empty value counts as event, and |}the v3 API does not return commits. Give project_id to use v5, or commit: any to accept a run of any commit',
  'issue.time': 'expected a time such as 2026-01-31T08:00:00Z, or a duration before now such as 30m',
  'issue.time_zone': 'say the zone: 2026-01-31T08:00:00Z or 2026-01-31T16:00:00+08:00',
  'issue.time_future': 'is more than a day in the future',
  'issue.duration': 'expected a duration such as 90s, 45m, 1h30m or 500ms, more than 0 and at most 120h',
  'issue.poll_interval': 'expected auto, or at least 1s (less only with an endpoint on this machine)',
  'issue.retry': 'expected a number from 0 to {most}',
  'issue.retry_v3': 'the v3 API cannot retry runs; give project_id',
  'issue.retry_wait': 'a retry has to be waited for: remove it or wait: false',
  'issue.boolean': 'expected true or false',
  'issue.choice': 'expected one of: {choices}',
  'issue.choice_near': 'did you mean {meant}? Expected one of: {choices}',
  'issue.fail_on_empty': 'names no outcome; expected outcomes separated by commas, or none',
  'issue.fail_on_word': 'expected some of: {choices}',
  'issue.fail_on_near': 'did you mean {meant}? Expected some of: {choices}',
  'issue.fail_on_none': 'none stands alone',
  'issue.fail_on_success': 'success cannot fail a gate',
  'issue.fail_on_running': 'running can fail the step only with wait: false',
  'issue.region': 'unknown region; known: {regions}. Any other needs endpoint',
  'issue.region_near': 'did you mean {meant}? Known: {regions}. Any other needs endpoint',
  'issue.region_shape': 'expected letters, digits and hyphens, such as cn-north-4',
  'issue.endpoint_url': 'expected a base URL such as https://host',
  'issue.endpoint_https': 'expected https; plain http is for loopback only',
  'issue.endpoint_extra': 'expected scheme, host and port only: no path, query, user or password',
  'issue.endpoint_slash': 'expected no slash at the end: {origin}',
  'issue.credential_none':
    'give one credential: oidc_agency_urn with oidc_provider_urn, oidc_idp_id, access_key with secret_key, auth_token, or iam_domain with iam_username and iam_password; or set HUAWEICLOUD_SDK_AK with HUAWEICLOUD_SDK_SK',
  'issue.credential_none_secret':
    'give one credential: oidc_agency_urn with oidc_provider_urn, oidc_idp_id, access_key with secret_key, auth_token, or iam_domain with iam_username and iam_password; or set HUAWEICLOUD_SDK_AK with HUAWEICLOUD_SDK_SK. If the workflow has one, its secret is empty: it is not set (Settings > Secrets and variables > Actions), it is in another environment, or the calling workflow does not pass it on (secrets: inherit)',
  'issue.credential_none_fork':
    'no credential: pull requests from forks get no secrets. Skip the job for them and require a merge queue, where it runs (merge_group): without one, a skipped job counts as passed',
  'issue.credential_none_dependabot':
    'no credential: workflows started by Dependabot get only the secrets of its own store: add them there too (Settings > Secrets and variables > Dependabot)',
  'issue.credential_two': 'these belong to different kinds of credential; give one kind only: {kinds}',
  'issue.credential_half': 'missing: {all} belong together',
  'issue.credential_half_secret':
    'missing: {all} belong together. If the workflow has all of them, a secret is empty: it is not set (Settings > Secrets and variables > Actions), it is in another environment, or the calling workflow does not pass it on (secrets: inherit)',
  'issue.credential_half_fork':
    'missing: {all} belong together. Pull requests from forks get no secrets: skip the job for them and require a merge queue, where it runs (merge_group); without one, a skipped job counts as passed',
  'issue.credential_half_dependabot':
    'missing: {all} belong together, and workflows started by Dependabot get only the secrets of its own store: add them there too (Settings > Secrets and variables > Dependabot)',
  'issue.credential_characters':
    'has characters that a credential never has, such as a space or a line break; copy it again',
  'issue.credential_id_token':
    'keyless sign-in needs the OIDC token of the job; add to the job: permissions: { id-token: write }',
  'issue.credential_id_token_fork':
    'keyless sign-in needs the OIDC token of the job, which pull requests from forks do not get. Skip the job for them and require a merge queue, where it runs (merge_group): without one, a skipped job counts as passed',
  'issue.only_with_start': 'only has a meaning with start: true',
  'issue.branch_and_tag': 'give branch or tag, not both (branch is {branch})',
  'issue.ref_lines': 'several lines have to be alias=value, one for each code source; these are not: {lines}',
  'issue.ref_is_tag': 'expected a branch, and this is a tag; give tag: {name}',
  'issue.ref_is_branch': 'expected a tag, and this is a branch; give branch: {name}',
  'issue.ref_is_pull':
    'this ref of a pull request exists on GitHub only; build the branch of the pull request, its name is in github.head_ref',
  'issue.ref_is_commit':
    'this is a commit hash, and runs are started for a branch or tag; on pull requests the name of the branch is in github.head_ref. For a branch that is called like this, give refs/heads/{name}; for a tag, refs/tags/{name}',
  'issue.ref_is_other': 'expected the name of a branch or tag; {name} is neither',
  'issue.ref_characters': 'has a control character in it',
  'issue.variable_line': 'line {line} has no =; expected NAME=value',
  'issue.variable_name':
    'line {line}: expected a name of letters, digits and underscores before the =, without spaces',
  'issue.variable_twice': '{name} is there twice',
  'issue.variable_long': 'the value of {name} has {length} characters; at most {limit} are allowed',
  'issue.start_v3': 'starting needs the v5 API: give project_id',
  'issue.start_pin':
    'a pin names a run that is there already; with start the new run counts: remove the part from @ on',
  'issue.start_started_after': 'with start the new run counts; remove started_after',
  'issue.plan_pipeline':
    'the cloud does not let this pipeline be read: {words}. Compare the ID with the address of the pipeline in the console',
  'issue.plan_variables': '{pipeline} does not declare: {names}',
  'issue.plan_aliases': '{pipeline} has no code source called {names}; it has: {aliases}',
  'issue.plan_branch': '{pipeline} has no default branch for its source {source}: give branch or tag',
  'issue.plan_commit':
    '{pipeline} has no code source, so no run of it can prove a commit. Set commit: any to accept them',
  'issue.plan_change':
    '{pipeline} is a change pipeline: it runs for change requests only, which this action cannot name. Start it in the console, and wait for its run without start',
  'issue.status_v3': 'commit statuses need the v5 API, which returns commits: give project_id',
  'issue.status_any':
    'commit statuses need a commit that runs have to be of, and here runs of any commit count. Remove commit: any, run the step on an event that is about a commit, or give the hash in commit',
  'issue.status_short': 'commit statuses need the whole hash of 40 hex digits, and commit is {commit}',
  'issue.status_pin':
    'a pin (ID@RUN_ID) says which run counts whatever its commit, so it proves nothing for a commit status: remove the pin or commit_status',
  'issue.status_fail_on':
    'with fail_on: none the step never fails, and a commit status would: remove one of the two',
  'issue.status_many':
    'each writes a status for every pipeline, for {most} at most, and there are {n}: use commit_status: one',
  'issue.status_prefix': 'has characters that GitHub does not show or accept in the name of a status',
  'issue.status_prefix_long': 'expected at most {most} characters',
  'issue.github_token':
    'is empty, and commit_status and comment need it. Remove the input to use the token of the job, or check the secret that it comes from',
  'issue.github_api_url': 'expected a base URL with https; plain http is for loopback only',
  'issue.github_repository':
    'expected owner/name: commit_status and comment need the repository that they write to',
  'issue.log_lines': 'expected a whole number from 0 to {most}'
} as const

export type MessageKey = keyof typeof en

export type MessageTable = Readonly<Record<MessageKey, string>>
