import { describe, expect, it } from '@jest/globals'
import { fails, gitHubMessage, graphqlRateLimited } from '../../simulator/index.js'
import { A, B, type Clock } from './cloud.js'
import { sample } from '../sample.js'
import { eventFile } from './event.js'
import { commitOf, DAY, HOUR, MINUTE, pipelineOf, play, pull, runOf } from './sweeps.js'

describe('sweep: true', () => {
  it.concurrent('sets the statuses of the heads to what CodeArts knows, and is green itself', async () => {
    const build = pipelineOf(A, 'build', [
      runOf(1, 'success'),
      runOf(2, 'error'),
      runOf(3, 'running'),
      runOf(4, 'aborted')
    ])
    await using made = await play([build], { pullRequests: [1, 2, 3, 4, 5].map(n => pull(n)) })
    const ended = await made.sweep([A])
    expect(ended).toMatchObject({
      code: 0,
      outputs: { swept: '5', open: '2', settled: '5', passed: 'false', pipelines: '[]', result: 'unknown' }
    })
    expect([1, 2, 3, 4, 5].map(n => made.state(n))).toEqual([
      'success',
      'failure',
      'pending',
      'error',
      'pending'
    ])
    expect(made.github.gitHub.standing(commitOf(1))[0]).toMatchObject({
      description: expect.stringMatching(/^Passed \(run #1/) as unknown,
      targetUrl: expect.stringContaining(`/pipeline/detail/${A}/`) as unknown
    })
    expect(ended.summary).toContain('codearts/build')
  })

  it.concurrent('changes nothing where nothing has changed', async () => {
    const build = pipelineOf(A, 'build', [runOf(1, 'success'), runOf(2, 'error'), runOf(3, 'running')])
    await using made = await play([build], { pullRequests: [1, 2, 3].map(n => pull(n)) })
    await made.sweep([A])
    const again = await made.sweep([A])
    expect(again).toMatchObject({ code: 0, outputs: { swept: '3', open: '1', settled: '0' } })
    expect(made.github.written()).toHaveLength(3)
  })

  it.concurrent('one tells passed, and a failure at once', async () => {
    const build = pipelineOf(A, 'build', [runOf(1, 'success'), runOf(2, 'error'), runOf(3, 'success')])
    const test = pipelineOf(B, 'test', [runOf(1, 'success'), runOf(2, 'running'), runOf(3, 'running')])
    await using made = await play([build, test], { pullRequests: [1, 2, 3].map(n => pull(n)) })
    const ended = await made.sweep([A, B], { commit_status: 'one' })
    expect(ended.outputs).toMatchObject({ swept: '3', open: '1', settled: '3' })
    expect([1, 2, 3].map(n => made.state(n, 'codearts/gate'))).toEqual(['success', 'failure', 'pending'])
    expect(made.github.gitHub.standing(commitOf(2))[0]?.description).toContain('build')
    expect((await made.sweep([A, B], { commit_status: 'one' })).outputs.settled).toBe('0')
  })

  it.concurrent(
    'a run that never comes becomes an error after start_timeout, by the time of the pending, and turns right again',
    async () => {
      await using made = await play([pipelineOf(A, 'build', [runOf(9, 'success')])], {
        pullRequests: [pull(1), pull(2)]
      })
      made.stand(1, 'codearts/build', 'pending', { agoMs: 6 * MINUTE })
      made.stand(2, 'codearts/build', 'pending', { agoMs: 4 * MINUTE })
      const ended = await made.sweep([A])
      expect(ended).toMatchObject({ code: 0, outputs: { open: '1', settled: '1' } })
      expect([1, 2].map(n => made.state(n))).toEqual(['error', 'pending'])
      expect(made.github.gitHub.standing(commitOf(1))[0]?.description).toContain('No run of this commit')
      expect((await made.sweep([A])).outputs.settled).toBe('0')
      made.made.simulator.add(pipelineOf(A, 'build', [runOf(1, 'success')]))
      await made.sweep([A])
      expect(made.state(1)).toBe('success')
    }
  )

  it.concurrent(
    'a run that does not end within timeout after its start becomes an error, and turns right again',
    async () => {
      await using made = await play([pipelineOf(A, 'build', [runOf(1, 'running', 2 * HOUR)])], {
        pullRequests: [pull(1, 3 * HOUR)]
      })
      await made.sweep([A])
      expect(made.state(1)).toBe('error')
      expect(made.github.gitHub.standing(commitOf(1))[0]?.description).toContain('Timed out')
      made.made.simulator.add(pipelineOf(A, 'build', [runOf(1, 'success', 2 * HOUR)]))
      await made.sweep([A])
      expect(made.state(1)).toBe('success')
    }
  )

  it.concurrent('forged statuses are written anew: whatever they say, by whomever', async () => {
    const build = pipelineOf(A, 'build', [runOf(1, 'error'), runOf(2, 'success'), runOf(4, 'running')])
    await using made = await play([build], { pullRequests: [1, 2, 3, 4].map(n => pull(n)) })
    for (const n of [1, 2, 3, 4])
      made.stand(n, 'codearts/build', 'success', { creator: 'mallory', targetUrl: 'https://evil.example/' })
    expect((await made.sweep([A])).outputs.settled).toBe('4')
    expect([1, 2, 3, 4].map(n => made.state(n))).toEqual(['failure', 'success', 'pending', 'pending'])
    expect(made.github.gitHub.standing(commitOf(2))[0]?.creator).toBe('github-actions[bot]')
  })

  it.concurrent('forks, other bases, closed pull requests, the merge queue', async () => {
    const all = [1, 2, 3, 4, 5, 6].map(n => runOf(n, 'success'))
    await using made = await play([pipelineOf(A, 'build', all)], {
      pullRequests: [
        pull(1, MINUTE, { isFork: true }),
        pull(2, MINUTE, { base: 'release/1' }),
        pull(3, MINUTE, { state: 'closed' })
      ],
      queue: [
        { base: 'main', number: 4, head: commitOf(4), committedAt: Date.now() },
        { base: 'release/1', number: 5, head: commitOf(5), committedAt: Date.now() }
      ]
    })
    const ended = await made.sweep([A])
    expect(ended.outputs.swept).toBe('2')
    expect([1, 2, 3, 4, 5].map(n => made.state(n))).toEqual([
      'success',
      undefined,
      undefined,
      'success',
      undefined
    ])
    const patterns = await made.sweep([A], { sweep: 'release/*\nnowhere' })
    expect(patterns.outputs.swept).toBe('2')
    expect([2, 5].map(n => made.state(n))).toEqual(['success', 'success'])
    expect(patterns.stdout).toContain('nowhere')
    expect(patterns.stdout).not.toContain('::warning')
  })

  it.concurrent('a success is proven by the detail of its run', async () => {
    const liar = { ...runOf(1, 'success'), commitIn: { detail: commitOf(77) } }
    await using made = await play([pipelineOf(A, 'build', [liar])], { pullRequests: [pull(1)] })
    await made.sweep([A])
    expect(made.state(1)).toBe('pending')
  })

  it.concurrent('40 writes at most, the newest heads first, and says what it left', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => n + 1)
    await using made = await play(
      [
        pipelineOf(
          A,
          'build',
          numbers.map(n => runOf(n, 'success'))
        )
      ],
      {
        pullRequests: numbers.map(n => pull(n, n * MINUTE))
      }
    )
    const first = await made.sweep([A])
    expect(first.outputs).toMatchObject({ swept: '50', settled: '40' })
    expect(first.stdout).toMatch(/\b10\b.*40/)
    expect(numbers.filter(n => made.state(n) === 'success')).toEqual(numbers.slice(0, 40))
    expect((await made.sweep([A])).outputs.settled).toBe('10')
  })

  it.concurrent('a success is kept where its run may have left the list, and only there', async () => {
    const recent = Array.from({ length: 520 }, (_, n) => ({
      ...runOf(9, 'success', HOUR - n * 1000),
      number: n + 10
    }))
    await using made = await play([pipelineOf(A, 'build', recent)], {
      pullRequests: [pull(1, 3 * HOUR), pull(2, 100 * DAY), pull(3, MINUTE)]
    })
    for (const n of [1, 2, 3])
      made.stand(n, 'codearts/build', 'success', { agoMs: n === 3 ? 1000 : 2 * HOUR })
    const ended = await made.sweep([A])
    expect([1, 2, 3].map(n => made.state(n))).toEqual(['success', 'success', 'error'])
    expect(ended.stdout).toMatch(/500 runs, 90 days/)
  })

  it.concurrent('a list that was read to its end shows that there never was a run', async () => {
    await using made = await play([pipelineOf(A, 'build', [runOf(9, 'success')])], {
      pullRequests: [pull(1, HOUR)]
    })
    made.stand(1, 'codearts/build', 'success')
    await made.sweep([A])
    expect(made.state(1)).toBe('error')
  })

  it.concurrent('heads that are pushed or closed between list and write are left alone', async () => {
    const build = pipelineOf(A, 'build', [runOf(1, 'success'), runOf(2, 'success'), runOf(3, 'success')])
    await using made = await play([build], { pullRequests: [1, 2, 3].map(n => pull(n)) })
    const { pullRequests } = made.github.gitHub
    made.made.simulator.services.push(({ target }) => {
      if (!target.includes('/detail?')) return null
      pullRequests.splice(0, 3, { ...pull(1), head: commitOf(11) }, { ...pull(2), state: 'closed' }, pull(3))
      return null
    })
    expect((await made.sweep([A])).outputs.settled).toBe('1')
    expect([1, 2, 3].map(n => made.state(n))).toEqual([undefined, undefined, 'success'])
  })

  it.concurrent('two sweeps that share a context never end in a success over a failure', async () => {
    const [one, other] = [
      pipelineOf(A, 'build', [runOf(1, 'error')]),
      pipelineOf(B, 'build', [runOf(1, 'success')])
    ]
    await using made = await play([one, other], { pullRequests: [pull(1)] })
    const states: (string | undefined)[] = []
    for (const id of [A, B, A, B]) {
      const ended = await made.sweep([id])
      states.push(made.state(1))
      if (id === B) expect(ended.stdout).toMatch(/::warning.*status_prefix/)
    }
    expect(states).toEqual(['failure', 'error', 'error', 'error'])
  })

  it.concurrent('comment: true keeps the comment up to date that the announcing step made', async () => {
    await using made = await play([pipelineOf(A, 'build', [runOf(1, 'running')])], {
      pullRequests: [pull(1)]
    })
    await made.sweep([A], { comment: 'true' })
    expect(made.github.gitHub.comments).toHaveLength(1)
    made.made.simulator.add(pipelineOf(A, 'build', [runOf(1, 'success')]))
    await made.sweep([A], { comment: 'true' })
    expect(made.github.gitHub.comments).toHaveLength(1)
    expect(made.github.gitHub.comments[0]?.body).toContain('passed')
  })

  it.concurrent('a comment that may not be written is a warning', async () => {
    await using made = await play(
      [pipelineOf(A, 'build', [runOf(1, 'success')])],
      { pullRequests: [pull(1)] },
      {
        github: [
          {
            on: 'github.add_comment',
            does: () => gitHubMessage(403, 'Resource not accessible by integration')
          }
        ]
      }
    )
    const ended = await made.sweep([A], { comment: 'true' })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(/::warning::.*pull-requests: write/)
    expect(made.state(1)).toBe('success')
  })

  it.concurrent('says all of it in Chinese', async () => {
    await using made = await play([pipelineOf(A, '构建', [runOf(1, 'success')])], { pullRequests: [pull(1)] })
    const ended = await made.sweep([A], { language: 'zh' })
    expect(ended.stdout).toContain('写入 1 个状态')
    expect(made.github.gitHub.standing(commitOf(1))[0]?.description).toMatch(/^通过/)
  })
})

