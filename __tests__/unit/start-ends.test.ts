import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  commitOf,
  fails,
  losesRequest,
  onTheWire,
  throttles,
  type StartedCourse
} from '../../simulator/index.js'
import { A, B, expiresAt, goesOn, of, play, startable } from './start-play.js'

const hangs = onTheWire({ kind: 'hang' })
const ids = (n: number): string[] => Array.from({ length: n }, (_, at) => `${at}x`.padEnd(32, '0'))
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
    expect(played.runner.saved).toBe('')
  })

  it('that cannot be stopped is told, and kept for the post step', async () => {
    const rules = [{ on: 'v5.stop', does: fails(500) }]
    const played = await play({ pipelines: [startable(A, moved)], rules, inputs })
    expect(played.text).toContain(`could not stop run ${runOf(A)}`)
    expect(JSON.parse(played.runner.saved)).toMatchObject({ runs: [{ runId: runOf(A), isMismatched: true }] })
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
    expect(played.text).toContain(`pipeline-a: run ${runOf(A)} goes on`)
    expect(played.runner.saved).toBe('')
  })
})

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
    expect(played.text).toContain('does not say that it was stopped')
    expect(played.runner.saved).toContain(runOf(A))
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
    const played = await play({ pipelines, rules, cancelAt: 60_000 })
    expect(played.going).toBe(0)
    expect(played.tookMs).toBeLessThan(3_000)
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
    expect(played.runner.saved).toContain(A)
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
    expect(played.runner.saved).toContain(runOf(B))
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
    const stopped = await play({ pipelines: many.map(id => startable(id)), rules, cancelAt: 60_000 })
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
    const left = await play({ pipelines: many.map(id => startable(id)), inputs, cancelAt: 60_000 })
    const told = left.text.split('\n').filter(line => line.includes(' go on') || line.includes(' goes on'))
    for (const { runId } of left.simulator.started) expect(told.join()).toContain(runId)
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
