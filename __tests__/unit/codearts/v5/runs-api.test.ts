import { describe, expect, it } from '@jest/globals'
import { answersJson, type Misbehaviour } from '../../../../simulator/index.js'
import { A, expiresAt, play, startable } from '../../starting/play.js'

const succeeds = expiresAt(30_000, 'success')
/** The honest answer with more in it. */
const saysMore =
  (status: number, more: object): Misbehaviour =>
  honest => {
    const answer = honest()
    return {
      ...answer,
      status,
      body: JSON.stringify({ ...(JSON.parse(answer.body.toString()) as object), ...more })
    }
  }

describe('the answer to a start', () => {
  it.each([
    [200, { error_code: 'DEVPIPE.00010000', error_msg: 'started with warnings' }],
    [400, { error_code: 'DEVPIPE.00010000', error_msg: 'started with warnings' }],
    [200, { error_msg: 'some words' }]
  ])('an ID is a run, whatever is said beside it (%i %j)', async (status, more) => {
    const rules = [{ on: 'v5.start', does: saysMore(status, more) }]
    const played = await play({ pipelines: [startable(A, succeeds)], rules })
    expect(played.outcomes).toEqual({ [A]: 'success' })
    expect(played.runner.values.run_ids).toContain(played.simulator.started[0]?.runId)
  })

  it.each([200, 400])('words without a code and without an ID are a refusal (%i)', async status => {
    const words = 'The branch release/9 does not exist'
    const rules = [{ on: 'v5.start', does: answersJson(status, { error_msg: words }) }]
    const played = await play({ pipelines: [startable(A)], rules })
    expect(played.text).toContain(words)
    expect(played.text).not.toContain('codearts-gate:')
    expect(played.asked('v5.runs')).toEqual([])
    expect(played.runner.failed).toBe(true)
  })
})
