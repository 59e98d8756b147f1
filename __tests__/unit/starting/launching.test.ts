import { describe, expect, it } from '@jest/globals'
import { losesRequest, onTheWire } from '../../../simulator/index.js'
import { A, B, goesOn, play, startable } from './play.js'

const runOf = (id: string): string => `00000008${id.slice(0, 24)}`

describe('starts that go on beside the polls', () => {
  it('make their runs known as soon as they are there: a step that is killed has them in its outputs', async () => {
    const killed = await play({ pipelines: [startable(A), startable(B)], killAt: 4_000 })
    expect(JSON.parse(killed.runner.values.run_ids ?? '')).toEqual({ [A]: runOf(A), [B]: runOf(B) })
    expect(killed.runner.values.passed).toBe('false')
  })

  it('that are on their way at the end are heard out for two seconds', async () => {
    const slow = { on: 'v5.start', does: onTheWire({ kind: 'delay', ms: 1_500 }) }
    const heard = await play({ pipelines: [startable(A, goesOn)], rules: [slow], cancelAt: 200 })
    expect(heard.simulator.started).toHaveLength(1)
    expect(heard.runner.values.run_ids).toContain(runOf(A))
    expect(heard.going).toBe(0)
  })

  it('one whose run was not told is given up with its mark', async () => {
    const played = await play({
      pipelines: [startable(A)],
      rules: [{ on: 'v5.start', does: losesRequest }],
      cancelAt: 3_000
    })
    expect(played.outcomes).toEqual({ [A]: 'unknown' })
    expect(played.text).toMatch(/codearts-gate:[0-9a-z]{12}/)
  })
})
