import { expect, it } from '@jest/globals'
import { A, PROJECT } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { rawServer, reply } from '../e2e/raw-server.js'

/** Far more than the longest wait makes, 120 h with a poll a minute: what stayed of each would not fit into this heap. */
const REQUESTS = 20_000
const HEAP_MIB = 40

/** One pipeline in the words of both APIs at once: each reads its own. */
const answer = (words: object): Buffer =>
  reply(
    JSON.stringify([
      { pipeline_id: A, pipeline_name: 'build', build_id: '25', pipeline_run_id: '25', stages: [], ...words }
    ])
  )
const RUNNING = answer({ status: 'running', result: null })
const GREEN = answer({ status: 'completed', result: 'success' })

it.each([{}, { project_id: PROJECT }])(
  `${REQUESTS} requests fit into a heap of ${HEAP_MIB} MiB (%j)`,
  async api => {
    await using server = await rawServer((socket, nth) => socket.write(nth < REQUESTS ? RUNNING : GREEN))
    const inputs = { pipeline_ids: A, auth_token: 'token-of-the-test', endpoint: server.url, ...api }
    const ended = await step(
      { ...inputs, poll_interval: '1ms', timeout: '30m' },
      { nodeArguments: [`--max-old-space-size=${HEAP_MIB}`], hangsAfterMs: 1_200_000 }
    )
    expect(ended).toMatchObject({ code: 0, stderr: '', outputs: { passed: 'true' } })
    expect(server.connections()).toBeGreaterThanOrEqual(REQUESTS)
  },
  1_200_000
)
