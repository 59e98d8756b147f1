/** The setup check (`dry_run`). */
export const setupCheck = {
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
  'doctor.check.retry': 'Retry',
  'doctor.check.statuses': 'Commit statuses',
  'doctor.check.comment': 'Comment',
  'doctor.check.sweep': 'Sweep',
  'doctor.column.check': 'Check',
  'doctor.column.finding': 'Result and fix',
  'doctor.healthy': 'CodeArts gate setup check: all checks passed; no verdict',
  'doctor.warned': 'CodeArts gate setup check: no errors, {n} {n|warning|warnings}; no verdict',
  'doctor.ill': 'CodeArts gate setup check: {n} {n|check|checks} failed; no verdict',
  'doctor.cancelled': 'CodeArts gate setup check cancelled; no verdict',
  'doctor.now.blocked': 'The gate would not work yet: first fix the checks marked ✗.',
  'doctor.now.cancelled': 'The step was cancelled before all checks were done. Re-run it to check the rest.',
  'doctor.now.nothing':
    'The gate has nothing to check yet: copy an ID to `pipeline_ids`, or a name to `pipeline_names`.',
  'doctor.now.start':
    'The gate would start {n} {n|pipeline|pipelines} now, and wait for {n|that run|those runs}.',
  'doctor.now.sweep':
    'The sweep would check {n} {n|pipeline|pipelines} for the newest commit of each open pull request, and update the statuses.',
  'doctor.now.pass': 'The gate would pass now.',
  'doctor.now.open':
    'The gate would not pass now ({result}), but the step would not fail because of `fail_on`.',
  'doctor.now.fail': 'The gate would fail now ({result}): {failed} of {n} {n|pipeline|pipelines}.',
  'doctor.now.wait':
    'The gate would wait now: {open} of {n} {n|pipeline|pipelines} {open|has|have} no result yet.',
  'doctor.now.wait_fail':
    'The gate would wait now: {open} of {n} {n|pipeline|pipelines} {open|has|have} no result yet. It would then fail because of {failed} {failed|other|others}.',
  'doctor.now.retry':
    'The gate would retry {retried} of {n} {n|pipeline|pipelines} now, and wait for {retried|it|them}.',
  'doctor.now.left':
    'The step would succeed now and leave {open} of {n} {n|pipeline|pipelines} pending in the commit statuses.',
  'doctor.retry':
    'failed runs are retried up to {n} {n|time|times}; the permission to run pipelines cannot be checked before the first retry',
  'doctor.readable':
    '{where} can be read; write access cannot be checked without writing and needs `{permission}`',
  'doctor.heads':
    '{n} {n|commit|commits} of open pull requests into {bases}; write access cannot be checked without writing and needs `statuses: write`',
  'doctor.no_pull_request': 'no pull request here, so no comment would be written',
  'doctor.take_out': 'This was a setup check only. Remove `dry_run` to put this step to use.',
  'doctor.inputs': '{n} {n|pipeline|pipelines}, API {api}',
  'doctor.not_keyless': 'not needed: sign-in is not keyless',
  'doctor.no_proxy': 'none',
  'doctor.proxy': 'requests go through {proxy}',
  'doctor.line': '{symbol} {check}: {finding}',
  'doctor.credential': 'from {source}',
  'doctor.permissions': 'the job can request its OIDC token',
  'doctor.not_reached': 'not checked because this failed: {check}',
  'doctor.clock': 'differs by {difference} from the server time; 15 minutes are allowed',
  'doctor.clock.agrees': 'matches the server time',
  'doctor.clock.ahead':
    'The clock of this runner is {difference} ahead of the server time; 15 minutes are allowed. Set it with NTP.',
  'doctor.clock.behind':
    'The clock of this runner is {difference} behind the server time; 15 minutes are allowed. Set it with NTP.',
  'doctor.would_judge': '{name}: the gate would check run {run}: {outcome} (matched by: {matched})',
  'doctor.list': '{total} in the project',
  'doctor.list.part':
    '{total} in the project, {shown} listed. Any of them can be set by name with `pipeline_names`',
  'doctor.list.empty': 'none in the project, or none that this credential can see',
  'doctor.listed': '{name}, {id}, {last}',
  'doctor.listed.run': 'last run {run}, {outcome}',
  'doctor.listed.never': 'never ran',
  'doctor.would_start': '{name}: the gate would start a run and wait for it',
  'doctor.no_match':
    '{name}: no matching run yet; the gate would wait for one until `start_timeout`. {instead}',
  'doctor.no_run_yet': '{name}: no run yet; the gate would wait for one until `start_timeout`',
  'doctor.no_run': '{name}: {next}',
  'doctor.endpoint': '{host} responds (region {region})',
  'doctor.endpoint.custom': '{host} responds (custom endpoint)',
  'doctor.not_checked': 'not checked: the step was cancelled',
  'doctor.no_date': 'not checked: the response has no date',
  'doctor.accepted': 'accepted',
  'doctor.api': '{api} is available',
  'doctor.project': 'this credential has access to {id}',
  'doctor.v3_project': 'not checked: the v3 API uses no project'
} as const
