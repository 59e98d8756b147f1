import type { outcomes as english } from '../en/outcomes.js'

/** What became of a pipeline, and what to do about it. */
export const outcomes: Record<keyof typeof english, string> = {
  'outcome.success': '成功',
  'outcome.error': '失败',
  'outcome.aborted': '已终止',
  'outcome.running': '运行中',
  'outcome.paused': '等待人工审核',
  'outcome.timed_out': '超时',
  'outcome.not_found': '未找到',
  'outcome.stale': '无匹配的执行记录（stale）',
  'outcome.unknown': '未知',

  'matched.latest': '最新执行记录',
  'matched.commit': '提交',
  'matched.started_after': '启动时间',
  'matched.run_id': '运行 ID',
  'matched.started': '由本步骤启动',

  'next.error': '构建或测试失败，请修复后重新执行。',
  'next.aborted': '该次运行已被终止。如非本意，请重新执行。',
  'next.superseded.merge_request':
    '该次运行已被 {run}（{facts}）取代，后者是同一合并请求的更新运行，其结果计入对应提交的检查。',
  'next.superseded.commit':
    '该次运行已被 {run}（{facts}）取代，后者是同一提交的更新运行。请重新运行本作业以检查其结果。',
  'next.running': '运行尚未结束，请打开查看结果，或稍后重新运行本作业。',
  'next.last_seen': '最后一次查询到的状态：{outcome}{where}{when}，最终结果未知。',
  'next.last_seen.at': '（{time}）',
  'next.lost.service': '请打开执行记录查看结果，待服务恢复响应后重新运行本作业。',
  'next.lost.configuration': '请修复上述错误，然后重新运行本作业。',
  'next.paused': '正在等待人工审核，请在控制台通过或驳回。',
  'next.paused.by': '正在等待 {names} 人工审核，请在控制台通过或驳回。',
  'next.paused.said': '说明：{words}。',
  'next.timed_out': '运行未在规定时间内结束。请查看其进度，或调大 `timeout`。',
  'next.not_found': '请检查流水线 ID、`region` 以及该凭据的权限，或先执行一次流水线。',
  'next.stale': '所有执行记录都不匹配。请为所需的提交执行流水线，或检查 `commit` 和 `started_after`。',
  'next.unknown': 'CodeArts 未返回最终结果（状态：{status}），请在控制台查看执行记录。',
  'next.start_lost':
    '启动请求已发送，但 CodeArts 未返回运行 ID，也没有找到描述中含有 `{correlationId}` 的执行记录。流水线可能已经启动，请在控制台查看执行记录。本步骤没有再次启动它。',
  'next.start_found': '启动时 CodeArts 未返回运行 ID，等待结束后才找到该执行记录，请打开查看结果。',
  'next.not_started': '未启动。请重新运行本作业以启动它。',
  'next.never_appeared':
    '流水线已启动，但 CodeArts 一直没有列出该执行记录。请在控制台查找；如果只是出现较晚，请调大 `start_timeout`。',
  'next.left_queue':
    '该次运行已离开队列，但 CodeArts 在 `start_timeout` 内没有列出它。请在控制台查找；如果只是出现较晚，请调大 `start_timeout`。',
  'next.queue_timed_out':
    '该次运行排队时间过长，已被 CodeArts 丢弃（QUEUED_TIME_OUT），从未执行。请在并发较少时重新运行本作业。',
  'next.no_run_number':
    '最近的执行记录中没有运行序号 #{number}。`@` 之后应为运行 ID 或运行序号，请与控制台的执行记录核对。',
  'next.no_run_pinned': '请将 `@` 之后的运行 ID 以及流水线 ID 与控制台中该执行记录的地址核对。',
  'next.moved_on':
    '本步骤启动的运行属于提交 {commit}，而不是 {wanted}。请检查 `branch`（PR 上应为 `github.head_ref`）。如果分支已有新的提交，请针对最新提交重新运行。如果流水线构建的是其他仓库，请设置 `commit: any`。',
  'next.commit_untold':
    'CodeArts 没有返回本步骤所启动运行的提交，无法确认它属于 {wanted}，请在控制台核对。如果流水线构建的是其他仓库，请设置 `commit: any`。',
  'next.said': '错误信息：{words}。',
  'next.doing': '当前步骤：{location}。',
  'next.doing.since': '当前步骤：{location}（{since} 开始）。',
  'next.unseen': '等待结束前未查询到状态，请重新运行本作业。',
  'next.unconfirmed': '该流水线已成功，但等待结束时 CodeArts 未响应，无法确认结果。请重新运行本作业。',
  'next.contradiction': 'CodeArts 对该流水线返回了相互矛盾的结果。请在控制台核对，然后重新运行本作业。',

  'absent.within': '{time}内未出现{what}。',
  'absent.now': '尚未出现{what}。',
  'absent.any': '该流水线没有执行记录。',
  'absent.pinned': '该流水线没有执行记录 {run}。',
  'absent.run': '执行记录',
  'absent.run_of': '提交 {commit} 的执行记录',
  'absent.started_after': '{since} 及之后启动的{run}',
  'absent.started_within': '在本步骤开始前 {time}内启动的{run}',
  'absent.queued': '有一次运行正在排队（{since} 起），可能就是所等待的运行。',
  'absent.queued.undated': '有一次运行正在排队，可能就是所等待的运行。',
  'absent.queued.behind': '有一次运行正在排队（{since} 起），前面还有 {n} 次，可能就是所等待的运行。',
  'absent.queued.behind.undated': '有一次运行正在排队，前面还有 {n} 次，可能就是所等待的运行。',
  'absent.dropped': '有一次运行排队时间过长，已被 CodeArts 丢弃（QUEUED_TIME_OUT）。',
  'absent.at': '（{time}）',
  'absent.trigger': '触发失败{when}：{words}。',
  'absent.trigger.silent': '触发失败{when}，CodeArts 未返回原因。',
  'absent.latest': '最新执行记录：{run}，{facts}。',
  'absent.latest_of': '最新执行记录：{run}，提交 {commit}，{facts}。',
  'absent.partial': '触发失败记录和排队记录未能完整读取。',

  'way.filter':
    '如果这些路径或分支不会触发该流水线，请用 `if:` 跳过作业（用 `paths:` 跳过时，必需检查会一直等待）。',
  'way.start': '如果没有触发器，请设置 `start: true`。',
  'way.wait': '如需等待其执行，请设置 `wait: true`。',
  'way.start_timeout': '如果执行记录出现较晚，请调大 `start_timeout`。',
  'way.timeout': '如需等待更久的排队，请调大 `timeout`。',
  'way.advisory': '如果它不必通过，请将其写入 `advisory`。',
  'way.keep': '如果从 `fail_on` 中移除 `{outcome}`，出现较晚的运行将不经检查即放行。',

  'attempts.ended': '第 {n} 次尝试：{outcome}{where}。',
  'attempts.same': '第 {n} 次尝试在同一位置失败。',
  'attempts.passed': '第 {n} 次尝试通过。',

  'retry.due': '步骤已先结束，未重试。如因超时结束，请调大 `timeout`。',
  'retry.sent': '已请求重试，但步骤结束时该次运行尚未继续。',
  'retry.queued': '已请求重试，但步骤结束时仍在排队。',
  'retry.queued.by_others': '已有人在本步骤之外重试，但步骤结束时仍在排队。',
  'retry.refused': 'CodeArts 拒绝重试（{lastError}）。',
  'retry.lost':
    '重试请求已发送，但没有得到明确响应（{lastError}），该次运行在 30 秒内没有继续。手动重试前请先查看执行记录。',
  'retry.unchanged': 'CodeArts 接受了重试，但该次运行在 30 秒内没有继续。',
  'retry.not_now': 'CodeArts 在 `start_timeout` 内未接受重试（{lastError}）。',
  'retry.queue_timed_out': '重试排队时间过长，已被 CodeArts 丢弃。',

  facts: '（{list}）',

  instead: '最新执行记录：{run}（{facts}）。'
}
