import type { summary as english } from '../en/summary.js'

/** The job summary and the annotations. */
export const summary: Record<keyof typeof english, string> = {
  'headline.passed': 'CodeArts 门禁通过：{n} 条流水线成功',
  'headline.passed.allowed':
    'CodeArts 门禁通过：{n} 条流水线已结束，没有 `fail_on` 所列的结果；结果：{result}',
  'headline.failed': 'CodeArts 门禁未通过：{n} 条流水线中有 {failed} 条未通过，结果：{result}',
  'headline.open': 'CodeArts 门禁未通过，但按 `fail_on` 的设置步骤不会失败；结果：{result}',
  'headline.advisory': '{verdict}；{n} 条仅供参考的流水线中有 {failed} 条未成功',
  'headline.blocked': 'CodeArts 门禁无法判定',
  'headline.cancelled': 'CodeArts 门禁已取消',

  'annotation.title': 'CodeArts 门禁',
  'annotation.pipeline': '{name}：{outcome}{where}。{next}',
  'annotation.more': '另有 {n} 条流水线未通过，见作业摘要或输出 `failed_ids`。',

  'where.stage': '，位于 {stage}',
  'where.run': '，运行 {run}',
  'where.more': '（另有 {n} 个失败的步骤）',

  'missing.detail.failed': '无法获取失败的步骤{why}。',
  'missing.detail.stopped': '无法获取被终止的步骤{why}。',
  'missing.detail.doing': '无法获取当前步骤{why}。',
  'missing.logs': '无法获取日志{why}。',
  'missing.child':
    '无法获取 {step} 启动的子流水线执行记录{why}，请在控制台查看：流水线 ID {pipeline}，运行 ID {run}。',
  'missing.child.unknown': '无法确定 {step} 启动的子流水线执行记录{why}，请打开执行记录查看。',
  'missing.children': '无法获取子流水线{why}。',
  'missing.unfollowed': '另有 {n} 条失败的子流水线未获取，请打开执行记录查看原因。',
  'missing.unasked': '另有 {n} 个失败步骤的日志未获取，请打开执行记录查看。',
  'missing.runs': '另有 {n} 次运行的详情未获取，请在控制台查看原因。',
  'missing.log': '无法获取 {step} 的日志{why}。',

  'tail.title': '{name}：{step} 日志的最后 {n} 行',
  'tail.fold': '{step} 日志的最后 {n} 行',
  'tail.cut': '［……］',
  'tail.left_out': '已省略日志，完整内容见报告文件。',

  'summary.flaky': '重试后通过',
  'summary.attempt': '第 {n} 次尝试',
  'summary.passed_on': '第 {n} 次尝试后通过',
  'summary.column.pipeline': '流水线',
  'summary.column.outcome': '结果',
  'summary.column.run': '运行',
  'summary.column.stages': '阶段',
  'summary.column.started': '开始时间（{zone}）',
  'summary.column.duration': '耗时',
  'summary.column.executor': '执行人',
  'summary.column.matched': '匹配依据',
  'summary.advisory': '{mark} 仅供参考：只报告结果，不影响门禁。',
  'summary.leftovers': '本步骤启动的运行',
  'summary.chart': '时间线（{zone}）',
  'summary.chart.many': '已省略时间线：最多绘制 {limit} 条流水线。',
  'summary.chart.long': '已省略时间线：内容过长。',
  'summary.chart.cut': '每次运行只绘制前 {limit} 个阶段。',
  'summary.green': '{n} 条流水线成功',
  'summary.not_green': '未成功的流水线',
  'summary.next': '下一步',
  'summary.red': '未通过的流水线',
  'summary.open_run': '打开执行记录',
  'summary.open_child': '打开子流水线的执行记录',
  'summary.unnamed': '{n} 条流水线显示为 ID：查询名称的请求次数有限。',
  'summary.left_out': '已省略 {n} 行，完整内容见报告文件。',
  'summary.in_table': '另有 {n} 条见下表。',
  'summary.foot': '共查询 {polls} 次，用时 {elapsed}，{place}。',

  instant: '{time} {zone}',
  'instant.beijing': '北京时间 {time}',
  'zone.beijing': '北京时间',

  'duration.h': '{h} 小时',
  'duration.h.m': '{h} 小时 {m} 分',
  'duration.m': '{m} 分钟',
  'duration.m.s': '{m} 分 {s} 秒',
  'duration.s': '{s} 秒',
  'duration.ms': '{ms} 毫秒'
}
