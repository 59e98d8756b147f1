import { parseArgs } from 'node:util'
import { EXAMPLE_KEY, GitHub, JOB_ACCOUNT, serve, Simulator } from './index.js'
import { story, STORY_PROJECT } from './story.js'

const REPOSITORY = 'octo/app'

/** `npm run simulator -- [--port 8787] [--commit HASH]` */
function readArguments(): { readonly port: number; readonly commit: string } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      commit: { type: 'string', default: '1f'.repeat(20) }
    }
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error('--port takes a number from 0 to 65535')
  if (!/^[0-9a-f]{40}$/i.test(values.commit)) throw new Error('--commit takes a hash of 40 hex digits')
  return { port, commit: values.commit.toLowerCase() }
}

function welcome(url: string, commit: string, ids: readonly string[]): string {
  const [build = '', browser = '', release = ''] = ids
  const inputs = {
    INPUT_ENDPOINT: url,
    INPUT_PROJECT_ID: STORY_PROJECT,
    INPUT_ACCESS_KEY: EXAMPLE_KEY.accessKey,
    INPUT_SECRET_KEY: EXAMPLE_KEY.secretKey,
    INPUT_POLL_INTERVAL: '1s'
  }
  const exported = Object.entries(inputs).map(([name, value]) => `  export ${name}=${value}`)
  return `A simulated CodeArts listens on ${url}. Its pipelines run from the first request on, and again when they are started:

  build       ${build}  succeeds after 8s
  end-to-end  ${browser}  fails after 15s
  release     ${release}  waits for a manual review, succeeds after 12s

Every branch is at commit ${commit} (change it with --commit).
In another terminal, point the action at it:

${exported.join('\n')}

Setup check:

  INPUT_PIPELINE_IDS="${ids.join(' ')}" INPUT_DRY_RUN=true node dist/index.js

Wait for the latest runs (one fails):

  INPUT_PIPELINE_IDS="${ids.join(' ')}" node dist/index.js

Wait for a run of a commit:

  INPUT_PIPELINE_IDS=${build} INPUT_COMMIT=${commit} node dist/index.js

Write commit statuses to a simulated GitHub (they appear below):

  INPUT_PIPELINE_IDS="${build} ${release}" INPUT_COMMIT=${commit} INPUT_COMMIT_STATUS=each INPUT_GITHUB_TOKEN=${JOB_ACCOUNT.token} GITHUB_API_URL=${url} GITHUB_REPOSITORY=${REPOSITORY} node dist/index.js

Start a run and wait for it; Ctrl-C stops the run:

  INPUT_PIPELINE_IDS=${build} INPUT_START=true node dist/index.js

The old API, v3, which needs no project:

  INPUT_PIPELINE_IDS="${ids.join(' ')}" INPUT_API_VERSION=v3 INPUT_PROJECT_ID= node dist/index.js

Requests appear below. Ctrl-C ends the simulator.
`
}

/** Prints the requests and commit statuses that have come since it was asked last. */
function printer(simulator: Simulator, gitHub: GitHub): () => void {
  let requests = 0
  let statuses = 0
  return () => {
    for (const { kind, status, as } of simulator.requests.slice(requests))
      console.log(`${kind} → ${status}${as === null ? '' : ` (${as})`}`)
    requests = simulator.requests.length
    for (const { context, state, description } of gitHub.statuses.slice(statuses))
      console.log(`${context}: ${state} (${description ?? ''})`)
    statuses = gitHub.statuses.length
  }
}

async function main(): Promise<void> {
  const { port, commit } = readArguments()
  const pipelines = story(commit)
  const gitHub = new GitHub({ repository: REPOSITORY })
  const simulator = new Simulator().add(...pipelines)
  simulator.services.push(gitHub.service)
  const served = await serve(simulator, { port })
  const ids = pipelines.map(({ id }) => id)
  console.log(welcome(served.url, commit, ids))
  const timer = setInterval(printer(simulator, gitHub), 200)
  process.once('SIGINT', () => {
    clearInterval(timer)
    void served.close()
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
