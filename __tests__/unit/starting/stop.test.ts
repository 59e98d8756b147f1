import { describe, expect, it } from '@jest/globals'
import { answersHtml, answersJson, fails, onTheWire, throttles } from '../../../simulator/index.js'
import { A, B, expiresAt, goesOn, of, play, startable } from './play.js'

const ids = (n: number): string[] => Array.from({ length: n }, (_, at) => `${at}x`.padEnd(32, '0'))
const runOf = (id: string): string => `00000008${id.slice(0, 24)}`

describe('a stop', () => {
  it.each([
    ['is refused once', fails(404, 'DEVPIPE.00011402', 'The pipeline run does not exist.')],
    ['is answered by a page once', answersHtml(200)],
    ['is answered by nothing once', answersJson(200, {})]
  ])('that %s is repeated', async (_, does) => {
    const rules = [{ on: 'v5.stop', times: 1, does }]
    const played = await play({ pipelines: [startable(A)], rules, cancelAt: 5_000 })
    expect(played.going).toBe(0)
    expect(played.text).toContain('Stopped pipeline-a')
    expect(played.tookMs).toBeLessThan(3_000)
  })

  it.each([[{}], [null], [{ success: 'maybe' }]])('that is answered by %j is not believed', async said => {
    const rules = [{ on: 'v5.stop', does: answersJson(200, said) }]
    const played = await play({ pipelines: [startable(A)], rules, cancelAt: 5_000 })
    expect(played.text).not.toContain('Stopped pipeline-a')
    expect(played.text).toContain('the stop was not confirmed')
    expect(played.kept).toMatchObject({ [A]: { runId: runOf(A) } })
    expect(played.tookMs).toBeLessThan(7_000)
  })

  it('is repeated for twenty seconds when the step was not cancelled: there may be no post step', async () => {
    const rules = [{ on: 'v5.stop', times: 8, does: throttles('2') }]
    const inputs = { timeout: '5s', fail_on: 'none' }
    const played = await play({ pipelines: [startable(A)], rules, inputs })
    expect(played.runner.failed).toBe(false)
    expect(played.going).toBe(0)
  })

  it('of a hundred runs takes no longer than a cancelled step has', async () => {
    const pipelines = ids(100).map(id => startable(id))
    const rules = [{ on: 'v5.stop', does: onTheWire({ kind: 'delay', ms: 150 }) }]
    const played = await play({ pipelines, rules, cancelAt: 20_000 })
    expect(played.going).toBe(0)
    expect(played.tookMs).toBeLessThan(3_000)
  })
})

describe('somebody else', () => {
  it('stops a run that this step started: aborted, and nothing is left to do', async () => {
    const played = await play({
      pipelines: [startable(A, expiresAt(5_000, 'aborted')), startable(B, expiresAt(9_000, 'success'))]
    })
    expect(played.outcomes).toEqual({ [A]: 'aborted', [B]: 'success' })
    expect(played.asked('v5.stop')).toEqual([])
  })

  it('has runs of the same pipeline, which are never stopped', async () => {
    const others = [{ number: 7, moments: [{ at: 0, state: 'running' as const }] }]
    const pipelines = [startable(A, goesOn, { runs: others }), startable(B, goesOn, { refs: ['other'] })]
    const rules = [{ on: 'v5.start', when: of(A), times: 1, does: throttles('1') }]
    const played = await play({ pipelines, rules })
    expect(played.simulator.stopped.length).toBe(played.simulator.started.length)
  })
})