describe('a sweep that cannot do its job is red, and leaves every status as it was', () => {
  const build = pipelineOf(A, 'build', [runOf(1, 'error')])
  const cases = [
    [
      'the credential',
      { cloud: [{ does: fails(401, 'APIGW.0301', 'verify aksk signature fail') }] },
      /access_key/
    ],
    [
      'CodeArts',
      { cloud: [{ on: 'v5.status', does: fails(400, 'DEVPIPE.00011412', 'no such project') }] },
      /DEVPIPE/
    ],
    [
      'GitHub',
      { github: [{ on: 'github.graphql', does: () => gitHubMessage(403, 'Resource not accessible') }] },
      /pull-requests|contents/
    ],
    ["GitHub's limit", { github: [{ on: 'github.graphql', does: graphqlRateLimited }] }, /rate limit/],
    [
      'writing',
      { github: [{ on: 'github.set_status', does: () => gitHubMessage(403, 'Resource not accessible') }] },
      /statuses: write/
    ]
  ] as const
  it.concurrent.each(sample(cases))('%s', async (_, rules, says) => {
    await using made = await play([build], { pullRequests: [pull(1)] }, rules)
    made.stand(1, 'codearts/build', 'success')
    const ended = await made.sweep([A])
    expect(ended).toMatchObject({ code: 1, outputs: { settled: '0', passed: 'false' } })
    expect(ended.stdout).toMatch(/::error/)
    expect(ended.stdout).toMatch(says)
    expect(made.state(1)).toBe('success')
    expect(made.github.gitHub.statuses).toHaveLength(1)
  })
})

