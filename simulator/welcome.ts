import { EXAMPLE_KEY } from './credentials.js'
import { JOB_ACCOUNT } from './github/index.js'
import { STORY_PROJECT } from './story.js'

export type Language = 'en' | 'zh'

/** What the simulator that is printed is reached by. */
export interface Stage {
  readonly url: string
  /** The head of every branch, and of the pull request. */
  readonly commit: string
  /** Of the three pipelines of the story, in their order. */
  readonly ids: readonly string[]
  /** `owner/name`. */
  readonly repository: string
  readonly pullRequest: number
  /** A file with the event of the pull request. */
  readonly eventPath: string
}

/** What is to be tried, in this order. */
const EXAMPLES = ['list', 'check', 'red', 'green', 'required', 'start', 'v3'] as const
type Example = (typeof EXAMPLES)[number]

interface Words {
  readonly begun: (stage: Stage) => string
  readonly courses: readonly string[]
  readonly exported: string
  readonly examples: Readonly<Record<Example, string>>
  readonly end: string
  readonly portInUse: (port: number, other: number) => string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    begun: ({ url, repository, pullRequest, commit }) =>
      `A simulated CodeArts and GitHub listen on ${url}.\nPull request #${pullRequest} of ${repository} is open. Its head is commit ${commit}, and so is that of every branch (change it with --commit).\nIts pipelines run from the first request on, and again when they are started:`,
    courses: ['succeeds after 4s', 'fails after 8s', 'waits for a manual review, succeeds after 6s'],
    exported: 'In another terminal, in this folder, act as the job of the pull request:',
    examples: {
      list: 'Setup check: sign in, list the pipelines of the project',
      check: 'Setup check of these pipelines',
      red: 'A gate that fails, because of end-to-end',
      green: 'A gate that passes',
      required: 'Commit statuses and a comment on the pull request, which appear below; require the statuses',
      start: 'Start a run and wait for it; Ctrl-C stops the run',
      v3: 'The old API, v3, which needs no project and knows no commits'
    },
    end: 'Requests, statuses and comments appear below. Ctrl-C ends the simulator.',
    portInUse: (port, other) =>
      `Port ${port} is in use, maybe by another simulator. Stop that one, or use another port: npm run simulator -- --port ${other}`
  },
  zh: {
    begun: ({ url, repository, pullRequest, commit }) =>
      `模拟的 CodeArts 和 GitHub 正在监听 ${url}。\n${repository} 的 PR #${pullRequest} 已打开，其最新提交为 ${commit}，所有分支也都位于该提交（可用 --commit 更改）。\n其流水线从第一个请求起开始运行，被启动时再次运行：`,
    courses: ['4 秒后成功', '8 秒后失败', '等待人工审核，6 秒后成功'],
    exported: '在另一个终端进入本目录，以该 PR 作业的身份运行：',
    examples: {
      list: '配置自检：登录，并列出项目中的流水线',
      check: '对这些流水线进行配置自检',
      red: '未通过的门禁（end-to-end 失败）',
      green: '通过的门禁',
      required: '提交状态与 PR 评论（显示在下方）；可将这些状态设为必需检查',
      start: '启动一次运行并等待其结束；按 Ctrl-C 终止该运行',
      v3: '旧接口 v3，不需要项目，也不返回提交'
    },
    end: '请求、提交状态和评论显示在下方。按 Ctrl-C 结束模拟器。',
    portInUse: (port, other) =>
      `端口 ${port} 已被占用，可能是另一个模拟器。请停止它，或换一个端口：npm run simulator -- --zh --port ${other}`
  }
}

/** What to try, with commands to be pasted. */
export function welcome(stage: Stage, language: Language): string {
  const { ids } = stage
  const words = WORDS[language]
  const courses = ['build     ', 'end-to-end', 'release   '].map(
    (name, n) => `  ${name}  ${ids[n] ?? ''}  ${words.courses[n] ?? ''}`
  )
  const examples = EXAMPLES.map(
    (name, n) => `${n + 1}. ${words.examples[name]}\n\n  ${command(name, stage)} node dist/index.js`
  )
  const exported = variables(stage, language).map(([name, value]) => `  export ${name}=${value}`)
  const parts = [words.begun(stage), courses.join('\n'), words.exported, exported.join('\n'), ...examples]
  return `${[...parts, words.end].join('\n\n')}\n`
}

/** What to do about a port that something else listens on. */
export function portInUse(port: number, language: Language): string {
  return WORDS[language].portInUse(port, port < 65_535 ? port + 1 : port - 1)
}

function variables(stage: Stage, language: Language): [name: string, value: string][] {
  const { url, repository, eventPath } = stage
  return Object.entries({
    INPUT_ENDPOINT: url,
    INPUT_PROJECT_ID: STORY_PROJECT,
    INPUT_ACCESS_KEY: EXAMPLE_KEY.accessKey,
    INPUT_SECRET_KEY: EXAMPLE_KEY.secretKey,
    INPUT_POLL_INTERVAL: '1s',
    ...(language === 'en' ? {} : { INPUT_LANGUAGE: language }),
    INPUT_GITHUB_TOKEN: JOB_ACCOUNT.token,
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: eventPath
  })
}

function command(example: Example, { ids }: Stage): string {
  const [build = '', , release = ''] = ids
  const all = `INPUT_PIPELINE_IDS="${ids.join(' ')}"`
  switch (example) {
    case 'list':
      return 'INPUT_DRY_RUN=true'
    case 'check':
      return `${all} INPUT_DRY_RUN=true`
    case 'red':
      return all
    case 'green':
      return `INPUT_PIPELINE_IDS="${build} ${release}"`
    case 'required':
      return `${all} INPUT_COMMIT_STATUS=each INPUT_COMMENT=true`
    case 'start':
      return `INPUT_PIPELINE_IDS=${build} INPUT_START=true`
    case 'v3':
      return `${all} INPUT_API_VERSION=v3 INPUT_PROJECT_ID=`
  }
}
