import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { fails, JOB_ACCOUNT } from '../../simulator/index.js'
import { A, B, cloud, PROJECT } from './cloud.js'
import { eventFile } from './event.js'
import { step } from './harness.js'
import { hub } from './hub.js'
import { commitOf, HOUR, MINUTE, pipelineOf, play, pull, runOf, SCHEDULE, type Play } from './sweeps.js'

const NAMED = {
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_EVENT_PATH: eventFile({ inputs: { sha: commitOf(1) } })
}

const GOING = pipelineOf(A, 'build', [runOf(1, 'running')])
const PASSED = pipelineOf(A, 'build', [runOf(1, 'success')])

/** Does something before the n-th batch request is answered. */
function beforeBatch({ made }: Play, n: number, act: () => void): void {
  let batches = 0
  made.simulator.services.push(({ method, target }) => {
    if (method === 'POST' && target.endsWith('/pipelines/status') && ++batches === n) act()
    return null
  })
}

describe('what changes while a sweep looks', () => {
  it.concurrent(
    'a newer run of the head, and another one after it, are seen before a success is written',
    async () => {
      const runs = [1, 2, 3, 4, 5].map(number => ({
        ...runOf(number === 4 ? 1 : number + 10, 'success'),
        number
      }))
      await using made = await play([pipelineOf(A, 'build', runs)], { pullRequests: [pull(1)] })
      const newer = [
        { ...runOf(1, 'error'), number: 6 },
        { ...runOf(20, 'running'), number: 7 }
      ]
      beforeBatch(made, 2, () => void made.made.simulator.add(pipelineOf(A, 'build', [...runs, ...newer])))
      expect((await made.sweep([A])).code).toBe(0)
      expect(made.github.written()).toEqual(['codearts/build failure'])
    }
  )

  it.concurrent(
    'the head that the event names: a failure of another pipeline is not written over',
    async () => {
      await using made = await play([GOING], { pullRequests: [pull(1)] })
      const other = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${PROJECT}/pipeline/detail/${B}/${'9'.repeat(32)}?v=1`
      beforeBatch(made, 4, () => {
        made.stand(1, 'codearts/build', 'failure', { agoMs: 0, targetUrl: other })
        made.made.simulator.add(PASSED)
      })
      const ended = await made.sweep([A], {}, NAMED)
      expect(ended.code).toBe(0)
      expect(ended.stdout).toMatch(/::warning::.*status_prefix/)
      expect(made.github.written()).not.toContain('codearts/build success')
      expect(made.state(1)).toBe('error')
    }
  )

  it.concurrent(
    'the head that the event names: once another one is pushed, its success is not written',
    async () => {
      await using made = await play([GOING], { pullRequests: [pull(1)] })
      const { pullRequests } = made.github.gitHub
      beforeBatch(made, 4, () => {
        pullRequests.splice(0, 1, { ...pull(1), head: commitOf(11) })
        made.made.simulator.add(PASSED)
      })
      expect((await made.sweep([A], {}, NAMED)).code).toBe(0)
      expect(made.github.written()).toEqual(['codearts/build pending'])
    }
  )

  it.concurrent(
    'the head that the event names: what was written before CodeArts failed is told',
    async () => {
      const denies = fails(403, 'DEVPIPE.30011011', 'no operation permissions')
      await using made = await play(
        [GOING],
        { pullRequests: [pull(1)] },
        {
          cloud: [{ on: 'v5.status', after: 3, does: denies }]
        }
      )
      const ended = await made.sweep([A], {}, NAMED)
      expect(ended).toMatchObject({ code: 1, outputs: { swept: '1', open: '1', settled: '1' } })
      expect(made.github.written()).toEqual(['codearts/build pending'])
    }
  )
})

describe('clocks that differ', () => {
  it.concurrent.each(sample([-5 * HOUR, 5 * HOUR]))('CodeArts is %i ms ahead', async offMs => {
    // The list goes back an hour: the run of the first head may be beyond it, that of the second one cannot.
    const recent = Array.from({ length: 520 }, (_, n) => ({
      ...runOf(9, 'success', HOUR - n * 1000),
      number: n + 10
    }))
    const clock = { now: () => Date.now() + offMs }
    await using made = await cloud([pipelineOf(A, 'build', recent)], [], { clock })
    await using github = await hub({ pullRequests: [pull(1, 3 * HOUR), pull(2)] })
    for (const [id, agoMs] of [
      [1, 2 * HOUR],
      [2, 1000]
    ] as const)
      github.gitHub.statuses.push({
        ...{ id, sha: commitOf(id), state: 'success', description: null, targetUrl: null },
        ...{ context: 'codearts/build', creator: JOB_ACCOUNT.login, createdAt: Date.now() - agoMs }
      })
    const inputs = made.v5([A], { ...github.inputs, sweep: 'true' })
    expect((await step(inputs, { env: { ...github.env, ...SCHEDULE } })).code).toBe(0)
    expect([1, 2].map(n => github.gitHub.standing(commitOf(n))[0]?.state)).toEqual(['success', 'error'])
  })
})

describe('one', () => {
  it.concurrent(
    'becomes an error for what never came or never ended, also where fail_on does not list it',
    async () => {
      const runs = [runOf(9, 'success'), runOf(2, 'running', 2 * HOUR)]
      await using made = await play([pipelineOf(A, 'build', runs)], { pullRequests: [pull(1), pull(2)] })
      for (const n of [1, 2]) made.stand(n, 'codearts/gate', 'pending', { agoMs: 10 * MINUTE })
      expect((await made.sweep([A], { commit_status: 'one', fail_on: 'error' })).code).toBe(0)
      expect([1, 2].map(n => made.state(n, 'codearts/gate'))).toEqual(['error', 'error'])
    }
  )
})
