import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EXAMPLE_KEY, GitHub, JOB_ACCOUNT, serve, Simulator } from '../../simulator/index.js'
import { logLine, markdownText, paint, tableText } from './render.js'
import { browserTests, COMMIT, STEP_INPUTS, story } from './story.js'
import { TEXTS } from './texts.js'

/** `npm run demo -- [--green] [--zh]` */
const green = process.argv.includes('--green')
const language = process.argv.includes('--zh') ? 'zh' : 'en'
const texts = TEXTS[language]

const PULL_REQUEST = { number: 7, head: COMMIT }
const repo = { full_name: 'octo/app' }
const EVENT = { pull_request: { number: PULL_REQUEST.number, head: { sha: COMMIT, repo }, base: { repo } } }

const headline = (text: string): void => console.log(`\n${paint('cyan', `── ${text} ──`)}\n`)

async function main(): Promise<void> {
  const gitHub = new GitHub({ pullRequests: [PULL_REQUEST], repository: repo.full_name })
  const simulator = new Simulator().add(...story(green), browserTests)
  simulator.services.push(gitHub.service)
  const served = await serve(simulator)
  const folder = mkdtempSync(join(tmpdir(), 'codearts-demo-'))
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_STATE: join(folder, 'state')
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const event = join(folder, 'event.json')
  writeFileSync(event, JSON.stringify(EVENT))
  try {
    console.log(`\n${texts.scene(served.url, green)}`)
    headline(texts.workflow)
    console.log(workflow())
    headline(texts.log)
    const shown = showWrites(gitHub)
    const code = await runStep({
      PATH: process.env.PATH,
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: folder,
      ...files,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: repo.full_name,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: served.url,
      GITHUB_RUN_ID: '9001',
      GITHUB_RUN_ATTEMPT: '1',
      ...asInputs(STEP_INPUTS),
      ...asInputs({
        endpoint: served.url,
        access_key: EXAMPLE_KEY.accessKey,
        secret_key: EXAMPLE_KEY.secretKey,
        github_token: JOB_ACCOUNT.token,
        poll_interval: '500ms',
        language
      })
    })
    shown.stop()
    headline(texts.statuses)
    for (const line of statusLines(gitHub)) console.log(line)
    headline(texts.comment)
    const comment = markdownText(gitHub.comments[0]?.body ?? '', texts.chart)
    console.log(comment)
    headline(texts.summary)
    const summary = markdownText(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'), texts.chart)
    console.log(without(comment, summary))
    const toGitHub = simulator.requests.filter(({ kind }) => kind.startsWith('github.')).length
    headline(texts.end(code, simulator.requests.length - toGitHub, toGitHub))
    console.log(code === 0 ? texts.green : texts.red)
  } finally {
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function statusLines(gitHub: GitHub): string[] {
  const rows = gitHub
    .standing(COMMIT)
    .map(({ context, state, description }) => [MARKS[state] ?? state, context, description ?? ''])
  return tableText(rows)
}

const MARKS: Readonly<Record<string, string>> = { pending: '⏳', success: '✅', failure: '❌', error: '❌' }

/** The paragraphs of a text that another one does not have. */
const without = (other: string, text: string): string =>
  text
    .split('\n\n')
    .filter(paragraph => !other.includes(paragraph))
    .join('\n\n')

function workflow(): string {
  const lines = Object.entries(STEP_INPUTS).flatMap(([name, value]) =>
    value.includes('\n')
      ? [`    ${name}: |`, ...value.split('\n').map(line => `      ${line}`)]
      : [`    ${name}: ${value}`]
  )
  return ['- uses: codearts-pipeline-gate/codearts-pipeline-gate@v1', '  with:', ...lines].join('\n')
}

const asInputs = (inputs: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))

/** Prints each status, and each text of the comment, as soon as GitHub has it. */
function showWrites(gitHub: GitHub): { stop(): void } {
  let printed = 0
  let comment = ''
  const print = (): void => {
    for (const { context, state } of gitHub.statuses.slice(printed))
      say(`${texts.status} ${context}: ${state}`)
    printed = gitHub.statuses.length
    const body = gitHub.comments[0]?.body ?? ''
    if (body !== comment) say(`${texts.commentOnPullRequest}: ${/^### (.*)$/m.exec(body)?.[1] ?? ''}`)
    comment = body
  }
  const say = (text: string): void => console.log(paint('cyan', `  ▸ ${text}`))
  const timer = setInterval(print, 20)
  return {
    stop: () => {
      clearInterval(timer)
      print()
    }
  }
}

/** Runs the committed bundle and shows its log as the runner does. Gives its exit status. */
function runStep(env: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(process.execPath, ['dist/index.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', line => {
    const shown = logLine(line)
    if (shown !== null) console.log(shown)
  })
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
}

await main()
