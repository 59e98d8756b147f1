import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire } from '../../simulator/index.js'
import { A, B, C, WALL } from './cloud.js'
import { FAST } from './fast-timers.js'
import { postStep, step } from './harness.js'
import { keptRuns, cancelled, failsAfter, goesOn, left, start, three } from './starts.js'
import { runOf, parsed, POLLED } from './stop-cases.js'

describe('what was started is stopped', () => {
  it.concurrent('on cancel, with links, and known to outputs and summary', async () => {
    await using made = await three()
    const ended = await cancelled(start(made), made, POLLED, 'SIGINT')
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'running' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
    expect(ended.stdout).toContain('Stopped pipeline-a')
    expect(ended.summary).toContain('Stopped pipeline-a')
    expect(Object.keys(JSON.parse(ended.outputs.run_ids ?? '') as object)).toEqual([A, B, C])
    expect(keptRuns(ended)).toEqual([])
  })

  it.concurrent('when the time is up', async () => {
    await using made = await three()
    const ended = await step(start(made, { timeout: '6s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it.concurrent('by fail_fast', async () => {
    await using made = await three(id => (id === B ? failsAfter(300) : goesOn))
    const ended = await step(start(made, { fail_fast: 'true' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it.concurrent('by the post step, whatever a later step has put into the environment', async () => {
    await using made = await three()
    made.simulator.misbehave({ on: 'v5.stop', times: 3, does: fails(403) })
    const ended = await cancelled(start(made), made, POLLED, 'SIGINT')
    expect(left(made).ours).toBeGreaterThan(0)
    const env = { INPUT_SHA: 'x', INPUT_REASON: 'x', GITHUB_EVENT_NAME: 'issue_comment' }
    const after = await postStep(start(made), ended, env)
    expect(after.code).toBe(0)
    expect(after.stdout).toContain(`Stopped ${A}`)
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it.concurrent('not where the cloud does not answer any more: the post step has the rest', async () => {
    await using made = await three()
    made.simulator.misbehave({ on: 'v5.stop', does: onTheWire({ kind: 'hang' }) })
    const ended = await cancelled(start(made), made, POLLED, 'SIGINT')
    expect(ended.stdout).toContain('could not stop run')
    expect(keptRuns(ended)).toHaveLength(3)
  })

  it.concurrent(
    'a stop that fails for a while is repeated; one that comes too late does no harm',
    async () => {
      await using made = await three(id => (id === A ? failsAfter(300) : goesOn), { clock: WALL })
      made.simulator.misbehave({ on: 'v5.stop', times: 2, does: fails(502) })
      const ended = await cancelled(start(made, { poll_interval: '5s' }), made, ['v5.status', 1], 'SIGINT')
      expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
      expect(ended.stdout).not.toContain('could not stop')
    }
  )
})

describe('a step that was killed', () => {
  it.concurrent('its post step stops what it has started', async () => {
    await using made = await three()
    const ended = await cancelled(start(made), made, POLLED, 'SIGKILL')
    expect(ended.signal).toBe('SIGKILL')
    // What was known early is not lost.
    expect(Object.keys(JSON.parse(ended.outputs.run_ids ?? '') as object)).toEqual([A, B, C])
    expect(left(made).ours).toBe(3)
    expect(JSON.stringify(ended.state)).not.toContain(start(made).secret_key)
    const after = await postStep(start(made), ended)
    expect(after.code).toBe(0)
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
    expect(after.lines.filter(line => line.startsWith('Stopped'))).toHaveLength(3)
  })

  it.concurrent('but not what has succeeded meanwhile', async () => {
    await using made = await three(() => ({ moments: [{ at: 0, state: 'success' }] }))
    const ended = await cancelled(start(made), made, ['v5.start', 3], 'SIGKILL')
    const after = await postStep(start(made), ended)
    expect(after).toMatchObject({ code: 0 })
    expect(made.count('v5.stop')).toBe(0)
    expect(after.stdout).not.toContain('Stopped')
  })

  it.concurrent('also where the answer to the start was lost', async () => {
    await using made = await three()
    made.simulator.misbehave({ on: 'v5.start', does: onTheWire({ kind: 'hang' }) })
    const ended = await cancelled(start(made), made, ['v5.start', 3], 'SIGKILL')
    await postStep(start(made), ended)
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it.concurrent('and never a run of somebody else, whatever is written in its place', async () => {
    const [own, stranger] = [runOf(8, A), runOf(7, A)]
    const forgeries: readonly ((state: string) => string)[] = [
      // Another run of the same pipeline, and one of another pipeline.
      state => state.replaceAll(own, stranger),
      state => state.replaceAll(own, runOf(7, B)),
      // The same, with everything that an entry can claim.
      state => JSON.stringify({ ...parsed(state), runId: stranger, isVerified: true, isAnswered: true }),
      state => JSON.stringify({ ...parsed(state), runId: stranger, isMismatched: true }),
      state => JSON.stringify({ ...parsed(state), runId: stranger, isQueued: true, queueId: '8' }),
      state =>
        JSON.stringify({
          ...parsed(state),
          runId: stranger,
          correlationId: `codearts-gate:${'x'.repeat(12)}`
        })
    ]
    for (const forged of forgeries) {
      await using made = await three()
      const ended = await cancelled(start(made), made, POLLED, 'SIGKILL')
      const kept = ended.state[`run_${A}`] ?? ''
      expect(kept).toContain(own)
      const state = { ...ended.state, [`run_${A}`]: forged(kept) }
      const fast = { NODE_OPTIONS: `--import ${FAST}` }
      expect((await postStep(start(made), { state }, fast)).code).toBe(0)
      expect(left(made).strangersStopped).toBe(0)
      // The others are stopped all the same.
      expect(made.simulator.stopped.map(({ pipelineId }) => pipelineId)).toEqual(
        expect.arrayContaining([B, C])
      )
    }
  })
})
