import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { A, cloud, ends, pipeline } from './cloud.js'
import { NODE, pipelineId, step, type Inputs } from './harness.js'
import { silentNameServers } from './silent-name-servers.js'

/** Of a service whose name has to be looked up. */
const NAMED: Inputs = { pipeline_ids: A, auth_token: 'token-of-the-test', region: 'cn-north-4' }

/** Whether this Node can exit with a status while threads of its pool are still running. */
const leavesThreads =
  execFileSync(NODE, ['-p', 'process.execve !== undefined'], { encoding: 'utf8' }) === 'true\n'

/** A module that keeps a thread of Node's pool busy: forever, or until `forMs` have passed. */
function keepsThread(forMs = Number.POSITIVE_INFINITY): string {
  const source = `import { execFileSync, spawn } from 'node:child_process'
    import { open } from 'node:fs'
    const pipe = process.env.RUNNER_TEMP + '/pipe'
    execFileSync('mkfifo', [pipe])
    // Waits for somebody who writes.
    open(pipe, () => undefined)
    const wait = ${forMs === Number.POSITIVE_INFINITY ? 'null' : forMs / 1_000}
    if (wait !== null) spawn('sh', ['-c', 'sleep $0; : >"$1"', wait, pipe], { stdio: 'ignore' }).unref()`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

describe('the end of a step', () => {
  // The look-up itself takes 56 s.
  it.concurrent.each(sample([{}, { https_proxy: 'http://proxy.corp.test:3128' }]))(
    'name servers that do not answer keep no step that is cancelled (%j)',
    async env => {
      const { before, asked } = silentNameServers()
      const ended = await step(NAMED, { env, before, kills: [{ signal: 'SIGTERM', once: asked }] })
      expect(ended).toMatchObject({ code: 1, stderr: '', outputs: { passed: 'false', result: 'unknown' } })
      expect(ended.summary).toMatch(/^## ⚠️/)
      expect(ended.sinceSignalMs).toBeLessThan(30_000)
    }
  )

  it.concurrent('a thread that never ends its work keeps no red step', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    const ended = await step(made.inputs([A]), { nodeArguments: ['--import', keepsThread()] })
    // Where Node cannot do without the thread, a kill is red as well.
    expect([ended.code, ended.signal]).toEqual(leavesThreads ? [1, null] : [null, 'SIGKILL'])
    expect(ended.outputs).toMatchObject({ passed: 'false', result: 'error' })
    expect(ended.summary).toMatch(/^## ❌/)
  })

  it.concurrent('a thread that is still at work turns no green step red', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const ended = await step(made.inputs([A]), { nodeArguments: ['--import', keepsThread(3_000)] })
    expect(ended).toMatchObject({ code: 0, signal: null, outputs: { passed: 'true' } })
  })

  it.concurrent('a log that nobody reads, but nobody closes either, keeps no step', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => pipelineId(`b${index}x`))
    const stages = Array.from({ length: 20 }, (_, n) => ({ name: `stage ${n}`, state: 'error' as const }))
    await using made = await cloud(ids.map(id => pipeline(id, { ...ends('error'), stages })))
    // The summary goes to the log: more than a pipe holds.
    const env = { GITHUB_STEP_SUMMARY: undefined }
    const whole = await step(made.inputs(ids), { env })
    const unread = await step(made.inputs(ids), { env, readsAtEnd: true })
    expect(unread.stdout.length).toBeLessThan(whole.stdout.length)
    expect(unread).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'error' } })
  })
})
