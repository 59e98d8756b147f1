/** What the demo itself says, around what the step says. */
export interface Texts {
  readonly scene: (cloud: string, green: boolean) => string
  readonly workflow: string
  readonly log: string
  readonly status: string
  readonly commentOnPullRequest: string
  readonly statuses: string
  readonly comment: string
  readonly summary: string
  readonly chart: string
  readonly end: (code: number | null, toCodeArts: number, toGitHub: number) => string
  readonly green: string
  readonly red: string
}

const en: Texts = {
  scene: (cloud, green) =>
    `Pull request #7 of octo/app was just pushed. A simulated CodeArts (${cloud})
is running four pipelines for its head commit, and a simulated GitHub takes statuses and comments:

  build        succeeds
  integration  fails, and passes when it is retried
  end-to-end   ${green ? 'succeeds' : 'fails in browser-tests, a pipeline that it runs; a retry does not help'}
  发布检查     waits for a manual review, is approved, and succeeds`,
  workflow: 'The step in the workflow',
  log: 'Its log, as it happens (▸ is what appears on GitHub meanwhile)',
  status: 'status',
  commentOnPullRequest: 'comment',
  statuses: 'The commit statuses at the end',
  comment: 'The comment on the pull request',
  summary: 'The job summary: the same, and in addition',
  chart: '(GitHub draws a timeline here.)',
  end: (code, toCodeArts, toGitHub) =>
    `Exit status ${code}, after ${toCodeArts} requests to CodeArts and ${toGitHub} to GitHub`,
  green: `All four pipelines are known to have succeeded for this commit: the step is green. That integration
needed a second attempt is shown everywhere. \`npm run demo\` shows a red gate.`,
  red: `Three of four pipelines succeeded, and the gate is green only if all of them did. With this check
required, the pull request cannot be merged. \`npm run demo -- --green\` shows a green gate,
\`npm run demo -- --zh\` the same in Chinese.`
}

const zh: Texts = {
  scene: (cloud, green) =>
    `octo/app 的 PR #7 刚有新的推送。模拟的 CodeArts（${cloud}）
正在为其最新提交执行四条流水线，模拟的 GitHub 接收提交状态与评论：

  build        成功
  integration  失败，重试后成功
  end-to-end   ${green ? '成功' : '其子流水线 browser-tests 失败，重试后仍失败'}
  发布检查     等待人工审核，审核通过后成功`,
  workflow: '工作流中的步骤',
  log: '步骤日志（实时；▸ 表示此时 GitHub 上出现的内容）',
  status: '提交状态',
  commentOnPullRequest: '评论',
  statuses: '最终的提交状态',
  comment: 'PR 评论',
  summary: '作业摘要：除以上内容外还有',
  chart: '（GitHub 在此绘制时间线。）',
  end: (code, toCodeArts, toGitHub) =>
    `退出码 ${code}，共请求 CodeArts ${toCodeArts} 次、GitHub ${toGitHub} 次`,
  green: `四条流水线均确认在该提交上成功，步骤通过。integration 经重试才成功，各处均有标注。
\`npm run demo -- --zh\` 展示未通过的门禁。`,
  red: `四条流水线中三条成功，而全部成功时门禁才通过。将此检查设为必需后，该 PR 无法合并。
\`npm run demo -- --zh --green\` 展示通过的门禁。`
}

export const TEXTS = { en, zh } as const
