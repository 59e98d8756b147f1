/** Why the gate could not judge, and what to do about it. */
export const failures = {
  'service.v3': 'CodeArts',
  'service.v5': 'CodeArts',
  'service.iam': 'IAM',
  'service.idp': 'IAM',
  'service.sts': 'STS',
  'service.github': 'GitHub',

  'failure.inputs': 'Invalid inputs:',
  'failure.plan': 'No pipeline was started. Fix these inputs:',
  'failure.refused': '{service} rejected the credential{facts}.',
  'failure.forbidden': '{service} denied permission{facts}.',
  'failure.rejected': '{service} returned an error{facts}.',
  'failure.throttled': '{service} throttled the requests{facts}.',
  'failure.locked': '{service} locked the access key{facts}.',
  'failure.redirected': '{service} returned a redirect, which is not followed{facts}.',
  'failure.not_understood': '{service} returned an invalid response{facts}.',
  'failure.server_error': '{service} returned a server error{facts}.',
  'failure.connection': 'Could not connect to {service}{facts}.',
  'failure.unreachable': '{service} did not respond before the timeout{facts}.',
  'failure.not_started': 'Not all pipelines could be started before the timeout: increase `timeout`.',
  'failure.of': 'Starting {pipeline}: {text}',
  'failure.not_announced':
    'A commit status (`pending` or a result) could not be written{facts}. With `wait: false`, nothing else would block the merge.',
  'failure.cancelled': 'The step was cancelled before all pipelines finished.',
  'failure.internal': 'Internal error in this action{facts}.',
  'failure.passing': '`fail_on: none`: the step does not fail.',

  'fact.status': 'HTTP {status}',
  'fact.commit': 'commit {commit}',
  'fact.branch': 'branch {branch}',
  'fact.trigger': 'trigger {trigger}',
  'fact.started': 'started {started}',
  'fact.request': 'request ID {id}',
  'fact.attempts': '{n} {n|attempt|attempts}',

  'detail.empty': 'empty response',
  'detail.html': 'HTML page',
  'detail.not_json': 'invalid JSON',
  'detail.null': 'the response is null',
  'detail.not_our_run': 'the response is about run {run}, which this step did not start',
  'detail.not_a_list': 'no list of pipelines',
  'detail.bad_element': 'unexpected entry in the list of pipelines',
  'detail.list_changes': 'the list of pipelines kept changing: {n} reads, all different',
  'detail.other_run': 'the response is about another run',
  'detail.no_pipeline': 'no pipeline definition',
  'detail.no_run_id': 'no run ID',
  'detail.not_stopped': 'the stop was not confirmed',
  'detail.no_success': 'not confirmed as accepted',
  'detail.bad_inputs': 'the inputs of the step are no longer valid',
  'detail.no_log': 'no log',
  'detail.no_run': 'no run',
  'detail.no_outputs': 'no step outputs',
  'detail.no_child_ids': 'no valid pipeline ID and run ID in the step outputs',
  'detail.circle': 'the sub-pipelines form a cycle',
  'detail.odd_status': 'unexpected HTTP status',
  'detail.too_large': 'larger than {limit}',
  'detail.too_many_values': 'too many values in the response',
  'detail.duplicate_key': 'duplicate key in a JSON object',
  'detail.encoded': 'unexpected content encoding {encoding}',
  'detail.old_answer': 'cached response, {seconds}s old',
  'detail.no_answer': 'no response within {seconds}s',
  'detail.no_time': 'no time left',
  'detail.cancelled': 'the step was cancelled',
  'detail.no_lines': 'empty log',
  'detail.no_token': 'no token',
  'detail.no_credentials': 'incomplete credentials',
  'detail.no_expiry': 'no valid expiry time',
  'detail.already_ended': 'already expired',
  'detail.redirect_to': 'to {host}',
  'detail.raw': '{text}',

  'hint.not_owned':
    'The pipeline does not belong to this project: check `pipeline_ids`, `project_id` and `region`.',
  'hint.wrong_ref': 'Check `branch` or `tag`, or the default branch of the pipeline.',
  'hint.no_such_pipeline':
    'The pipeline does not exist: compare `pipeline_ids` with the URL of the pipeline in the console.',
  'hint.no_such_project':
    'The project ID is wrong, or the user of this credential is not a project member: compare `project_id` with the console URL, or add the user (project settings > members).',
  'hint.too_many_runs': 'Too many runs are active: try again when some have finished.',
  'hint.no_such_api': 'This endpoint does not have the API: check `region` and `endpoint`.',
  'hint.v3_offline':
    'The v3 API may be offline here, or `region` or `endpoint` is wrong. To move to v5, add one line under `with:`: `project_id: <32 characters>`, the part after /project/ in the console URL. Nothing else changes.',
  'hint.wrong_key':
    'Check that `access_key` and `secret_key` belong together and that the key is enabled (console: My Credentials > Access Keys).',
  'hint.wrong_access_key':
    'The AK does not exist: check `access_key` (console: My Credentials > Access Keys).',
  'hint.wrong_secret_key':
    'The AK exists, but the signature does not match: check `secret_key` of this `access_key`; temporary keys also need `security_token` (console: My Credentials > Access Keys).',
  'hint.key_locked':
    'More than five wrong signatures lock an access key for five minutes, for everything that uses it. Find what signs with a wrong `secret_key`. This step retries once a minute until the lock ends; set `timeout` to more than 6m.',
  'hint.key_locked_sweep':
    'More than five wrong signatures lock an access key for five minutes, for everything that uses it. Find what signs with a wrong `secret_key`. The next `sweep` tries again.',
  'hint.key_disabled':
    'The AK is disabled: enable it or use another one (console: My Credentials > Access Keys).',
  'hint.cannot_renew':
    'The credential expired during the wait and cannot be renewed. Use one that can: `iam_username` with its password, or keyless sign-in (`oidc_agency_urn`, `oidc_idp_id`).',
  'hint.wrong_identity_endpoint': 'Check `region`, `iam_endpoint`, `sts_endpoint` and the proxy, if any.',
  'hint.iam_user':
    'Check `iam_domain` (the account name), `iam_username` and `iam_password` (console: My Credentials). If they are correct, the user may need programmatic access (console: IAM > Users).',
  'hint.iam_policy':
    'Blocked by an account policy, such as MFA or an IP allowlist: use an IAM user with programmatic access and without MFA, or keyless sign-in (console: IAM > Security Settings).',
  'hint.iam_refused':
    'The user may not sign in to this region: check `region` and the permissions of the user (console: IAM > Users).',
  'hint.idp_provider':
    'The identity provider does not exist: compare `oidc_idp_id` with its name (console: IAM > Identity Providers).',
  'hint.idp_mapping':
    'No identity conversion rule matches this token, subject {subject}: add one (console: IAM > Identity Providers > Identity Conversion Rules).',
  'hint.idp_refused':
    'The identity provider does not accept the token of this job, subject {subject}: check its issuer, audience (`oidc_audience`) and conversion rules (console: IAM > Identity Providers).',
  'hint.sts_provider':
    'The identity provider does not exist: check `oidc_provider_urn` (console: IAM > Identity Providers).',
  'hint.sts_trust':
    'The agency does not trust this job, subject {subject}: check the trust policy of the agency, `oidc_agency_urn`, `oidc_provider_urn` and `oidc_audience` (console: IAM > Agencies).',
  'hint.id_token': 'The job could not get its OIDC token: check that it has `permissions: id-token: write`.',
  'hint.wrong_token':
    'The token is invalid, expired (24 hours) or from another region: get a new one for `region`.',
  'hint.blocked': 'The API gateway blocks this caller: ask the account administrator about access rules.',
  'hint.token_renewal': 'The token must be renewed: get a new one.',
  'hint.no_identity': 'Check that the credential is complete, enabled and valid in this region.',
  'hint.forbidden':
    'Grant the user of this credential permission to view pipelines in this project, and with `start: true` to run them (project settings > permissions).',
  'hint.wrong_endpoint': 'Check `region`, `endpoint` and the proxy, if any.',
  'hint.no_such_host':
    'The host name does not exist: check `region`, the endpoint inputs (`endpoint`, `iam_endpoint`, `sts_endpoint`) and the proxy, if any.',
  'hint.no_identity_host':
    'There is no such identity host in `region`: set `iam_endpoint` to the global https://iam.myhuaweicloud.com, or `sts_endpoint` to that of a region that has one. Otherwise check `region` and the proxy, if any.',
  'hint.wrong_protocol':
    'The server does not speak HTTP or TLS as expected: check the scheme and port of `endpoint`, and of the proxy in https_proxy, if any (HTTP proxies only).',
  'hint.headers_too_large': 'The response headers are too large: check `endpoint` and the proxy, if any.',
  'hint.cached':
    'The response comes from a cache, such as a proxy: exclude the host from caching there, or list it in no_proxy.',
  'hint.certificate':
    'The runner does not trust the certificate of the service: check `endpoint`, or set NODE_EXTRA_CA_CERTS to the file with your private CA.',
  'hint.clock':
    'The date of the signature is too far from the server time: set the clock of this runner, for example with NTP.',
  'hint.proxy_unreadable':
    'Check https_proxy: expected a URL such as http://host:port, with special characters in user and password percent-encoded (% as %25, @ as %40).',
  'hint.proxy_credentials':
    'The proxy requires other credentials: check the user and password in https_proxy (http://user:password@host:port).',
  'hint.proxy_refuses':
    'The proxy in https_proxy blocks this request: allow the host there, or list it in no_proxy if it can be reached directly.',
  'hint.proxy_unsupported':
    'The type of proxy in https_proxy is not supported, such as SOCKS: use an HTTP proxy (http://host:port).',
  'hint.unsendable':
    'An input or an environment variable contains characters that are not allowed in an HTTP header: use plain letters and digits.',
  'hint.descriptors':
    'This machine has no file descriptors left: raise the limit (`ulimit -n`), or run fewer processes.',
  'hint.too_long': 'The API gateway or a proxy rejects a request this long: use fewer pipelines in one step.',
  'hint.rejected':
    'Check `pipeline_ids`, `project_id` and `region`. If they are correct, look up the error code in the API reference of CodeArts Pipeline, or contact support with the request ID.',
  'hint.service': 'Re-run later, or increase `timeout` or `poll_interval`.',
  'hint.next_sweep': 'The next `sweep` tries again.',
  'hint.report_bug': 'Please report this with the log.'
} as const
