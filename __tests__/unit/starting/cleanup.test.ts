import { describe, expect, it } from '@jest/globals'
import { answersHtml, losesRequest, onTheWire } from '../../../simulator/index.js'
import { A, B, expiresAt, goesOn, play, startable } from './play.js'

const runOf = (id: string): string => `00000008${id.slice(0, 24)}`
const hangs = onTheWire({ kind: 'hang' })
const ids = (n: number): string[] => Array.from({ length: n }, (_, at) => `${at}x`.padEnd(32, '0'))

describe('a step that ends before its runs stops them', () => {
  it('when the time is up for a status that nobody has seen', async () => {
    const odd = { moments: [{ at: 0, state: 'running' as const, v5: { status: 'APPROVING' } }] }
    const played = await play({ pipelines: [startable(A, odd)], inputs: { timeout: '20s' } })
    expect(played.outcomes).toEqual({ [A]: 'unknown' })
    expect(played.going).toBe(0)
    expect(played.text).toContain('Stopped pipeline-a')
  })

  it('when the service has never shown it, and says so where that fails, too', async () => {
    const hidden = { batch: 1e9, list: 1e9, detail: 1e9 }
    const never = await play({
      pipelines: [startable(A, { ...goesOn, visible: hidden })],
      inputs: { start_timeout: '10s' }
    })
    expect(never.outcomes).toEqual({ [A]: 'not_found' })
    expect(never.text).toContain(`could not stop run ${runOf(A)}`)

    const late = { batch: 15_000, list: 15_000, detail: 15_000 }
    const shown = await play({
      pipelines: [startable(A, { ...goesOn, visible: late })],
      inputs: { start_timeout: '10s' }
    })
    expect(shown.going).toBe(0)
    expect(shown.text).toContain(`Stopped pipeline-a: run ${runOf(A)}`)
  })

  it('by fail_fast, also the one that waits for a person', async () => {
    const pipelines = [startable(A, expiresAt(5_000, 'paused'))]
    const fast = await play({ pipelines, inputs: { fail_fast: 'true', fail_on: 'error,paused' } })
    expect(fast.outcomes).toEqual({ [A]: 'paused' })
    expect(fast.going).toBe(0)

    const slow = await play({ pipelines, inputs: { fail_on: 'error,paused' } })
    expect(slow.going).toBe(1)
    expect(slow.asked('v5.stop')).toEqual([])
  })

  it('not with wait: false, whatever ends it: they are named', async () => {
    const pipelines = [startable(A), startable(B, goesOn, { refs: ['other'] })]
    const played = await play({ pipelines, inputs: { wait: 'false' } })
    expect(played.going).toBe(1)
    expect(played.text).toContain(`pipeline-a: run ${runOf(A)} continues`)
    expect(played.kept).toEqual({})
  })
})

describe('the end comes in time', () => {
  it.each([
    ['502', answersHtml(502)],
    ['reset', losesRequest]
  ])('when a start was not answered (%s): three seconds after a cancel', async (_, does) => {
    const played = await play({
      pipelines: [startable(A)],
      rules: [{ on: 'v5.start', does }],
      cancelAt: 4_000
    })
    expect(played.tookMs).toBeLessThan(3_000)
    expect(played.text).toMatch(/no run with `codearts-gate:\w+`/)
    expect(Object.keys(played.kept)).toContain(A)
  })

  it.each([
    ['fail_fast', { fail_fast: 'true' }, 5_000],
    ['a time-out', { timeout: '10s' }, 10_000]
  ])('after %s, when nothing answers any more: seven seconds', async (_, inputs, at) => {
    const played = await play({
      pipelines: [startable(A, expiresAt(3_500, 'error')), startable(B)],
      rules: [{ on: ['v5.stop', 'v5.run', 'v5.log'], does: hangs }],
      inputs
    })
    expect(played.tookMs - at).toBeLessThan(7_000)
    expect(played.text).toContain(`could not stop run ${runOf(B)}`)
    expect(played.kept).toMatchObject({ [B]: { runId: runOf(B) } })
  })

  it('after a cancel while starts are on their way and nothing answers: seven seconds', async () => {
    const rules = [{ on: ['v5.start', 'v5.stop', 'v5.runs'], does: hangs }]
    const played = await play({ pipelines: [startable(A), startable(B)], rules, cancelAt: 1_000 })
    expect(played.tookMs).toBeLessThan(7_000)
    expect(played.outcomes).toEqual({ [A]: 'unknown', [B]: 'unknown' })
  })
})

describe('of many runs', () => {
  it('each one that goes on is named', async () => {
    let n = 0
    const rules = [{ on: 'v5.stop', when: () => ++n > 20, does: hangs }]
    const many = ids(60)
    const stopped = await play({ pipelines: many.map(id => startable(id)), rules, cancelAt: 5_000 })
    const going = new Set(stopped.simulator.going().map(({ runId }) => runId))
    for (const { runId } of stopped.simulator.started.filter(it => going.has(it.runId))) {
      expect(
        stopped.text
          .split('\n')
          .filter(line => line.includes('stop'))
          .join()
      ).toContain(runId)
      expect(stopped.runner.page).toContain(runId)
    }

    const inputs = { stop_on_cancel: 'false' }
    const left = await play({ pipelines: many.map(id => startable(id)), inputs, cancelAt: 5_000 })
    const told = left.text.split('\n').filter(line => line.includes(' continue'))
    for (const { runId } of left.simulator.started) expect(told.join()).toContain(runId)
  })
})
