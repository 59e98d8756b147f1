import { describe, expect, it } from '@jest/globals'
import type { RunDetail, RunDetailApi } from '../../../src/codearts/v5/run-detail.js'
import type { ChildFailure, Missing, StageDetail, StepLocation } from '../../../src/domain/explanation.js'
import { DeadlineError } from '../../../src/errors.js'
import { followSubPipelines } from '../../../src/explaining/sub-pipelines.js'
import { aLocation, aRun, JOBS_ONLY, PLAIN_STEP } from '../helpers.js'

/** Pipelines by ID: the IDs of those that their failed steps run. */
type World = Readonly<Record<string, readonly string[]>>

const part = { outcome: 'error' as const, startedAt: 0, endedAt: 1, message: null }
const stagesOf = (children: readonly string[]): StageDetail[] => [
  {
    ...{ ...part, ...JOBS_ONLY, name: 'stage' },
    jobs: children.map(id => ({
      ...{ ...part, id: 'j', name: 'job' },
      steps: [{ ...part, ...PLAIN_STEP, name: id, id: `step ${id}`, isSubPipeline: true }]
    }))
  }
]
const placesOf = (children: readonly string[]): StepLocation[] =>
  children.map(id => aLocation({ step: id, stepId: `step ${id}`, isSubPipeline: true }))

interface Followed {
  readonly found: ChildFailure[]
  readonly missing: Missing[]
  unfollowed: number
  /** What was asked for, in order. */
  readonly asked: string[]
}

/** Follows the pipeline `top`; a run has the ID of its pipeline. */
async function followed(world: World, isLate: (asked: number) => boolean = () => false): Promise<Followed> {
  const got: Followed = { found: [], missing: [], unfollowed: 0, asked: [] }
  const answer = <T>(what: string, value: T): Promise<T> => {
    got.asked.push(what)
    return isLate(got.asked.length) ? Promise.reject(new DeadlineError(null)) : Promise.resolve(value)
  }
  const runDetails: Pick<RunDetailApi, 'children' | 'detail'> = {
    children: (id, _, stepIds) => {
      const told = (world[id] ?? []).filter(child => stepIds.includes(`step ${child}`))
      const ids = told.map(child => [`step ${child}`, { pipelineId: child, runId: child }] as const)
      return answer(`outputs of ${id}`, new Map(ids))
    },
    detail: id => {
      const detail: RunDetail = { run: aRun({ outcome: 'error' }), stages: stagesOf(world[id] ?? []) }
      return answer(`detail of ${id}`, detail)
    }
  }
  await followSubPipelines(
    { pipelineId: 'top', runId: 'top', failed: placesOf(world.top ?? []) },
    {
      runDetails,
      shown: location => location,
      found: child => got.found.push(child),
      missing: missing => got.missing.push(missing),
      unfollowed: count => (got.unfollowed += count)
    }
  )
  return got
}
const foundIn = ({ found }: Followed): string[] => found.map(({ run }) => run.pipelineId)

describe('following sub-pipelines', () => {
  it('goes all the way down before the next', async () => {
    const got = await followed({ top: ['a', 'b'], a: ['c'], c: ['d'] })
    expect(got.asked).toEqual([
      ...['outputs of top', 'detail of a', 'outputs of a', 'detail of c', 'outputs of c', 'detail of d'],
      'detail of b'
    ])
    expect(foundIn(got)).toEqual(['a', 'c', 'd', 'b'])
    const [a, c] = got.found
    expect(c?.run.startedBy).toBe(a?.failed[0])
    expect(a?.failed[0]?.within).toBe(a?.run)
  })

  it('asks for nothing without one', async () => {
    expect((await followed({ top: [] })).asked).toEqual([])
  })

  it('reads a run that two steps share once, without a word', async () => {
    const got = await followed({ top: ['a', 'b'], a: ['c'], b: ['c'] })
    expect(foundIn(got)).toEqual(['a', 'c', 'b'])
    expect([got.missing, got.unfollowed]).toEqual([[], 0])
  })

  it('ends where a run starts itself or one above it', async () => {
    const got = await followed({ top: ['a', 'TOP'], a: ['b', 'a'], b: ['top'] })
    expect(foundIn(got)).toEqual(['a', 'b'])
    expect(got.missing).toMatchObject([
      { what: 'child', child: { pipelineId: 'top' }, detail: { code: 'circle' } },
      { what: 'child', child: { pipelineId: 'a' }, detail: { code: 'circle' } },
      { what: 'child', child: { pipelineId: 'TOP' }, detail: { code: 'circle' } }
    ])
  })

  it('is bounded: every run starts ten others, ten levels deep', async () => {
    const ten = Array.from({ length: 10 }, (_, n) => n)
    const world: Record<string, string[]> = {}
    const grow = (id: string, depth: number): void => {
      if (depth === 4) return
      world[id] = ten.map(n => `${id}${n}`)
      for (const child of world[id]) grow(child, depth + 1)
    }
    grow('top', 0)
    const got = await followed(world)
    expect(got.found).toHaveLength(10)
    expect(got.asked.length).toBeLessThanOrEqual(21)
    expect(got.unfollowed).toBeGreaterThan(0)
  })

  it('goes no deeper than five runs', async () => {
    const got = await followed({ top: ['1'], 1: ['2'], 2: ['3'], 3: ['4'], 4: ['5'], 5: ['6', '7'] })
    expect(foundIn(got)).toEqual(['1', '2', '3', '4', '5'])
    expect(got.unfollowed).toBe(2)
  })

  it('asks for nothing more when the time is over, and says so once', async () => {
    const got = await followed({ top: ['a', 'b', 'c'], a: ['d', 'e'] }, asked => asked > 3)
    expect(got.asked).toEqual(['outputs of top', 'detail of a', 'outputs of a', 'detail of d'])
    expect(got.missing).toMatchObject([{ child: { pipelineId: 'd' }, detail: { code: 'no_time' } }])
  })
})
