import { describe, expect, it } from '@jest/globals'
import { commitOf, fails, onTheWire, type StartedCourse } from '../../../simulator/index.js'
import { A, B, expiresAt, goesOn, play, startable } from './play.js'

const hangs = onTheWire({ kind: 'hang' })
const runOf = (id: string): string => `00000008${id.slice(0, 24)}`

describe('a run of another commit', () => {
  const moved: StartedCourse = { ...goesOn, commit: 'b'.repeat(40) }
  const inputs = { commit: commitOf('main') }

  it.each([
    ['as it is', {}],
    ['with fail_fast', { fail_fast: 'true' }],
    ['with stop_on_cancel: false', { stop_on_cancel: 'false' }],
    ['with wait: false', { wait: 'false' }]
  ])('is stopped, and that is told, %s', async (_, more) => {
    const played = await play({ pipelines: [startable(A, moved)], inputs: { ...inputs, ...more } })
    expect(played.outcomes).toEqual({ [A]: 'stale' })
    expect(played.going).toBe(0)
    expect(played.text).toContain(`Stopped pipeline-a: run ${runOf(A)}`)
    expect(played.kept).toEqual({})
  })

  it('that cannot be stopped is told, and kept for the post step', async () => {
    const rules = [{ on: 'v5.stop', does: fails(500) }]
    const played = await play({ pipelines: [startable(A, moved)], rules, inputs })
    expect(played.text).toContain(`could not stop run ${runOf(A)}`)
    expect(played.kept).toMatchObject({ [A]: { runId: runOf(A), isMismatched: true } })
  })

  it('does not hold up the looks at the others, and is tried again with them', async () => {
    const rules = [{ on: 'v5.stop', times: 1, does: hangs }]
    const pipelines = [startable(A, moved), startable(B, expiresAt(40_000, 'success'))]
    const played = await play({ pipelines, rules, inputs })
    const polls = played.asked('v5.status').map(({ at }) => at)
    const pauses = polls.slice(1).map((at, index) => at - (polls[index] ?? 0))
    expect(Math.max(...pauses)).toBeLessThan(2_500)
    expect(played.going).toBe(0)
    const [, second] = played.asked('v5.stop')
    expect((second?.at ?? 0) - (polls[0] ?? 0)).toBeLessThan(10_000)
  })
})
