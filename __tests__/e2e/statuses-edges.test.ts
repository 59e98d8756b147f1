import { describe, expect, it } from '@jest/globals'
import { fails, gitHubMessage } from '../../simulator/index.js'
import { A, B, C, cloud, ends, pipelineWith, PROJECT, WALL } from './cloud.js'
import { step } from './harness.js'
import { COMMIT, hub } from './hub.js'
import { named, each, one, played } from './statuses-edges-cases.js'

describe('contexts', () => {
  it.concurrent('a standing status that differs in letter case alone is the same context', async () => {
    await using github = await hub()
    const other = named(B, 'BUILD', ends('error'))
    await played([other], github, each)
    await played([named(A, 'build', ends('success'))], github, each)
    expect(github.gitHub.standing(COMMIT)).toMatchObject([{ context: 'codearts/build', state: 'error' }])
  })
})

describe('the status of one', () => {
  it.concurrent(
    'leads to the attempt, with a digest that is the same for the same request and no other',
    async () => {
      await using github = await hub()
      const pipelines = [named(A, 'build', ends('success')), named(B, 'test', ends('success'))]
      const targets: string[] = []
      for (const [inputs, env] of [
        [{}, {}],
        [{ fail_fast: 'true' }, { GITHUB_RUN_ATTEMPT: '3' }],
        [{ status_prefix: 'b/', fail_on: 'error' }, {}]
      ] as const) {
        await played(pipelines, github, { ...one, ...inputs }, env)
        targets.push(github.gitHub.statuses.at(-1)?.targetUrl ?? '')
      }
      const [first = '', again = '', other = ''] = targets.map(target => target.split('#')[1])
      expect(first).toMatch(/^[0-9a-f]+$/)
      expect([again === first, other === first]).toEqual([true, false])
      expect(targets[1]).toMatch(/\/actions\/runs\/9001\/attempts\/3#/)
    }
  )

  it.concurrent(
    'with each, the status of a flake says which attempt it was, and it was pending meanwhile',
    async () => {
      await using github = await hub()
      const run = {
        ...{ number: 25, commit: COMMIT, moments: [ends('error')] },
        retries: [{ moments: [ends('running'), ends('success', 300)] }]
      }
      const pipelines = [{ ...pipelineWith(A, [run]), name: 'build' }]
      await played(pipelines, github, { ...each, retry: '1' })
      expect(github.written()).toEqual(['codearts/build pending', 'codearts/build success'])
      expect(github.standing()['codearts/build']?.description).toContain('attempt 2')
    }
  )
})

describe('two steps that share a context', () => {
  it.concurrent(
    'a failure that the other writes while this one waits keeps its success from standing: runs that were started',
    async () => {
      await using github = await hub()
      const other = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${PROJECT}/pipeline/detail/${A}/${'9'.repeat(32)}`
      await using made = await cloud([
        {
          ...named(A, 'build', ends('success')),
          onStart: { commit: COMMIT, moments: [ends('running'), ends('success', 600)] }
        }
      ])
      const inputs = { ...github.inputs, ...each, start: 'true' }
      const ended = await step(made.v5([A], inputs), {
        ...github,
        kills: [
          {
            signal: 'SIGCONT',
            once: () => {
              if (github.written().length !== 1) return false
              // Another entry of a matrix has started the same pipeline, and its run has failed.
              github.gitHub.statuses.push({
                ...{ id: 3_500_000_000, sha: COMMIT, state: 'failure', description: null, targetUrl: other },
                ...{ context: 'codearts/build', createdAt: Date.now(), creator: 'github-actions[bot]' }
              })
              return true
            }
          }
        ]
      })
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
      expect(github.gitHub.statuses.at(-1)).toMatchObject({ context: 'codearts/build', state: 'error' })
      expect(ended.stdout).toMatch(/::warning::.*status_prefix/)
    }
  )

  it.concurrent(
    'where the first look at the statuses has failed, what stood there still counts',
    async () => {
      await using github = await hub()
      await played([named(B, 'build', ends('error'))], github, each)
      const before = github.requests('github.statuses').length
      await using second = await hub({}, [
        { on: 'github.statuses', times: 4, does: () => gitHubMessage(502, 'Bad gateway') }
      ])
      second.gitHub.statuses.push(...github.gitHub.statuses)
      const ended = await played([named(A, 'build', ends('success'))], second, each)
      expect([before, ended.code]).toEqual([2, 0])
      expect(second.gitHub.standing(COMMIT)).toMatchObject([{ state: 'error' }])
    }
  )
})

describe('wait: false', () => {
  it.concurrent('with one: pending, green, and no longer than a snapshot', async () => {
    await using github = await hub()
    const pipelines = [named(A, 'build', ends('running')), named(B, 'test', ends('success'))]
    const ended = await played(pipelines, github, { ...one, wait: 'false' })
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(github.written()).toEqual(['codearts/gate pending'])
  })

  it.concurrent('is green where fail_on lists what has not appeared or ended', async () => {
    await using github = await hub()
    const stale = pipelineWith(B, [{ number: 3, commit: 'fe'.repeat(20), moments: [ends('success')] }])
    const never = { ...pipelineWith(C, []), name: 'never' }
    const inputs = { ...each, wait: 'false', fail_on: 'error, not_found, stale, running, paused' }
    const pipelines = [named(A, 'build', ends('paused')), { ...stale, name: 'test' }, never]
    const ended = await played(pipelines, github, inputs)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(Object.values(github.standing()).map(({ state }) => state)).toEqual([
      'pending',
      'pending',
      'pending'
    ])
  })

  it.concurrent('is red where the gate could not do its job, and leaves nothing pending', async () => {
    await using github = await hub()
    await using made = await cloud(
      [named(A, 'build', ends('running'))],
      [{ on: 'v5.status', does: fails(403, 'DEVPIPE.30011011', 'no operation permissions') }]
    )
    const ended = await step(
      made.v5([A], { ...github.inputs, ...each, wait: 'false', commit: COMMIT }),
      github
    )
    expect(ended.code).toBe(1)
    expect(Object.values(github.standing()).map(({ state }) => state)).not.toContain('pending')
  })

  it.concurrent(
    'is red where another step has the same context: its pending cannot be left there',
    async () => {
      await using github = await hub()
      await played([named(B, 'build', ends('error'))], github, each)
      const ended = await played([named(A, 'build', ends('running'))], github, { ...each, wait: 'false' })
      expect(ended.code).toBe(1)
      expect(github.standing()['codearts/build']).toMatchObject({ state: 'error' })
      expect(ended.stdout).toMatch(/status_prefix/)
    }
  )
})

describe('the order of requests', () => {
  it.concurrent("no success before the run's own detail was read, and none before its end", async () => {
    await using github = await hub()
    await using made = await cloud([named(A, 'build', ends('running'), ends('success', 400))], [], {
      clock: WALL
    })
    const ended = await step(made.v5([A], { ...github.inputs, ...each, poll_interval: '100ms' }), github)
    expect(ended.code).toBe(0)
    const [pending, success] = github.requests('github.set_status')
    const details = made.simulator.requests.filter(({ kind }) => kind === 'v5.run')
    expect(pending?.at).toBeLessThan(success?.at ?? 0)
    expect(details.length).toBeGreaterThan(0)
    expect(details.at(-1)?.at).toBeLessThanOrEqual(success?.at ?? 0)
    // The list comes before the first write, and once more at the decision.
    expect(github.requests().map(({ kind }) => kind.replace('github.', ''))).toEqual([
      'statuses',
      'set_status',
      'statuses',
      'set_status'
    ])
  })
})
