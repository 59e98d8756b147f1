import type { notices as english } from '../en/notices.js'

/** Warnings and notices before the gate begins. */
export const notices: Record<keyof typeof english, string> = {
  'warning.another_commit':
    '{name}：运行 {run} 属于提交 {commit}，而本次事件的提交是 {wanted}。如需只接受该提交的执行记录，请设置 `commit: event`。',
  'warning.another_commit.pinned':
    '{name}：指定的运行 {run} 属于提交 {commit}，而本次事件的提交是 {wanted}。请检查 `@` 之后的部分。',
  'warning.another_commit.more': '另有 {n} 条流水线也是如此。',

  'notice.commit_event':
    '只接受提交 {commit} 的执行记录，即本次 {event} 事件的提交（`commit: {choice}`）。如需接受任意提交的执行记录，请设置 `commit: any`。',
  'notice.commit_event_empty':
    '只接受提交 {commit} 的执行记录，即本次 {event} 事件的提交：`commit` 的值为空，视为 `event`。如需接受任意提交的执行记录，请设置 `commit: any`。',
  'notice.commit_ci':
    '只接受提交 {commit} 的执行记录，即 {event} 的待检查提交（{variable}；`commit: {choice}`）。如需接受任意提交的执行记录，请设置 `commit: any`。',
  'notice.commit_ci_empty':
    '只接受提交 {commit} 的执行记录，即 {event} 的待检查提交（{variable}）：`commit` 的值为空，视为 `event`。如需接受任意提交的执行记录，请设置 `commit: any`。',
  'notice.commit_any': '接受任意提交的执行记录（`commit: any`）。',
  'notice.commit_any_event':
    '接受任意提交的执行记录：{event} 事件没有待检查的提交，此时 `commit: auto` 即 `commit: any`。如需指定提交，请设置 `commit: event` 或提交哈希。',
  'notice.commit_any_nothing':
    '接受任意提交的执行记录：本步骤不是由事件触发的，此时 `commit: auto` 即 `commit: any`。如需指定提交，请将 `commit` 设为其哈希。',
  'notice.commit_v3':
    'v3 接口不返回提交：即使最新执行记录不属于本次 {event} 事件的提交，也以它为准。如需检查提交，请设置 `project_id`（`api_version` 为 `auto`）以使用 v5。',
  'notice.commit_v3_ci':
    'v3 接口不返回提交：即使最新执行记录不属于 {event} 的待检查提交，也以它为准。如需检查提交，请设置 `project_id`（`api_version` 为 `auto`）以使用 v5。',
  'notice.address_run':
    '已忽略 {n} 个地址中的运行 ID：{runs}。控制台地址不会指定某次运行；如需指定，请使用 流水线 ID@运行 ID。',
  'notice.unknown_inputs':
    '已忽略 {n} 个未知的输入：{names}。这些变量可能来自作业的 `env:`；如果写在 `with:` 中，请检查拼写。',
  'notice.unknown_inputs_more':
    '已忽略未知的输入：{names} 以及另外 {more} 个。这些变量可能来自作业的 `env:`；如果写在 `with:` 中，请检查拼写。'
}
