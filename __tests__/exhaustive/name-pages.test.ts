import { describe, expect, it } from '@jest/globals'
import type { PipelineSpec } from '../../simulator/index.js'
import { A, cloud, type Cloud } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import { errors, gate, ids, named } from '../e2e/named.js'
import { sample } from '../sample.js'

describe('a list of many pages', () => {
  const crowd = (n: number): PipelineSpec[] =>
    Array.from({ length: n }, (_, index) =>
      named(String(index).padStart(32, 'e'), `p${String(index).padStart(4, '0')}`)
    )

  it.concurrent('300 pipelines', async () => {
    const all = crowd(300)
    await using made = await cloud(all)
    const ended = await gate(made, 'p029*\np0000')
    expect([ended.code, ids(ended)]).toEqual([0, [...all.slice(290), all[0]].map(pipeline => pipeline?.id)])
    const everyone = await gate(made, '*')
    expect([everyone.code, ids(everyone)]).toEqual([0, all.map(({ id }) => id)])
  })

  it.concurrent.each(sample([1_000, 1_001]))('%d matches', async n => {
    await using made = await cloud(crowd(n))
    const ended = await gate(made, 'p*')
    expect(ended.code).toBe(n > 1_000 ? 1 : 0)
    if (n > 1_000) expect(errors(ended)[0]).toMatch(/pipeline_names: got "p\*"; more than 1,000 pipelines/)
  })

  it.concurrent('the input that goes over the thousand is named', async () => {
    const all = crowd(1_001)
    await using made = await cloud(all)
    const some = all.slice(1).map(({ id }) => id)
    const ended = await step(made.v5(some, { pipeline_names: 'p0000' }))
    expect(errors(ended)[0]).toMatch(/pipeline_names: got "p0000"; more than 1,000 pipelines/)
    const tooMany = await step(
      made.v5(
        all.map(({ id }) => id),
        { pipeline_names: 'p0000' }
      )
    )
    expect(errors(tooMany)[0]).toMatch(/pipeline_ids: more than 1,000 pipelines/)
  })

  const changes: readonly {
    what: string
    change: (made: Cloud, all: readonly PipelineSpec[]) => void
    now: (all: readonly PipelineSpec[]) => string[]
  }[] = [
    {
      what: 'a pipeline is removed',
      change: (made, all) => void made.simulator.remove(all[3]?.id ?? ''),
      now: all => all.filter((_, index) => index !== 3).map(({ id }) => id)
    },
    {
      what: 'a pipeline is created in front',
      change: (made, all) => {
        made.simulator.remove(...all.map(({ id }) => id)).add(named(A, 'p'), ...all)
      },
      now: all => [A, ...all.map(({ id }) => id)]
    },
    {
      what: 'one is removed and one created',
      change: (made, all) => void made.simulator.remove(all[3]?.id ?? '').add(named(A, 'p9999')),
      now: all => [...all.filter((_, index) => index !== 3).map(({ id }) => id), A]
    },
    {
      what: 'all change places',
      change: (made, all) => {
        made.simulator.remove(...all.map(({ id }) => id)).add(...all.toReversed())
      },
      now: all => all.map(({ id }) => id)
    }
  ]
  it.concurrent.each(sample(changes))(
    '$what between two pages: none is lost, none is there twice',
    async ({ change, now }) => {
      const all = crowd(120)
      await using made = await cloud(all)
      made.simulator.misbehave({
        on: 'v5.list',
        after: 1,
        times: 1,
        does: honest => {
          change(made, all)
          return honest()
        }
      })
      const ended = await gate(made, 'p*')
      expect([ended.code, ids(ended)]).toEqual([0, now(all)])
    }
  )

  it.concurrent('a list that never stays the same is red, after five readings', async () => {
    const all = crowd(60)
    await using made = await cloud(all)
    let n = 0
    made.simulator.misbehave({
      on: 'v5.list',
      does: honest => {
        made.simulator.add(named(pipelineId(`a${n++}x`), 'p9'))
        return honest()
      }
    })
    const ended = await gate(made, 'p*')
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toContain('list of pipelines kept changing')
    expect(made.count('v5.list')).toBeLessThan(30)
  })
})
