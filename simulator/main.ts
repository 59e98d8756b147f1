import { EXAMPLE_KEY, serve, Simulator } from './index.js'
import { STORY, STORY_PROJECT } from './story.js'

/** `npm run simulator -- [--port 8787]` */
const DEFAULT_PORT = 8787

function portOf(args: readonly string[]): number {
  const at = args.indexOf('--port')
  const port = at < 0 ? DEFAULT_PORT : Number(args[at + 1])
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('--port takes a number from 0 to 65535')
  return port
}

async function main(): Promise<void> {
  const simulator = new Simulator().add(...STORY)
  const served = await serve(simulator, { port: portOf(process.argv) })
  const [build = '', browser = '', release = ''] = STORY.map(({ id }) => id)
  console.log(`A simulated CodeArts listens on ${served.url}. Three pipelines, from the first look on:
  ${build}  succeeds after 8 s
  ${browser}  fails after 15 s
  ${release}  waits for an approval, and succeeds after 12 s

Point the action at it, in another terminal:

  INPUT_PIPELINE_IDS="${build} ${browser} ${release}" \\
  INPUT_ENDPOINT=${served.url} \\
  INPUT_ACCESS_KEY=${EXAMPLE_KEY.accessKey} \\
  INPUT_SECRET_KEY=${EXAMPLE_KEY.secretKey} \\
  INPUT_POLL_INTERVAL=2s \\
  node dist/index.js

Add INPUT_PROJECT_ID=${STORY_PROJECT} for v5. Ctrl-C ends it.
`)
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
