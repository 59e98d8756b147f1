/** Problems with the inputs. */
export const issues = {
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
  'issue.zone': 'expected an IANA time zone name, such as `UTC`, `Asia/Shanghai` or `Europe/Berlin`',
  'issue.zone_near': 'unknown time zone; did you mean {meant}?',
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
