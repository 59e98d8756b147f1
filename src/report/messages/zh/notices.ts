import type { notices as english } from '../en/notices.js'

/** Warnings and notices before the gate begins. */
export const notices: Record<keyof typeof english, string> = {
  'warning.another_commit':
    '{name}：运行 {run} 属于提交 {commit}，而本次事件的提交是 {wanted}。如只认该提交的执行记录：`commit: event`。',
  'warning.another_commit.pinned':
    '{name}：指定的运行 {run} 属于提交 {commit}，而本次事件的提交是 {wanted}。',
  'warning.another_commit.more': '另有 {n} 条流水线也是如此。',

  'notice.commit_event':
    '只认提交 {commit} 的执行记录，即本次 {event} 事件的提交（`commit: {choice}`）。如需接受任意提交的执行记录：`commit: any`。',
  'notice.commit_event_empty':
    '只认提交 {commit} 的执行记录，即本次 {event} 事件的提交：`commit` 的值为空，视为 `event`。如需接受任意提交的执行记录：`commit: any`。',
  'notice.commit_ci':
    '只认提交 {commit} 的执行记录，即 {event} 指明的待检验提交（{variable}；`commit: {choice}`）。如需接受任意提交的执行记录：`commit: any`。',
  'notice.commit_ci_empty':
    '只认提交 {commit} 的执行记录，即 {event} 指明的待检验提交（{variable}）：`commit` 的值为空，视为 `event`。如需接受任意提交的执行记录：`commit: any`。',
  'notice.commit_any': '接受任意提交的执行记录（`commit: any`）。',
  'notice.commit_any_event':
    '接受任意提交的执行记录，因为 {event} 事件不针对待检验的提交：此时 `commit: auto` 即 `commit: any`。如需指定提交：`commit: event` 或提交哈希。',
  'notice.commit_any_nothing':
    '接受任意提交的执行记录，因为本步骤不是由事件触发的：此时 `commit: auto` 即 `commit: any`。如需指定提交，请将 `commit` 设为其哈希。',
  'notice.commit_v3':
    'v3 接口不返回提交信息：最新的执行记录即使不属于本次 {event} 事件的提交也会计入。请填写 `project_id` 以使用 v5，从而核对提交。',
  'notice.commit_v3_ci':
    'v3 接口不返回提交：即使最新的执行记录不属于 {event} 指明的提交，也以它为准。设置 `project_id` 即可使用会核对提交的 v5。',
  'notice.address_run':
    '已忽略地址中的 {n} 次运行：{runs}。地址不会指定某次运行；如需指定：流水线 ID@运行 ID。',
  'notice.unknown_inputs':
    '已忽略 {n} 个未知的输入：{names}。这些环境变量可能来自作业的 `env:`；如果写在 `with:` 中，请检查拼写。',
  'notice.unknown_inputs_more':
    '已忽略未知的输入：{names} 以及另外 {more} 个。这些环境变量可能来自作业的 `env:`；如果写在 `with:` 中，请检查拼写。'
}
