import type { failures as english } from '../en/failures.js'

/** Why the gate could not judge, and what to do about it. */
export const failures: Record<keyof typeof english, string> = {
  'service.v3': 'CodeArts',
  'service.v5': 'CodeArts',
  'service.iam': 'IAM',
  'service.idp': 'IAM',
  'service.sts': 'STS',
  'service.github': 'GitHub',

  'failure.inputs': '以下输入无效：',
  'failure.plan': '没有启动任何流水线，请修正以下输入：',
  'failure.refused': '{service} 拒绝了凭据{facts}。',
  'failure.forbidden': '{service} 拒绝访问，权限不足{facts}。',
  'failure.rejected': '{service} 返回错误{facts}。',
  'failure.throttled': '{service} 对请求限流{facts}。',
  'failure.locked': '{service} 已锁定该访问密钥{facts}。',
  'failure.redirected': '{service} 返回了重定向，不予跟随{facts}。',
  'failure.not_understood': '{service} 返回的响应无效{facts}。',
  'failure.server_error': '{service} 服务端错误{facts}。',
  'failure.connection': '无法连接 {service}{facts}。',
  'failure.unreachable': '{service} 在超时前没有响应{facts}。',
  'failure.not_started': '超时前未能启动所有流水线，请调大 `timeout`。',
  'failure.of': '启动 {pipeline}：{text}',
  'failure.not_announced':
    '无法写入提交状态（`pending` 或结果）{facts}。使用 `wait: false` 时，没有其他检查能阻止合并。',
  'failure.cancelled': '本步骤在所有流水线结束之前被取消。',
  'failure.internal': '本 Action 内部错误{facts}。',
  'failure.passing': '`fail_on: none`：步骤不会失败。',

  'fact.status': 'HTTP {status}',
  'fact.commit': '提交 {commit}',
  'fact.branch': '分支 {branch}',
  'fact.trigger': '触发方式 {trigger}',
  'fact.started': '{started} 开始',
  'fact.request': '请求 ID {id}',
  'fact.attempts': '尝试 {n} 次',

  'detail.empty': '响应为空',
  'detail.html': '响应是 HTML 页面',
  'detail.not_json': '响应不是有效的 JSON',
  'detail.null': '响应是 null',
  'detail.not_our_run': '响应中的运行 {run} 不是本步骤启动的',
  'detail.not_a_list': '响应中没有流水线列表',
  'detail.bad_element': '流水线列表中有无法识别的内容',
  'detail.list_changes': '流水线列表一直在变化，读取 {n} 次均不一致',
  'detail.other_run': '响应中是另一次运行',
  'detail.no_pipeline': '响应中没有流水线定义',
  'detail.no_run_id': '响应中没有运行 ID',
  'detail.not_stopped': '响应未确认已停止',
  'detail.no_success': '响应未确认已接受',
  'detail.bad_inputs': '本步骤的输入已失效',
  'detail.no_log': '响应中没有日志',
  'detail.no_run': '响应中没有执行记录',
  'detail.no_outputs': '响应中没有步骤输出',
  'detail.no_child_ids': '步骤输出中没有有效的流水线 ID 和运行 ID',
  'detail.circle': '子流水线循环调用',
  'detail.odd_status': '非预期的 HTTP 状态码',
  'detail.too_large': '响应超过 {limit}',
  'detail.too_many_values': '响应中的值过多',
  'detail.duplicate_key': 'JSON 对象中有重复的键',
  'detail.encoded': '非预期的内容编码 {encoding}',
  'detail.old_answer': '响应来自缓存，生成于 {seconds} 秒前',
  'detail.no_answer': '{seconds} 秒内没有响应',
  'detail.no_time': '剩余时间不足',
  'detail.cancelled': '本步骤被取消',
  'detail.no_lines': '日志为空',
  'detail.no_token': '响应中没有 Token',
  'detail.no_credentials': '响应中的凭据不完整',
  'detail.no_expiry': '响应中没有有效的过期时间',
  'detail.already_ended': '返回的凭据已过期',
  'detail.redirect_to': '指向 {host}',
  'detail.raw': '{text}',

  'hint.not_owned': '该项目没有这条流水线，请检查 `pipeline_ids`、`project_id` 和 `region`。',
  'hint.wrong_ref': '请检查 `branch` 或 `tag`，或流水线的默认分支。',
  'hint.no_such_pipeline': '流水线不存在，请将 `pipeline_ids` 与控制台中流水线的地址核对。',
  'hint.no_such_project':
    '项目 ID 有误，或该凭据的用户不是项目成员：请将 `project_id` 与控制台地址核对，或将该用户加入项目（项目设置 > 成员管理）。',
  'hint.too_many_runs': '并发运行的数量过多，请等部分运行结束后重试。',
  'hint.no_such_api': '该服务地址没有此接口，请检查 `region` 和 `endpoint`。',
  'hint.v3_offline':
    '此处的 v3 接口可能已下线，或者 `region`、`endpoint` 有误。如需改用 v5，请在 `with:` 下加一行 `project_id: <32 位字符>`，取自控制台地址中 /project/ 之后的部分，其余不变。',
  'hint.wrong_key':
    '请检查 `access_key` 与 `secret_key` 是否配套、密钥是否启用（控制台：我的凭证 > 访问密钥）。',
  'hint.wrong_access_key': 'AK 不存在，请检查 `access_key`（控制台：我的凭证 > 访问密钥）。',
  'hint.wrong_secret_key':
    'AK 存在，但签名不匹配，请检查该 `access_key` 对应的 `secret_key`；临时密钥还需要 `security_token`（控制台：我的凭证 > 访问密钥）。',
  'hint.key_locked':
    '签名错误超过五次后，访问密钥会被锁定五分钟，使用该密钥的所有任务都会受影响。请找出 `secret_key` 有误的任务；本步骤每分钟重试一次，直到锁定解除，`timeout` 应大于 6m。',
  'hint.key_locked_sweep':
    '签名错误超过五次后，访问密钥会被锁定五分钟，使用该密钥的所有任务都会受影响。请找出 `secret_key` 有误的任务；下一次 `sweep` 会重试。',
  'hint.key_disabled': 'AK 已停用，请启用或更换（控制台：我的凭证 > 访问密钥）。',
  'hint.cannot_renew':
    '凭据在等待期间过期，且无法续期。请改用可续期的方式：`iam_username` 及其密码，或免密钥登录（`oidc_agency_urn`、`oidc_idp_id`）。',
  'hint.wrong_identity_endpoint': '请检查 `region`、`iam_endpoint` 和 `sts_endpoint`，以及代理（如有）。',
  'hint.iam_user':
    '请检查 `iam_domain`（账号名）、`iam_username` 和 `iam_password`（控制台：我的凭证）。如果无误，该用户可能需要开通编程访问（控制台：统一身份认证 > 用户）。',
  'hint.iam_policy':
    '被账号的安全策略（如 MFA、访问控制列表）阻止：请使用无需 MFA 的编程访问用户，或免密钥登录（控制台：统一身份认证 > 安全设置）。',
  'hint.iam_refused': '该用户不能登录此区域，请检查 `region` 以及用户的权限（控制台：统一身份认证 > 用户）。',
  'hint.idp_provider':
    '身份提供商不存在，请将 `oidc_idp_id` 与其名称核对（控制台：统一身份认证 > 身份提供商）。',
  'hint.idp_mapping':
    '没有与该 Token 匹配的身份转换规则，其主题（subject）为 {subject}，请添加（控制台：统一身份认证 > 身份提供商 > 身份转换规则）。',
  'hint.idp_refused':
    '身份提供商不接受该作业的 Token，其主题（subject）为 {subject}：请检查签发者、受众（`oidc_audience`）和身份转换规则（控制台：统一身份认证 > 身份提供商）。',
  'hint.sts_provider': '身份提供商不存在，请检查 `oidc_provider_urn`（控制台：统一身份认证 > 身份提供商）。',
  'hint.sts_trust':
    '委托不信任该作业，其主题（subject）为 {subject}：请检查委托的信任策略、`oidc_agency_urn`、`oidc_provider_urn` 和 `oidc_audience`（控制台：统一身份认证 > 委托）。',
  'hint.id_token': '作业未能获取 OIDC Token，请检查是否有 `permissions: id-token: write`。',
  'hint.wrong_token': 'Token 无效、已过期（24 小时）或属于其他区域，请为 `region` 重新获取。',
  'hint.blocked': 'API 网关禁止该调用方访问，请向账号管理员确认访问规则。',
  'hint.token_renewal': 'Token 需要更新，请重新获取。',
  'hint.no_identity': '请检查凭据是否完整、是否启用、是否属于该区域。',
  'hint.forbidden':
    '请为该凭据的用户授予此项目中查看流水线的权限；使用 `start: true` 时还需要执行权限（项目设置 > 权限管理）。',
  'hint.wrong_endpoint': '请检查 `region` 和 `endpoint`，以及代理（如有）。',
  'hint.no_such_host':
    '主机名不存在，请检查 `region`、各服务地址（`endpoint`、`iam_endpoint`、`sts_endpoint`）以及代理（如有）。',
  'hint.no_identity_host':
    '`region` 没有此身份服务域名：请将 `iam_endpoint` 设为全局地址 https://iam.myhuaweicloud.com，或将 `sts_endpoint` 设为有 STS 的区域的地址；否则请检查 `region` 以及代理（如有）。',
  'hint.wrong_protocol':
    '服务器返回的不是预期的 HTTP 或 TLS 响应，请检查 `endpoint` 以及环境变量 https_proxy 中代理（如有；仅支持 HTTP 代理）的协议与端口。',
  'hint.headers_too_large': '响应头过大，请检查 `endpoint` 以及代理（如有）。',
  'hint.cached': '响应来自缓存（如代理）：请在代理上对该主机关闭缓存，或将其列入 no_proxy。',
  'hint.certificate':
    '运行器不信任该服务的证书：请检查 `endpoint`，或将 NODE_EXTRA_CA_CERTS 设为私有 CA 的证书文件。',
  'hint.clock': '签名时间与服务器时间相差过大，请校准运行器的时钟，例如使用 NTP。',
  'hint.proxy_unreadable':
    '请检查环境变量 https_proxy：应为 http://主机:端口 形式的 URL，用户名和密码中的特殊字符须按百分号编码（% 写作 %25，@ 写作 %40）。',
  'hint.proxy_credentials':
    '代理要求其他凭据，请检查环境变量 https_proxy 中的用户名和密码（http://用户名:密码@主机:端口）。',
  'hint.proxy_refuses':
    '环境变量 https_proxy 中的代理拒绝了该请求：请在代理上放行该主机；如果无需代理即可访问，请将其列入 no_proxy。',
  'hint.proxy_unsupported':
    '不支持环境变量 https_proxy 中的代理类型（如 SOCKS），请使用 HTTP 代理（http://主机:端口）。',
  'hint.unsendable': '某个输入或环境变量中有 HTTP 头不允许的字符，请使用普通字母和数字。',
  'hint.descriptors': '这台机器的文件描述符已用尽，请调高上限（`ulimit -n`），或减少同时运行的进程。',
  'hint.too_long': 'API 网关或代理不接受这么长的请求，请减少一个步骤中的流水线数量。',
  'hint.rejected':
    '请检查 `pipeline_ids`、`project_id` 和 `region`；如果无误，请在 CodeArts 的 API 参考中查找错误码，或凭请求 ID 联系技术支持。',
  'hint.service': '请稍后重新运行，或调大 `timeout`、`poll_interval`。',
  'hint.next_sweep': '下一次 `sweep` 会重试。',
  'hint.report_bug': '请附上日志反馈此问题。'
}
