import type { sweep as english } from '../en/sweep.js'

/** Sweeps over the statuses of open pull requests. */
export const sweep: Record<keyof typeof english, string> = {
  'issue.sweep_event':
    '`sweep` 用于 {events}；在 {event} 事件上，步骤不检查该提交也会通过。请移除 `sweep`，或把该步骤移到由上述事件触发的工作流中',
  'issue.sweep_bases': '应为 true、false，或目标分支的名称，每行一个（* 匹配任意字符）',
  'issue.sweep_beside': '不能与 `sweep` 同用，后者检查每个 PR 的最新提交：请移除其中之一',
  'issue.sweep_pin':
    '指定的运行（ID@RUN_ID）不能与 `sweep` 同用，后者查找每个最新提交的执行记录：请移除 @ 及其后的部分',
  'notice.sweep_sha': '事件负载中的 `sha` 不是 40 位十六进制的提交哈希，已忽略：{sha}。',

  'forge.unwritten.heads': '无法读取打开的 PR 及其提交状态{facts}。',
  'sweep.begin': '正在检查目标为 {bases} 的 {heads} 个最新提交，共 {pipelines} 条流水线。',
  'sweep.headline':
    'CodeArts 状态更新：检查了 {heads} 个最新提交，写入 {settled} 个状态，{open} 个仍为 pending',
  'sweep.headline.failed': 'CodeArts 状态更新失败',
  'sweep.headline.cancelled': 'CodeArts 状态更新已取消',
  'sweep.cancelled': '本步骤在状态更新完成之前被取消，下一次更新会继续处理。',
  'sweep.head': 'PR {number}（{commit}）',
  'sweep.head.queue': '合并队列（{commit}）',
  'sweep.no_status': '无状态',
  'sweep.change': '{head}：{context}：{from} → {to}（{description}）',
  'sweep.column.head': '最新提交',
  'sweep.column.status': '状态',
  'sweep.column.change': '变化',
  'sweep.column.description': '说明',
  'sweep.left.writes': '还有 {n} 个状态需要更新：每次最多写入 40 个且不超过十分钟，其余留待下次。',
  'sweep.left.unchecked': '本次时限内有 {n} 个状态未再次核实，留待下次检查。',
  'sweep.left.refused': '{n} 个状态未被 GitHub 接受，下次重试。',
  'sweep.left.moved': '{n} 个状态在检查期间发生变化，留待下次更新。',
  'sweep.left.heads': '时限内有 {n} 个最新提交未检查，下次从最新的开始。',
  'sweep.left.unread': '{n} 个打开的 PR 未读取：每次只读取最近更新的 1,000 个。',
  'sweep.left.behind': '已跳过 {n} 个 PR：GitHub 尚未处理完最近一次推送，下次检查。',
  'sweep.kept': '{n} 个状态保持原结果：其执行记录已超出 CodeArts 的列表范围（500 次、90 天）。',
  'sweep.no_branch': '没有与 `sweep: {line}` 匹配的分支，请检查名称。',
  'sweep.not_open': '事件指定的提交 {commit} 不是目标为 {bases} 的打开的 PR 或其合并队列的最新提交。',
  'carried_on.headline': 'CodeArts 门禁：{n} 条流水线中有 {open} 条尚未结束，由其提交状态阻止合并',
  'carried_on.note': '现在由提交状态决定能否合并；使用 `sweep: true` 的定时步骤会更新它们。'
}
