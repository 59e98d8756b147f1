import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EXAMPLE_KEY, serve, Simulator } from '../../simulator/index.js'
import { logLine, paint, summaryText } from './render.js'
import { browserTests, COMMIT, PROJECT, story } from './story.js'

/** `npm run demo -- [--green] [--zh]` */
const green = process.argv.includes('--green')
const language = process.argv.includes('--zh') ? 'zh' : 'en'

const headline = (text: string): void => console.log(`\n${paint('cyan', `── ${text}`)}\n`)

async function main(): Promise<void> {
  const simulator = new Simulator().add(...story(green), browserTests)
  const served = await serve(simulator)
  const folder = mkdtempSync(join(tmpdir(), 'codearts-demo-'))
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  try {
    headline(
      `A simulated CodeArts listens on ${served.url}. Three pipelines have begun for commit ${COMMIT.slice(0, 10)}:`
    )
    console.log('build       succeeds after 2.5 s')
    console.log(
      `end-to-end  ${green ? 'succeeds after 8 s' : 'fails after 8 s, in the pipeline browser-tests that it runs'}`
    )
    console.log('发布检查    waits for an approval, gets it after 4.5 s, and goes on')
    headline('The step, run as GitHub would run it: node dist/index.js')
    const code = await runStep({
      PATH: process.env.PATH,
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: folder,
      ...files,
      INPUT_PROJECT_ID: PROJECT,
      INPUT_PIPELINE_IDS: story(green)
        .map(({ id }) => id)
        .join('\n'),
      INPUT_COMMIT: COMMIT,
      INPUT_ENDPOINT: served.url,
      INPUT_ACCESS_KEY: EXAMPLE_KEY.accessKey,
      INPUT_SECRET_KEY: EXAMPLE_KEY.secretKey,
      INPUT_POLL_INTERVAL: '500ms',
      INPUT_LANGUAGE: language
    })
    headline('The job summary')
    console.log(summaryText(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')))
    headline(`The step ends with exit status ${code}, after ${simulator.requests.length} requests`)
    console.log(code === 0 ? GREEN : RED)
  } finally {
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const GREEN = `All three pipelines are explicitly known to have succeeded for this commit, so the step is green.
Try \`npm run demo\` for a red one.`
const RED = `Two pipelines succeeded, but a gate is green only when all of them are known to have succeeded. With the
step as a required check, the merge is blocked until end-to-end succeeds. \`npm run demo -- --green\` shows that.`

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
