import type { command as english } from '../en/command.js'

/** The bundle as a command: its help, and arguments that cannot be used. */
export const command: Record<keyof typeof english, string> = {
  'help.usage': '用法：`node dist/index.js [--名称 值]…`',
  'help.about': '等待华为云 CodeArts 流水线执行结束，仅当每条流水线都明确成功时才通过。',
  'help.values':
    '每个输入都可以写成参数（--pipeline-ids 值，或 --pipeline-ids=值）或环境变量（INPUT_PIPELINE_IDS），参数优先。值为 `true` 时可以省略：--dry-run。',
  'help.inputs': '输入',
  'help.secrets': 'Secret（只能使用环境变量，因为本机所有进程都能读取参数）',
  'help.default': '默认值：{value}。',
  'help.others': '其他参数',
  'help.help': '显示本帮助；默认为英文，`--language zh` 为中文。',
  'help.version': '显示版本号。',
  'help.exit':
    '退出码：0 通过；1 门禁未通过；2 无法判定、输入无效或已取消。在 GitHub 及兼容的运行器上只有 0 和 1。',

  'issue.argument_secret': '不能作为命令行参数，因为本机所有进程都能读取参数；请设置环境变量 {variable}',
  'issue.argument_unknown': '未知的参数；用 `--help` 查看全部参数',
  'issue.argument_near': '未知的参数；是否应为 {meant}？',
  'issue.argument_value': '缺少值：应为 {argument} 值；值以 - 开头时写作 {argument}=值',
  'issue.argument_twice': '重复出现；只写一次，多个值用逗号或换行分隔',
  'issue.argument_first': '只能作为第一个参数',
  'issue.argument_stray': '有参数不属于任何输入；应为 --名称 值 或 --名称=值，用 `--help` 查看全部名称',
  'issue.argument_more': '另有 {n} 个无效的参数'
}
