/** Why the gate could not judge, and what to do about it. */
export const failures = {
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

  'fact.status': 'HTTP {status}',
  'fact.commit': 'commit {commit}',
  'fact.branch': 'branch {branch}',
  'fact.trigger': 'trigger {trigger}',
  'fact.started': 'started {started}',
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
  'hint.report_bug': 'Please report this with the log.'
} as const
