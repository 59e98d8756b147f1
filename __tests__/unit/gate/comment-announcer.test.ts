import { describe, expect, it } from '@jest/globals'
import { openCommentAnnouncer } from '../../../src/gate/comment-announcer.js'
import type { CommentInput } from '../../../src/inputs/forge.js'
import { COMMIT, playForge } from '../forge/play.js'
import { aConclusion, aTracked } from '../helpers.js'

function play(
  input: Partial<CommentInput> = {},
  waitingText: (n: number) => string = n => `<!-- mark --> waiting ${n}`
) {
  const forge = playForge()
  let n = 0
  const announcer = openCommentAnnouncer({
    ...{ input: { prefix: 'ci/', pullRequest: 7, commit: COMMIT, ...input }, clock: forge.clock },
    forge: forge.forge,
    bounds: forge.bounds,
    mark: '<!-- mark -->',
    waitingText: () => waitingText(n++),
    finalText: () => '<!-- mark --> final',
    within: async work => {
      await work
    }
  })
  const writes = (): number[] =>
    forge.simulator.requests.filter(({ kind }) => /add|change/.test(kind)).map(({ at }) => at)
  return { ...forge, announcer, writes }
}
const pass = (clock: { sleep(ms: number, signal: AbortSignal): Promise<void> }, ms: number): Promise<void> =>
  clock.sleep(ms, new AbortController().signal)

describe('the comment of a step', () => {
  it('is written every fifteen seconds at most, and at the end', async () => {
    const { announcer, clock, writes, site } = play()
    announcer.begin([aTracked()])
    for (let second = 0; second < 60; second++) {
      announcer.polled([aTracked()])
      await pass(clock, 1000)
    }
    const times = writes()
    expect(times.length).toBeGreaterThan(2)
    expect(times.length).toBeLessThanOrEqual(5)
    for (const [index, at] of times.entries())
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(14_500)
    await announcer.conclude(aConclusion([]))
    expect(site.comments).toMatchObject([{ body: '<!-- mark --> final' }])
    expect(announcer.failure()).toBeNull()
  })

  it('is written once for each change of what it says, not for each poll', async () => {
    const { announcer, clock, writes, site } = play({}, n => `<!-- mark --> ${n < 40 ? 'one' : 'two'}`)
    announcer.begin([aTracked()])
    for (let second = 0; second < 120; second++) {
      announcer.polled([aTracked()])
      await pass(clock, 1000)
    }
    expect(site.comments).toMatchObject([{ body: '<!-- mark --> two' }])
    expect(writes()).toHaveLength(2)
  })

  it('a change comes at once where none came for fifteen seconds', async () => {
    const { announcer, clock, writes } = play({}, n => `<!-- mark --> ${n < 40 ? 'one' : 'two'}`)
    announcer.begin([aTracked()])
    for (let second = 0; second < 60; second++) {
      announcer.polled([aTracked()])
      await pass(clock, 1000)
    }
    const [first = 0, second = 0] = writes()
    expect(second - first).toBeGreaterThan(38_000)
    expect(second - first).toBeLessThan(41_000)
  })

  it('without a pull request there is none', async () => {
    const { announcer, site } = play({ pullRequest: null, commit: 'cd'.repeat(20) })
    announcer.begin([aTracked()])
    await announcer.conclude(aConclusion([]))
    expect(announcer.isHomeless()).toBe(true)
    expect(site.comments).toEqual([])
  })

  it('what is refused is told, and not asked again', async () => {
    const { announcer, simulator } = play({ pullRequest: 99 })
    announcer.begin([aTracked()])
    await announcer.conclude(aConclusion([]))
    expect(announcer.failure()).toMatchObject({ problem: 'not_found' })
    expect(simulator.requests).toHaveLength(1)
  })
})
