import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { onTheWire } from '../../simulator/index.js'
import { A } from './cloud.js'
import { eventFile } from './event.js'
import { step, type Step } from './harness.js'
import { commitOf, pipelineOf, play, pull, runOf, SCHEDULE } from './sweeps.js'

const PULLS = { pullRequests: [pull(1), pull(2), pull(3)] }
const build = (first: 'running' | 'success') =>
  pipelineOf(A, 'build', [runOf(1, first), runOf(2, 'error'), runOf(3, 'running')])
/** However many have written, and whatever became of them. */
const END = ['success', 'failure', 'pending']

describe('the same end', () => {
  it.concurrent('two sweeps at once', async () => {
    await using made = await play([build('success')], PULLS)
    const both = await Promise.all([made.sweep([A]), made.sweep([A])])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect([1, 2, 3].map(n => made.state(n))).toEqual(END)
  })

  it.concurrent.each(sample(['each', 'one']))(
    'a sweep beside a gate that waits, commit_status: %s',
    async mode => {
      await using made = await play([build('running')], PULLS)
      const { github } = made
      let batches = 0
      const sweeps: Promise<Step>[] = []
      made.made.simulator.services.push(({ method, target }) => {
        // The gate has written pending by then; its run ends after the sweep has checked it.
        if (method === 'POST' && target.endsWith('/pipelines/status') && ++batches === 2)
          sweeps.push(
            made.sweep([A], { commit_status: mode }).finally(() => {
              made.made.simulator.add(build('success'))
            })
          )
        return null
      })
      const payload = { pull_request: { number: 1, head: { sha: commitOf(1) } } }
      const gate = await step(
        made.made.v5([A], { ...github.inputs, commit_status: mode, timeout: '60s', commit: 'event' }),
        { env: { ...github.env, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventFile(payload) } }
      )
      expect([gate.code, ...(await Promise.all(sweeps)).map(({ code }) => code)]).toEqual([0, 0])
      const context = mode === 'one' ? 'codearts/gate' : 'codearts/build'
      expect([1, 2, 3].map(n => made.state(n, context))).toEqual(END)
    }
  )

  it.concurrent('a sweep that is killed, and the next one', async () => {
    // The first status is written; the others are on their way when it is killed.
    const hangs = { on: 'github.set_status', after: 1, times: 2, does: onTheWire({ kind: 'hang' }) } as const
    await using made = await play([build('success')], PULLS, { github: [hangs] })
    const killed = await step(made.made.v5([A], { ...made.github.inputs, sweep: 'true' }), {
      env: { ...made.github.env, ...SCHEDULE },
      kills: [{ signal: 'SIGKILL', once: () => made.github.requests('github.set_status').length === 3 }]
    })
    expect(killed.signal).toBe('SIGKILL')
    expect((await made.sweep([A])).code).toBe(0)
    expect([1, 2, 3].map(n => made.state(n))).toEqual(END)
  })
})
