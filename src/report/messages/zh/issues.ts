import type { issues as english } from '../en/issues.js'

/** Problems with the inputs. */
export const issues: Record<keyof typeof english, string> = {
  'issue.line': '- {input}：{expected}',
  'issue.line.given': '- {input}：当前为“{given}”；{expected}',
  'issue.required': '必填：流水线 ID 或控制台地址，以逗号、空格或换行分隔；也可填写 `pipeline_names`',
  'issue.ids': '{n} 项无效：{ids}。应为流水线 ID（32 位字母和数字）或控制台地址；名称请写入 `pipeline_names`',
  'issue.ids_hidden': '含有不应出现的字符：{characters}；请用普通的逗号、空格或换行分隔',
  'issue.ids_run': '`@` 之后应为运行 ID（32 位字母和数字）或运行序号：{ids}',
  'issue.ids_pinned':
    '指定运行（流水线 ID@运行 ID）需要 v5 接口：请填写 `project_id`，且 `api_version` 为 `auto`',
  'issue.ids_conflicting': '同一条流水线指定了不同的运行：{ids}',
  'issue.ids_address': '不是流水线的地址；应从控制台完整复制，形如 {example}：{addresses}',
  'issue.ids_host': '以下地址的主机名不是 {host}；如果控制台在其他主机上，请同时设置 `endpoint`：{addresses}',
  'issue.address_project': '以下地址所属项目与 `project_id`（{expected}）不一致：{addresses}',
  'issue.address_projects':
    '这些地址属于不同的项目，而一个步骤只能有一个 `project_id`；请为每个项目各用一个步骤或一个矩阵项。{first} 属于项目 {expected}，以下则不是：{addresses}',
  'issue.address_region': '以下地址所在区域与 `region`（{expected}）不一致：{addresses}',
  'issue.address_regions':
    '这些地址位于不同的区域，而一个步骤只能有一个 `region`；请为每个区域各用一个步骤或一个矩阵项。{first} 位于 {expected}，以下则不是：{addresses}',
  'issue.too_many': '流水线超过 {most} 条；一个步骤最多 {most} 条',
  'issue.names_v3':
    '按名称指定需要 v5 接口：请填写 `project_id`（`api_version` 为 `auto`），或在 `pipeline_ids` 中使用控制台地址',
  'issue.names_empty': '项目中没有流水线，或该凭据无权查看；请检查 `project_id` 和 `region`',
  'issue.names_more': '另有 {n} 行此类问题',
  'issue.name_none_pattern': '项目中没有与此通配名称匹配的流水线',
  'issue.name_none': '项目中没有此名称的流水线',
  'issue.name_near': '项目中没有此名称的流水线；是否应为 {meant}？',
  'issue.name_hidden': '项目中没有此名称的流水线；名称中含有不可见字符，请删除：{characters}',
  'issue.name_twice': '有多条流水线使用此名称；请改在 `pipeline_ids` 中填写 ID：{ids}',
  'issue.name_pinned': '该流水线已在 `pipeline_ids` 中指定了运行（{pin}）；请只在一处填写',
  'issue.advisory_v3':
    'v3 接口不返回名称；请填写 ID 或控制台地址，或填写 `project_id`（`api_version` 为 `auto`）以使用 v5：{names}',
  'issue.advisory_none': '与所请求的流水线都不匹配；应为其 ID、控制台地址、名称或通配名称，每行一个',
  'issue.advisory_near': '与所请求的流水线都不匹配；是否应为 {meant}？',
  'issue.advisory_all': '所请求的 {n} 条流水线全部仅供参考，门禁不会有未通过的可能；请至少保留一条',
  'issue.pin_and_condition': '已指定运行；请移除指定的运行或 {inputs}',
  'issue.project_id': '应为 32 位字母和数字，即控制台地址中 /project/ 之后的部分；不是 IAM 的项目 ID',
  'issue.project_id_missing':
    '`api_version: v5` 需要此项：控制台地址中 /project/ 之后的 32 位字母和数字；不是 IAM 的项目 ID',
  'issue.misspelt':
    '未知的输入，应为 {meant}。如果变量 {variable} 与本 Action 无关，请改名：它可能来自作业的 `env:`',
  'issue.misspelt_more': '另有 {n} 个此类未知的输入',
  'issue.wrong_case': '不会生效；请使用大写：{right}',
  'issue.commit': '应为 auto、event、any，或 7 到 40 位十六进制的提交哈希',
  'issue.commit_event':
    '{empty|值为空，视为 `event`；|}{event} 事件的负载中没有提交哈希。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_none':
    '{empty|值为空，视为 `event`；|}{event} 事件不针对某个提交（GITHUB_SHA 只是默认分支的最新提交）。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_nothing':
    '{empty|值为空，视为 `event`；|}没有事件（未设置 GITHUB_EVENT_NAME），也没有其他 CI 提供提交。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_deletion':
    '{empty|值为空，视为 `event`；|}本次推送删除了分支或标签，因此没有提交。请在删除时跳过本步骤，或填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_missing':
    '{empty|值为空，视为 `event`；|}缺少 {event} 事件的负载（未设置 GITHUB_EVENT_PATH）。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_broken':
    '{empty|值为空，视为 `event`；|}无法读取 {event} 事件的负载（GITHUB_EVENT_PATH 所指文件）。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_unnamed':
    '{empty|值为空，视为 `event`；|}有事件负载（GITHUB_EVENT_PATH），但未设置 GITHUB_EVENT_NAME。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_run':
    '{empty|值为空，视为 `event`；|}该工作流由 {trigger} 触发，其 head_sha 是分支的最新提交，而不是待检查的提交。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_event_run_untold':
    '{empty|值为空，视为 `event`；|}负载中没有说明该工作流由哪个事件触发，其 head_sha 可能只是分支的最新提交。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_ci_merge':
    '{empty|值为空，视为 `event`；|}本次 {ci} 构建针对变更请求（设置了 {variable}），构建的可能是其他地方没有的合并提交。请填写待检查提交的哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_ci_no_hash':
    '{empty|值为空，视为 `event`；|}{ci} 的 {variable} 不是 40 位十六进制的提交哈希。请填写提交哈希，或用 `commit: any` 接受任意提交的执行记录',
  'issue.commit_v3':
    '{empty|值为空，视为 `event`；|}v3 接口不返回提交。请填写 `project_id`（`api_version` 为 `auto`）以使用 v5，或用 `commit: any` 接受任意提交的执行记录',
  'issue.time': '应为 2026-01-31T08:00:00Z 这样的时间，或 30m 这样的时长（从现在往前算）',
  'issue.time_zone': '缺少时区；应为 2026-01-31T08:00:00Z 或 2026-01-31T16:00:00+08:00',
  'issue.time_future': '该时间比现在晚一天以上',
  'issue.zone': '应为 IANA 时区名称，如 `UTC`、`Asia/Shanghai`、`Europe/Berlin`',
  'issue.zone_near': '未知时区；是否应为 {meant}？',
  'issue.duration': '应为 90s、45m、1h30m、500ms 这样的时长，大于 0，不超过 120h',
  'issue.poll_interval': '应为 auto，或不少于 1s 的时长（只有 `endpoint` 指向本机时可以更短）',
  'issue.retry': '应为 0 到 {most} 的整数',
  'issue.retry_v3': 'v3 接口不能重试；请填写 `project_id`（`api_version` 为 `auto`）以使用 v5',
  'issue.retry_wait': '需要 `wait: true`：请移除 `retry` 或 `wait: false`',
  'issue.boolean': '应为 true 或 false',
  'issue.choice': '应为其中之一：{choices}',
  'issue.choice_near': '是否应为 {meant}？可选值：{choices}',
  'issue.fail_on_empty': '没有任何结果；应为以逗号分隔的结果，或 none',
  'issue.fail_on_word': '可用：{choices}',
  'issue.fail_on_near': '是否应为 {meant}？可用：{choices}',
  'issue.fail_on_none': 'none 不能与其他结果一起使用',
  'issue.fail_on_success': 'success 不能作为失败条件，请移除',
  'issue.fail_on_running': 'running 只能与 `wait: false` 一起使用',
  'issue.region': '未知区域；已知区域：{regions}。其他区域需要设置 `endpoint`',
  'issue.region_near': '是否应为 {meant}？已知区域：{regions}。其他区域需要设置 `endpoint`',
  'issue.region_shape': '应由字母、数字和连字符组成，例如 cn-north-4',
  'issue.endpoint_url': '应为 https://host 这样的地址',
  'issue.endpoint_https': '应使用 https；http 只能用于本机回环地址',
  'issue.endpoint_extra': '只应包含协议、主机和端口，不含路径、查询参数、用户名或密码',
  'issue.endpoint_slash': '末尾不应有斜杠：{origin}',
  'issue.credential_none':
    '没有凭据。请设置 `access_key` 和 `secret_key`，或环境变量 HUAWEICLOUD_SDK_AK 和 HUAWEICLOUD_SDK_SK；或 `auth_token`；或 `iam_domain`、`iam_username` 和 `iam_password`。免密钥登录（`oidc_agency_urn`、`oidc_idp_id`）仅适用于 GitHub Actions',
  'issue.credential_none_secret':
    '没有凭据。如果工作流中已填写，则对应的 Secret 为空：未设置（Settings > Secrets and variables > Actions）、位于其他环境，或调用方工作流没有传入（secrets: inherit）。否则请提供一种凭据：`oidc_agency_urn` 和 `oidc_provider_urn`；`oidc_idp_id`；`access_key` 和 `secret_key`；`auth_token`；或 `iam_domain`、`iam_username` 和 `iam_password`；也可设置环境变量 HUAWEICLOUD_SDK_AK 和 HUAWEICLOUD_SDK_SK',
  'issue.credential_none_fork':
    '没有凭据：来自 fork 的 PR 无法获取 Secret。请对其跳过作业并启用合并队列，让作业在队列中运行（merge_group）。没有合并队列时，被跳过的作业会被视为通过',
  'issue.credential_none_dependabot':
    '没有凭据：由 Dependabot 触发的工作流只能获取 Dependabot 的 Secret，请在那里也添加一份（Settings > Secrets and variables > Dependabot）',
  'issue.credential_two': '提供了多种凭据，请只用其中一种：{kinds}',
  'issue.credential_half': '缺失：{all} 须一并提供',
  'issue.credential_half_secret':
    '缺失：{all} 须一并提供。如果工作流中均已填写，则有 Secret 为空：未设置（Settings > Secrets and variables > Actions）、位于其他环境，或调用方工作流没有传入（secrets: inherit）',
  'issue.credential_half_fork':
    '缺失：{all} 须一并提供。来自 fork 的 PR 无法获取 Secret：请对其跳过作业并启用合并队列，让作业在队列中运行（merge_group）。没有合并队列时，被跳过的作业会被视为通过',
  'issue.credential_half_dependabot':
    '缺失：{all} 须一并提供。由 Dependabot 触发的工作流只能获取 Dependabot 的 Secret，请在那里也添加一份（Settings > Secrets and variables > Dependabot）',
  'issue.credential_characters': '含有凭据中不允许的字符（如空格或换行），请重新复制',
  'issue.credential_id_token':
    '免密钥登录需要作业的 OIDC Token；请为作业添加：`permissions: { id-token: write }`',
  'issue.credential_id_token_fork':
    '免密钥登录需要作业的 OIDC Token，而来自 fork 的 PR 无法获取。请对其跳过作业并启用合并队列，让作业在队列中运行（merge_group）。没有合并队列时，被跳过的作业会被视为通过',
  'issue.only_with_start': '需要 `start: true`',
  'issue.branch_and_tag': '`branch` 与 `tag` 只能填写其一（branch 为 {branch}）',
  'issue.ref_lines': '每行应为“别名=值”，对应一个代码源；以下各行无效：{lines}',
  'issue.ref_is_tag': '应为分支，而这是标签；请改用 `tag: {name}`',
  'issue.ref_is_branch': '应为标签，而这是分支；请改用 `branch: {name}`',
  'issue.ref_is_pull': '该 PR 引用只存在于 GitHub；请使用 PR 的源分支（github.head_ref）',
  'issue.ref_is_commit':
    '这是提交哈希，而启动流水线需要分支或标签；PR 上请使用 github.head_ref。如果确有此名称的分支，请写 refs/heads/{name}；标签请写 refs/tags/{name}',
  'issue.ref_is_other': '应为分支或标签的名称，而 {name} 都不是',
  'issue.ref_characters': '含有控制字符，请删除',
  'issue.variable_line': '第 {line} 行没有 =；应为 NAME=value',
  'issue.variable_name': '第 {line} 行：= 之前应为由字母、数字和下划线组成的名称，不含空格',
  'issue.variable_twice': '{name} 出现了两次',
  'issue.variable_long': '{name} 的值有 {length} 个字符，最多允许 {limit} 个',
  'issue.start_v3': '启动流水线需要 v5 接口：请填写 `project_id`，且 `api_version` 为 `auto`',
  'issue.start_pin': '指定运行针对已有的执行记录，而 `start` 会新启动一次运行；请移除 @ 及其后的部分',
  'issue.start_started_after': '使用 `start` 时以新启动的运行为准；请移除 `started_after`',
  'issue.plan_pipeline': 'CodeArts 拒绝访问该流水线：{words}。请将流水线 ID 与控制台中流水线的地址核对',
  'issue.plan_variables': '{pipeline} 没有声明变量：{names}',
  'issue.plan_aliases': '{pipeline} 没有别名为 {names} 的代码源；可用：{aliases}',
  'issue.plan_branch': '{pipeline} 的代码源 {source} 没有默认分支：请设置 `branch` 或 `tag`',
  'issue.plan_commit': '{pipeline} 没有代码源，其执行记录没有提交。如需接受，请设置 `commit: any`',
  'issue.plan_change':
    '{pipeline} 是变更流水线，无法从这里启动。请在控制台执行，并移除 `start`，等待其执行记录',
  'issue.status_v3': '提交状态需要 v5 接口：请填写 `project_id`，且 `api_version` 为 `auto`',
  'issue.status_any':
    '提交状态需要确定的提交，而此处接受任意提交的执行记录（`commit: any`）：请设置 `commit: event`，或将 `commit` 设为提交哈希',
  'issue.status_short': '提交状态需要完整的 40 位十六进制哈希，而 `commit` 为 {commit}',
  'issue.status_pin':
    '指定的运行（ID@RUN_ID）可以属于任意提交，不能作为提交状态的依据：请移除指定的运行或 `commit_status`',
  'issue.status_fail_on': '`fail_on: none` 时步骤不会失败，而提交状态会失败：请移除其中一个输入',
  'issue.status_many':
    'each 为每条流水线写入一个状态，最多 {most} 条，当前有 {n} 条：请使用 `commit_status: one`',
  'issue.status_prefix': '含有 GitHub 状态名称中不接受或不显示的字符',
  'issue.status_prefix_long': '最多 {most} 个字符',
  'issue.github_token': '为空，但 {by} 需要它。移除该输入即使用作业的 Token，或检查其来源 Secret',
  'issue.github_api_url': '应为 https 的基础地址；http 只能用于本机回环地址',
  'issue.github_repository': '应为 owner/name，{by} 需要此项',
  'issue.log_lines': '应为 0 到 {most} 的整数'
}
