import type { outcomes as english } from '../en/outcomes.js'

/** What became of a pipeline, and what to do about it. */
export const outcomes: Record<keyof typeof english, string> = {
  'outcome.success': '成功',
  'outcome.error': '失败',
  'outcome.aborted': '已中止',
  'outcome.running': '运行中',
  'outcome.paused': '等待人工处理',
  'outcome.timed_out': '超时',
  'outcome.not_found': '未找到',
  'outcome.stale': '不是所要的运行',
  'outcome.unknown': '未知',

  'matched.latest': '最新运行',
  'matched.commit': '提交',
  'matched.started_after': '启动时间',
  'matched.run_id': '运行编号',
  'matched.started': '由本步骤启动',

  'next.error': '构建或测试自身失败：请修复失败之处后重新运行。',
  'next.aborted': '该运行被中止。如非本意，请重新运行。',
  'next.aborted.said': '其说明为：{words}。如非本意，请重新运行。',
  'next.superseded.merge_request':
    '该运行已被 {run} 取代（{facts}），后者是同一合并请求的更新的运行，其结果由对应提交的检查判定。',
  'next.superseded.commit':
    '该运行已被 {run} 取代（{facts}），后者是同一提交的更新的运行。请重新执行本作业以判定其结果。',
  'next.running': '最后一次查询时该运行尚未结束，请打开查看结果，或稍后重新运行本步骤。',
  'next.last_seen': '最后一次查询到的状态为{outcome}{where}{when}，此后结果不明。',
  'next.last_seen.at': '（{time}）',
  'next.lost.service': '请打开该运行查看，待云服务恢复应答后重新运行本步骤。',
  'next.lost.configuration': '请先解决导致门禁无法判定的问题，再重新运行本步骤。',
  'next.paused': '正在等待人工审核，请在控制台通过或驳回。',
  'next.paused.by': '正在等待 {names} 人工审核，请在控制台通过或驳回。',
  'next.timed_out': '该运行未能按时结束。请查看其进度，或调大 `timeout`。',
  'next.not_found': '没有找到运行记录。请检查流水线编号、区域以及该凭据是否有权查看，或先运行一次流水线。',
  'next.stale': '有运行记录，但没有所要的那一次。请为其运行流水线，或检查 `commit` 和 `started_after`。',
  'next.unknown': '云服务没有给出明确结果（状态：{status}）。请在控制台打开该流水线。',
  'next.start_lost':
    '启动请求已发出，云服务没有告知其运行（应答丢失，或只说正在排队），也没有出现描述中带有 `{correlationId}` 的运行。它可能仍已启动：请在控制台查看该流水线的运行记录。本步骤没有再次启动它。',
  'next.start_found': '云服务没有告知所启动的运行，直到本步骤结束时才找到它，没有等待其结果。',
  'next.not_started': '它没有被启动。',
  'next.never_appeared':
    '运行已启动，但此后云服务一直没有显示它。请在控制台查看该流水线的运行记录，或调大 `start_timeout`。',
  'next.left_queue':
    '该运行已离开队列，但在 `start_timeout` 内 CodeArts 一直没有显示它。请在控制台查找；如果只是显示较晚，请调大 `start_timeout`。',
  'next.queue_timed_out':
    '该运行排队时间过长，已被 CodeArts 丢弃（QUEUED_TIME_OUT），从未执行。请在并发较少时重新运行本作业。',
  'next.no_run_number':
    '最近的执行记录中没有运行序号 #{number}。`@` 之后应为运行 ID 或运行序号，请与控制台的执行记录核对。',
  'next.no_run_pinned': '请将 `@` 之后的运行 ID 以及流水线 ID 与控制台中该执行记录的地址核对。',
  'next.moved_on':
    '本步骤启动的运行属于提交 {commit}，不是 {wanted}。请检查 `branch`（PR 上应为 `github.head_ref`）；如果分支已有新的提交，请为最新提交运行本步骤。如果流水线构建的是其他仓库，请设置 `commit: any`。',
  'next.commit_untold':
    '本步骤启动的运行没有返回提交，无法证明它属于 {wanted}，请打开运行核对。如果流水线构建的是其他仓库，请设置 `commit: any`。',
  'next.said': '其说明为：{words}。',
  'next.doing': '当前位于 {location}。',
  'next.doing.since': '当前位于 {location}，始于 {since}。',
  'next.unseen': '等待结束前没有得到该流水线的任何信息，请重新运行本步骤。',
  'next.unconfirmed': '该流水线此前已成功，但等待结束时 CodeArts 未响应，无法确认结果。请重新执行本作业。',
  'next.contradiction': '云服务对该流水线给出了两份不同的结果，请在控制台打开查看。',

  'absent.within': '{time}内未出现{what}。',
  'absent.now': '尚未出现{what}。',
  'absent.any': '该流水线没有执行记录。',
  'absent.pinned': '该流水线没有执行记录 {run}。',
  'absent.run': '执行记录',
  'absent.run_of': '提交 {commit} 的执行记录',
  'absent.started_after': '在 {since} 或之后启动的{run}',
  'absent.started_within': '在本步骤开始前 {time}内启动的{run}',
  'absent.queued': '有一次执行自 {since} 起排队，可能就是所等待的执行。',
  'absent.queued.undated': '有一次执行正在排队，可能就是所等待的执行。',
  'absent.queued.behind': '有一次执行自 {since} 起排队，前面还有 {n} 次，可能就是所等待的执行。',
  'absent.queued.behind.undated': '有一次执行正在排队，前面还有 {n} 次，可能就是所等待的执行。',
  'absent.dropped': '有一次执行排队时间过长，已被 CodeArts 丢弃（QUEUED_TIME_OUT）。',
  'absent.at': '（{time}）',
  'absent.trigger': '触发失败{when}：{words}。',
  'absent.trigger.silent': '触发失败{when}，CodeArts 未给出原因。',
  'absent.latest': '最近一次：{run}，{facts}。',
  'absent.latest_of': '最近一次：{run}，提交 {commit}，{facts}。',
  'absent.partial': '触发失败记录和排队记录未能完整读取。',

  'way.filter': '如果这些路径或分支不会触发该流水线，请在工作流中添加 `if:` 或 `paths:`。',
  'way.start': '如果没有任何触发器，请设置 `start: true`。',
  'way.wait': '如需等待其执行，请设置 `wait: true`。',
  'way.start_timeout': '如果其执行出现较晚，请调大 `start_timeout`。',
  'way.timeout': '如需等待更久的排队，请调大 `timeout`。',
  'way.advisory': '如果它不必通过，请将其写入 `advisory`。',
  'way.keep': '如果从 `fail_on` 中去掉 `{outcome}`，迟到的执行将不经检查即放行。',

  'attempts.ended': '第 {n} 次尝试：{outcome}{where}。',
  'attempts.passed': '第 {n} 次尝试通过。',

  'retry.due': '未重试：剩余时间不足。',
  'retry.sent': '已请求重试，但到时限时该运行仍未继续。',
  'retry.queued': '已请求重试，步骤结束时仍在排队。',
  'retry.refused': 'CodeArts 拒绝重试（{lastError}）。',
  'retry.lost':
    '重试已发送但没有得到明确应答（{lastError}），该运行在 30 秒内没有继续。自行重试前请先查看该运行。',
  'retry.unchanged': 'CodeArts 接受了重试，但该运行在 30 秒内没有继续。',
  'retry.not_now': '在 `start_timeout` 内 CodeArts 未接受重试（{lastError}）。',
  'retry.queue_timed_out': '重试排队过久，已被 CodeArts 丢弃。',

  facts: '（{list}）',

  instead: '最新运行是 {run}（{facts}）。'
}
