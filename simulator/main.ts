import { parseArgs } from 'node:util'
import { EXAMPLE_KEY, serve, Simulator } from './index.js'
import { story, STORY_PROJECT } from './story.js'

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
  return `A simulated CodeArts listens on ${url}. Its pipelines play from the first request on, and again when they are started:

  build       ${build}  succeeds after 8s
  end-to-end  ${browser}  fails after 15s
  release     ${release}  waits for an approval, succeeds after 12s

Every branch is at commit ${commit} (change it with --commit).
In another terminal, point the action at it:

${exported.join('\n')}

Wait for the latest runs:

  INPUT_PIPELINE_IDS="${ids.join(' ')}" node dist/index.js

Start a run and wait for it; Ctrl-C stops the run:

  INPUT_PIPELINE_IDS=${build} INPUT_START=true node dist/index.js

Wait for a run of a commit:

  INPUT_PIPELINE_IDS=${build} INPUT_COMMIT=${commit} node dist/index.js

The old API, v3, which needs no project:

  INPUT_PIPELINE_IDS="${ids.join(' ')}" INPUT_API_VERSION=v3 INPUT_PROJECT_ID= node dist/index.js

Requests appear below. Ctrl-C ends the simulator.
`
}

async function main(): Promise<void> {
  const { port, commit } = readArguments()
  const pipelines = story(commit)
  const simulator = new Simulator().add(...pipelines)
  const served = await serve(simulator, { port })
  const ids = pipelines.map(({ id }) => id)
  console.log(welcome(served.url, commit, ids))
  let told = 0
  const timer = setInterval(() => {
    for (const { kind, status, as } of simulator.requests.slice(told))
      console.log(`${kind} → ${status} (${as ?? 'nobody'})`)
    told = simulator.requests.length
  }, 200)
  process.once('SIGINT', () => {
    clearInterval(timer)
    void served.close()
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