describe('a wake-up', () => {
  const dispatch = (name: string, payload: object) => ({
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: eventFile(payload)
  })
  const ending = (ms: number) =>
    pipelineOf(A, 'build', [
      {
        ...runOf(1, 'running'),
        moments: [
          { at: -MINUTE, state: 'running' },
          { at: ms, state: 'success' }
        ]
      }
    ])

  it.concurrent.each(
    sample([
      ['workflow_dispatch', { inputs: { sha: commitOf(1) } }],
      ['repository_dispatch', { client_payload: { sha: commitOf(1).toUpperCase() } }]
    ])
  )('by %s polls the head until its run has ended', async (name, payload) => {
    // The run ends once its `pending` has been written, however long that takes.
    const begunAt = Date.now()
    let writes = (): number => 0
    const clock: Clock = { now: () => begunAt + (writes() > 0 ? 2_000 : 0) }
    await using made = await play([ending(1_000)], { pullRequests: [pull(1), pull(2)] }, {}, clock)
    writes = () => made.github.written().length
    const ended = await made.sweep([A], {}, dispatch(name, payload))
    expect(ended).toMatchObject({ code: 0, outputs: { swept: '2', settled: '3' } })
    expect(made.github.written()).toEqual([
      'codearts/build pending',
      'codearts/build success',
      'codearts/build pending'
    ])
  })

  it.concurrent('is believed nothing: a commit that is no head, a hash that is none', async () => {
    await using made = await play([ending(-1000)], { pullRequests: [pull(1)] })
    const other = await made.sweep([A], {}, dispatch('workflow_dispatch', { inputs: { sha: commitOf(9) } }))
    expect(other).toMatchObject({ code: 0, outputs: { settled: '1' } })
    expect(other.stdout).toContain(commitOf(9).slice(0, 10))
    expect(made.github.gitHub.standing(commitOf(9))).toEqual([])
    const none = await made.sweep([A], {}, dispatch('workflow_dispatch', { inputs: { sha: 'main' } }))
    expect(none).toMatchObject({ code: 0, outputs: { swept: '1' } })
  })
})
