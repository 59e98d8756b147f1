import type { forge as english } from '../en/forge.js'

/** Commit statuses and the comment on the pull request. */
export const forge: Record<keyof typeof english, string> = {
  'status.run': '运行 {run}',
  'status.waiting': '等待该提交的执行记录',
  'status.outcome': '尚未结束：{outcome}{facts}',
  'status.passed': '通过{facts}',
  'status.failed': '失败{where}{facts}',
  'status.error': '{reason}{facts}',
  'status.error.aborted': '已终止',
  'status.error.timed_out': '超时：未在规定时间内结束',
  'status.error.not_found': '没有该流水线的执行记录',
  'status.error.stale': '该提交的执行记录没有出现',
  'status.error.unknown': '最终结果未知',
  'status.error.paused': '需要人工审核，门禁按设置不等待',
  'status.blocked': '无法判定：{reason}',
  'status.settled.cancelled': '门禁在该流水线结束前被取消，请重新运行作业。',
  'status.settled.killed': '门禁在判定前被中断，请重新运行作业。',
  'status.settled.shared': '两个步骤写入同一个状态：请为每个步骤设置不同的 status_prefix。',
  'status.settled.unread': '已通过，但无法从 GitHub 读取该提交的现有状态，请重新运行作业。',
  'status.settled.not_awaited': '门禁在该流水线结束前已结束，请重新运行作业。',
  'status.one.begun': '正在查找流水线',
  'status.one.pending': '等待 {n} 条流水线',
  'status.one.passed': '{n} 条流水线通过{facts}',
  'status.one.allowed': '门禁通过：{n} 条流水线中 {passed} 条通过{facts}',
  'status.one.failed': '{n} 条流水线中 {failed} 条未通过：{names}',

  'comment.begun': 'CodeArts 门禁：正在查找流水线',
  'comment.awaited': '等待中',
  'comment.waiting': 'CodeArts 门禁：正在等待 {n} 条流水线中的 {open} 条',

  'forge.unwritten.statuses': '无法写入提交状态{facts}。',
  'forge.unwritten.comment': '无法写入评论{facts}。',
  'forge.hint.permission.permissions': 'Token 需要 `{permission}` 权限：请在作业的 `permissions:` 中添加。',
  'forge.hint.permission.fork':
    '需要 `{permission}` 权限，但来自 fork 的 PR 只有只读 Token：请启用合并队列，作业在其中（`merge_group`）拥有权限。',
  'forge.hint.permission.dependabot':
    '需要 `{permission}` 权限，但 Dependabot 的 Token 默认只读：请在作业的 `permissions:` 中添加。',
  'forge.hint.token': 'GitHub 不接受 `github_token`：请检查它是否有效、是否过期。',
  'forge.hint.limit':
    '达到 GitHub 的速率限制（每分钟约 80 次、每小时约 500 次写入）：请使用 `commit_status: one`，或减少同时运行的门禁。',
  'forge.hint.limit.heads':
    '达到 GitHub 的速率限制（每个仓库每小时 1,000 次请求）：请降低 `sweep` 的运行频率，下一次 `sweep` 会继续处理。',
  'forge.hint.repository':
    'GitHub 找不到该仓库、提交或 PR：Token 需要此仓库的访问权限和 `{permission}` 权限。',
  'forge.hint.locked': '该 PR 的对话已锁定，解锁后才能写入评论。',
  'forge.hint.redirected': '不跟随重定向：请检查 GITHUB_API_URL，以及仓库是否已更名。',
  'forge.shared':
    '另一个步骤写入了同一个提交状态，已将其设为 `error`：{contexts}。请为每个步骤以及矩阵的每个作业设置不同的 `status_prefix`（当前为 {prefix}）。',
  'forge.no_pull_request': '`comment`：当前没有 PR，不写入评论。',
  'forge.left_pending': '以下 {n} 个提交状态可能仍为 pending：{contexts}。请重新运行本作业。',
  'forge.left_pending.inputs':
    '以下 {n} 个提交状态可能仍为 pending，且该步骤的输入已无法用于更新它们：{contexts}。请重新运行本作业。'
}
