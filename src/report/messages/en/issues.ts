/** Problems with the inputs. */
export const issues = {
  'issue.line': '- {input}: {expected}',
  'issue.line.given': '- {input}: got "{given}"; {expected}',
  'issue.required':
    'required: pipeline IDs or console URLs, separated by commas, spaces or new lines; or set `pipeline_names`',
  'issue.ids':
    '{n} invalid {n|entry|entries}: {ids}. Expected a pipeline ID (32 letters and digits) or a console URL; names go in `pipeline_names`',
  'issue.ids_hidden':
    'contains unexpected characters: {characters}; separate IDs with plain commas, spaces or new lines',
  'issue.ids_run': 'expected a run ID (32 letters and digits) or a run number after `@`: {ids}',
  'issue.ids_pinned': 'a pin (ID@RUN_ID) requires the v5 API: set `project_id`, with `api_version: auto`',
  'issue.ids_conflicting': 'the same pipeline is listed with different runs: {ids}',
  'issue.ids_address': 'not a pipeline URL; expected {example}, copied in full from the console: {addresses}',
  'issue.ids_host':
    'the host of these URLs is not {host}; for a console on another host, also set `endpoint`: {addresses}',
  'issue.address_project': 'these URLs belong to another project than `project_id` ({expected}): {addresses}',
  'issue.address_projects':
    'the URLs belong to different projects, but a step takes one `project_id`; use one step or matrix entry per project. {first} belongs to project {expected}; these do not: {addresses}',
  'issue.address_region': 'these URLs belong to another region than `region` ({expected}): {addresses}',
  'issue.address_regions':
    'the URLs belong to different regions, but a step takes one `region`; use one step or matrix entry per region. {first} belongs to {expected}; these do not: {addresses}',
  'issue.too_many': 'more than {most} pipelines; a step takes at most {most}',
  'issue.names_v3':
    'names require the v5 API: set `project_id`, with `api_version: auto`, or use a console URL in `pipeline_ids`',
  'issue.names_empty':
    'the project has no pipelines, or none that this credential can see; check `project_id` and `region`',
  'issue.names_more': '{n} more {n|line|lines} like this',
  'issue.name_none_pattern': 'no pipeline of the project matches this pattern',
  'issue.name_none': 'no pipeline of the project has this name',
  'issue.name_near': 'no pipeline of the project has this name; did you mean {meant}?',
  'issue.name_hidden':
    'no pipeline of the project has this name; it contains invisible characters, remove them: {characters}',
  'issue.name_twice': 'several pipelines have this name; use the ID in `pipeline_ids` instead: {ids}',
  'issue.name_pinned': 'this pipeline is also pinned to a run in `pipeline_ids` ({pin}); list it only once',
  'issue.advisory_v3':
    'the v3 API returns no names; use IDs or console URLs, or set `project_id`, with `api_version: auto`, to use v5: {names}',
  'issue.advisory_none':
    'matches none of the requested pipelines; expected an ID, console URL, name or pattern, one per line',
  'issue.advisory_near': 'matches none of the requested pipelines; did you mean {meant}?',
  'issue.advisory_all':
    'matches every requested pipeline ({n}), so nothing could fail the gate; leave out at least one',
  'issue.pin_and_condition': 'a pin already selects the run; remove the pin or {inputs}',
  'issue.project_id':
    'expected 32 letters and digits, the part after /project/ in the console URL; not the IAM project ID',
  'issue.project_id_missing':
    'required by `api_version: v5`: the 32 letters and digits after /project/ in the console URL; not the IAM project ID',
  'issue.misspelt':
    'unknown input; use {meant}. If the variable {variable} is not meant for this action, rename it: it may come from `env:` of the job',
  'issue.misspelt_more': '{n} more unknown {n|input|inputs} like this',
  'issue.wrong_case': 'has no effect; use capital letters: {right}',
  'issue.commit': 'expected auto, event, any, or a commit hash of 7 to 40 hex digits',
  'issue.commit_event':
    '{empty|an empty value means `event`, and |}the payload of this {event} event has no commit hash. Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_none':
    '{empty|an empty value means `event`, and |}{event} events are not about a commit (GITHUB_SHA is only the head of the default branch). Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_nothing':
    '{empty|an empty value means `event`, and |}there is no event (GITHUB_EVENT_NAME is not set) and no other CI that names a commit. Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_deletion':
    '{empty|an empty value means `event`, and |}this push deletes a branch or tag, so there is no commit. Skip the step for deletions, set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_missing':
    '{empty|an empty value means `event`, and |}the payload of this {event} event is missing (GITHUB_EVENT_PATH is not set). Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_broken':
    '{empty|an empty value means `event`, and |}the payload of this {event} event is unreadable (the file in GITHUB_EVENT_PATH). Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_unnamed':
    '{empty|an empty value means `event`, and |}there is an event payload (GITHUB_EVENT_PATH), but GITHUB_EVENT_NAME is not set. Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_run':
    '{empty|an empty value means `event`, and |}this workflow run was triggered by {trigger}, so its head_sha is the head of a branch, not the commit under test. Set the commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_event_run_untold':
    '{empty|an empty value means `event`, and |}the payload does not say which event triggered this workflow run, so its head_sha may be the head of a branch. Set the commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_ci_merge':
    '{empty|an empty value means `event`, and |}this {ci} build is for a change request ({variable} is set) and may build a merge commit that exists nowhere else. Set the hash of the commit under test, or `commit: any` to accept runs of any commit',
  'issue.commit_ci_no_hash':
    '{empty|an empty value means `event`, and |}{variable} of {ci} is not a commit hash of 40 hex digits. Set a commit hash, or `commit: any` to accept runs of any commit',
  'issue.commit_v3':
    '{empty|an empty value means `event`, and |}the v3 API does not return commits. Set `project_id`, with `api_version: auto`, to use v5, or `commit: any` to accept runs of any commit',
  'issue.time': 'expected a time such as 2026-01-31T08:00:00Z, or a duration before now such as 30m',
  'issue.time_zone': 'has no time zone; expected 2026-01-31T08:00:00Z or 2026-01-31T16:00:00+08:00',
  'issue.time_future': 'is more than a day in the future',
  'issue.zone': 'expected an IANA time zone name, such as `UTC`, `Asia/Shanghai` or `Europe/Berlin`',
  'issue.zone_near': 'unknown time zone; did you mean {meant}?',
  'issue.duration': 'expected a duration such as 90s, 45m, 1h30m or 500ms, more than 0 and at most 120h',
  'issue.poll_interval':
    'expected auto, or a duration of at least 1s (less only with `endpoint` on this machine)',
  'issue.retry': 'expected a number from 0 to {most}',
  'issue.retry_v3': 'the v3 API cannot retry runs; set `project_id`, with `api_version: auto`, to use v5',
  'issue.retry_wait': 'requires `wait: true`: remove `retry` or `wait: false`',
  'issue.boolean': 'expected true or false',
  'issue.choice': 'expected one of: {choices}',
  'issue.choice_near': 'did you mean {meant}? Expected one of: {choices}',
  'issue.fail_on_empty': 'names no outcome; expected outcomes separated by commas, or none',
  'issue.fail_on_word': 'expected any of: {choices}',
  'issue.fail_on_near': 'did you mean {meant}? Expected any of: {choices}',
  'issue.fail_on_none': 'none cannot be combined with outcomes',
  'issue.fail_on_success': 'success cannot fail a gate; remove it',
  'issue.fail_on_running': 'running is allowed only with `wait: false`',
  'issue.region': 'unknown region; known: {regions}. For any other, set `endpoint`',
  'issue.region_near': 'did you mean {meant}? Known: {regions}. For any other, set `endpoint`',
  'issue.region_shape': 'expected letters, digits and hyphens, such as cn-north-4',
  'issue.endpoint_url': 'expected a base URL such as https://host',
  'issue.endpoint_https': 'expected https; plain http is accepted for loopback only',
  'issue.endpoint_extra': 'expected scheme, host and port only: no path, query, user or password',
  'issue.endpoint_slash': 'expected no slash at the end: {origin}',
  'issue.credential_none':
    'no credential. Set `access_key` with `secret_key`, or the variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK; or `auth_token`; or `iam_domain`, `iam_username` and `iam_password`. Keyless sign-in (`oidc_agency_urn`, `oidc_idp_id`) works only on GitHub Actions',
  'issue.credential_none_secret':
    'no credential. If the workflow sets one, its secret is empty: not set (Settings > Secrets and variables > Actions), in another environment, or not passed on by the calling workflow (secrets: inherit). Otherwise set exactly one: `oidc_agency_urn` with `oidc_provider_urn`; `oidc_idp_id`; `access_key` with `secret_key`; `auth_token`; or `iam_domain`, `iam_username` and `iam_password`; or the variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK',
  'issue.credential_none_fork':
    'no credential: pull requests from forks get no secrets. Skip the job for them and require a merge queue, where it runs (merge_group). Without a merge queue, a skipped job counts as passed',
  'issue.credential_none_dependabot':
    'no credential: workflows triggered by Dependabot only get Dependabot secrets. Add them there too (Settings > Secrets and variables > Dependabot)',
  'issue.credential_two': 'more than one kind of credential; set exactly one: {kinds}',
  'issue.credential_half': 'missing: {all} are required together',
  'issue.credential_half_secret':
    'missing: {all} are required together. If the workflow sets them all, a secret is empty: not set (Settings > Secrets and variables > Actions), in another environment, or not passed on by the calling workflow (secrets: inherit)',
  'issue.credential_half_fork':
    'missing: {all} are required together. Pull requests from forks get no secrets: skip the job for them and require a merge queue, where it runs (merge_group). Without a merge queue, a skipped job counts as passed',
  'issue.credential_half_dependabot':
    'missing: {all} are required together. Workflows triggered by Dependabot only get Dependabot secrets. Add them there too (Settings > Secrets and variables > Dependabot)',
  'issue.credential_characters':
    'contains characters that are not allowed in a credential, such as a space or a line break; copy it again',
  'issue.credential_id_token':
    'keyless sign-in requires the OIDC token of the job; add to the job: `permissions: { id-token: write }`',
  'issue.credential_id_token_fork':
    'keyless sign-in requires the OIDC token of the job, which pull requests from forks do not get. Skip the job for them and require a merge queue, where it runs (merge_group). Without a merge queue, a skipped job counts as passed',
  'issue.only_with_start': 'requires `start: true`',
  'issue.branch_and_tag': 'set `branch` or `tag`, not both (branch is {branch})',
  'issue.ref_lines': 'expected alias=value on each line, one per code source; invalid: {lines}',
  'issue.ref_is_tag': 'expected a branch, got a tag; use `tag: {name}`',
  'issue.ref_is_branch': 'expected a tag, got a branch; use `branch: {name}`',
  'issue.ref_is_pull':
    'this pull request ref exists only on GitHub; use the branch of the pull request (github.head_ref)',
  'issue.ref_is_commit':
    'this is a commit hash, but a start takes a branch or tag; on pull requests use github.head_ref. For a branch of this name use refs/heads/{name}, for a tag refs/tags/{name}',
  'issue.ref_is_other': 'expected the name of a branch or tag; {name} is neither',
  'issue.ref_characters': 'contains a control character; remove it',
  'issue.variable_line': 'line {line} has no =; expected NAME=value',
  'issue.variable_name':
    'line {line}: expected a name of letters, digits and underscores before =, without spaces',
  'issue.variable_twice': '{name} is listed twice',
  'issue.variable_long': 'the value of {name} has {length} characters; the limit is {limit}',
  'issue.start_v3': 'starting requires the v5 API: set `project_id`, with `api_version: auto`',
  'issue.start_pin':
    'a pin selects an existing run, but `start` creates a new one; remove @ and what follows',
  'issue.start_started_after': 'with `start` the new run counts; remove `started_after`',
  'issue.plan_pipeline':
    'CodeArts denied access to this pipeline: {words}. Compare the ID with the URL of the pipeline in the console',
  'issue.plan_variables': '{pipeline} does not declare: {names}',
  'issue.plan_aliases': '{pipeline} has no code source with the alias {names}; available: {aliases}',
  'issue.plan_branch': '{pipeline} has no default branch for its code source {source}: set `branch` or `tag`',
  'issue.plan_commit':
    '{pipeline} has no code source, so its runs have no commit. To accept them, set `commit: any`',
  'issue.plan_change':
    '{pipeline} is a change-triggered pipeline and cannot be started from here. Start it in the console, and wait for its run without `start`',
  'issue.status_v3': 'commit statuses require the v5 API: set `project_id`, with `api_version: auto`',
  'issue.status_any':
    'commit statuses require a commit, but here runs of any commit count (`commit: any`): set `commit: event`, or `commit` to a hash',
  'issue.status_short': 'commit statuses require the full hash of 40 hex digits, but `commit` is {commit}',
  'issue.status_pin':
    'a pin (ID@RUN_ID) accepts a run of any commit, so it proves nothing for a commit status: remove the pin or `commit_status`',
  'issue.status_fail_on':
    'with `fail_on: none` the step never fails, but a commit status would: remove one of the two inputs',
  'issue.status_many':
    'each writes one status per pipeline, at most {most}, but there are {n}: use `commit_status: one`',
  'issue.status_prefix': 'contains characters that GitHub does not accept or show in a status name',
  'issue.status_prefix_long': 'expected at most {most} characters',
  'issue.github_token':
    'empty, but required by {by}. Remove the input to use the token of the job, or check the secret it comes from',
  'issue.github_api_url': 'expected a base URL with https; plain http is accepted for loopback only',
  'issue.github_repository': 'expected owner/name, required by {by}',
  'issue.log_lines': 'expected a whole number from 0 to {most}'
} as const
