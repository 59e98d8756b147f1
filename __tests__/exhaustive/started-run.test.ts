import { describe, expect, it } from '@jest/globals'
import { commitOf } from '../../simulator/index.js'
import { A, B, cloud, WALL } from '../e2e/cloud.js'
import { start } from '../e2e/start-cases.js'
import { goesOn, quick, startable } from '../e2e/starts.js'
import { sample } from '../sample.js'

describe('what the run that was started does', () => {
  it.concurrent('it is visible only after a while', async () => {
    const visible = { batch: 1500, list: 1500, detail: 1500 }
    await using made = await cloud([
      startable(A, { moments: [...quick.moments.slice(0, 1), { at: 2000, state: 'success' }], visible })
    ])
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('somebody else cancels it: aborted', async () => {
    await using made = await cloud([
      startable(A, { moments: [...goesOn.moments, { at: 400, state: 'aborted' }] })
    ])
    expect(await start(made, [A])).toMatchObject({ code: 1, outputs: { result: 'aborted' } })
  })

  it.concurrent('a person approves it', async () => {
    await using made = await cloud([
      startable(A, {
        moments: [
          { at: 0, state: 'running' },
          { at: 300, state: 'paused' },
          { at: 900, state: 'success' }
        ]
      })
    ])
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stdout).toContain('paused')
  })

  it.concurrent('it waits in the queue: QUEUED', async () => {
    await using made = await cloud([
      startable(A, {
        moments: [
          { at: 0, state: 'waiting' },
          { at: 500, state: 'running' },
          { at: 800, state: 'success' }
        ]
      })
    ])
    expect(await start(made, [A])).toMatchObject({ code: 0 })
  })

  it.concurrent.each(
    sample([
      ['with its ID', true],
      ['without its ID', false]
    ])
  )('queued instead of started, %s', async (_, tellsId) => {
    const queued = { forMs: 0, ...(tellsId ? {} : { ids: null }) }
    const moments = [
      { at: 0, state: 'waiting' as const },
      { at: 1500, state: 'success' as const }
    ]
    await using made = await cloud(
      [startable(A, { moments, queued, visible: { list: 800, batch: 800, detail: 800 } })],
      [],
      { clock: WALL }
    )
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(made.simulator.started).toHaveLength(1)
    if (!tellsId) expect(ended.stdout).toContain('queued')
  })

  it.concurrent('with commit, a run of that commit counts', async () => {
    await using made = await cloud([startable(A, quick)])
    const ended = await start(made, [A], { commit: commitOf('main') })
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.pipelines).toMatchObject([{ matched_by: 'started', commit: commitOf('main') }])
  })

  it.concurrent(
    'with commit, a branch that moved on: stopped at once, stale, both commits named',
    async () => {
      await using made = await cloud([
        startable(A, { ...goesOn, commit: 'b'.repeat(40) }),
        startable(B, quick)
      ])
      const ended = await start(made, [A, B], { commit: commitOf('main') })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
      expect(ended.pipelines).toMatchObject([{ outcome: 'stale' }, { outcome: 'success' }])
      expect(ended.stdout).toContain('b'.repeat(40))
      expect(ended.stdout).toContain(commitOf('main'))
      expect(made.simulator.going()).toEqual([])
    }
  )

  it.concurrent('with commit, a run that never tells its commit proves nothing', async () => {
    const moments = [{ at: 0, state: 'success' as const, v5: { build_params: {} } }]
    await using made = await cloud([startable(A, { moments, commitIn: { list: null, detail: null } })])
    expect(await start(made, [A], { commit: commitOf('main') })).toMatchObject({
      code: 1,
      outputs: { result: 'stale' }
    })
  })
})
