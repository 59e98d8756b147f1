import { EXAMPLE_KEY, serve, Simulator, type PipelineSpec } from './index.js'

/** `npm run simulator -- [--port 8787]` */
const DEFAULT_PORT = 8787
const PROJECT = '00000000000000000000000000cafe00'

const STORY: readonly PipelineSpec[] = [
  {
    id: 'a'.repeat(32),
    name: 'build',
    projectId: PROJECT,
    runs: [
      {
        number: 118,
        branch: 'main',
        commit: '1f'.repeat(20),
        moments: [
          {
            at: 0,
            state: 'running',
            stages: [
              { name: 'Source', state: 'success' },
              { name: 'Build', state: 'running' }
            ]
          },
          {
            at: 8_000,
            state: 'success',
            stages: [
              { name: 'Source', state: 'success' },
              { name: 'Build', state: 'success' }
            ]
          }
        ]
      }
    ]
  },
  {
    id: 'b'.repeat(32),
    name: 'end-to-end',
    projectId: PROJECT,
    runs: [
      {
        number: 64,
        branch: 'main',
        commit: '1f'.repeat(20),
        moments: [
          { at: 0, state: 'running', stages: [{ name: 'Browser', state: 'running' }] },
          { at: 15_000, state: 'error', stages: [{ name: 'Browser', state: 'error' }] }
        ]
      }
    ]
  }
]

async function main(): Promise<void> {
  const index = process.argv.indexOf('--port')
  const port = index < 0 ? DEFAULT_PORT : Number(process.argv[index + 1])
  const simulator = new Simulator().add(...STORY)
  const served = await serve(simulator, { port })
  console.log(`A simulated CodeArts listens on ${served.url}. Two pipelines, from the first look on:
  ${'a'.repeat(32)}  succeeds after 8 s
  ${'b'.repeat(32)}  fails after 15 s

Point the action at it, in another terminal:

  INPUT_PIPELINE_IDS="${'a'.repeat(32)} ${'b'.repeat(32)}" \\
  INPUT_ENDPOINT=${served.url} \\
  INPUT_ACCESS_KEY=${EXAMPLE_KEY.accessKey} \\
  INPUT_SECRET_KEY=${EXAMPLE_KEY.secretKey} \\
  INPUT_POLL_INTERVAL=2s \\
  node dist/index.js

Add INPUT_PROJECT_ID=${PROJECT} for v5. Ctrl-C ends it.
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

await main()
