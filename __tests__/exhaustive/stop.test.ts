import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire } from '../../simulator/index.js'
import { A, cloud, PROJECT } from '../e2e/cloud.js'
import { FAST } from '../e2e/fast-timers.js'
import { postStep, step } from '../e2e/harness.js'
import { keptRuns, cancelled, goesOn, left, start, three } from '../e2e/starts.js'
import { runOf, parsed, POLLED } from '../e2e/stop-cases.js'

describe('what was started is stopped', () => {
  it.concurrent('not with stop_on_cancel: false, which says so', async () => {
    await using made = await three()
    const ended = await cancelled(start(made, { stop_on_cancel: 'false' }), made, POLLED, 'SIGTERM')
    expect(left(made)).toEqual({ ours: 3, strangersStopped: 0 })
    expect(ended.stdout).toMatch(/pipeline-b: run [0-9a-f]{32} continues/)
    expect(keptRuns(ended)).toEqual([])
  })

  it.concurrent('not when every run has ended, nor is anything kept for the post step', async () => {
    await using made = await three(() => ({ moments: [{ at: 0, state: 'error' }] }))
    const ended = await step(start(made))
    expect(ended.code).toBe(1)
    expect(made.count('v5.stop')).toBe(0)
    const after = await postStep(start(made), ended)
    expect(after).toMatchObject({ code: 0, stdout: '' })
  })

  it.concurrent.each(
    sample([
      ['has just been sent', onTheWire({ kind: 'delay', ms: 900 })],
      ['was not answered', onTheWire({ kind: 'hang' })]
    ])
  )('also where the start %s', async (_, does) => {
    await using made = await three()
    made.simulator.misbehave({ on: 'v5.start', does })
    await cancelled(start(made), made, ['v5.start', 1], 'SIGINT')
    expect(made.simulator.started.length).toBeGreaterThan(0)
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })
})

describe('a stop that is refused for good', () => {
  it.concurrent('is not asked for again', async () => {
    await using made = await three()
    made.simulator.misbehave({ on: 'v5.stop', does: fails(403, 'DEVPIPE.00011136', 'not yours') })
    const ended = await step(start(made, { timeout: '6s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
    expect(ended.stdout).toContain('DEVPIPE.00011136')
    expect(made.count('v5.stop')).toBe(3)
  })
})

describe('a step that was killed', () => {
  it.concurrent('not a run of somebody else that tells no description', async () => {
    const others = {
      number: 7,
      moments: [{ at: 0, state: 'running' as const }],
      raw: { detail: { description: null } }
    }
    await using made = await cloud([
      { id: A, name: 'pipeline-a', projectId: PROJECT, runs: [others], onStart: goesOn }
    ])
    const inputs = made.v5([A], { start: 'true' })
    const ended = await cancelled(inputs, made, POLLED, 'SIGKILL')
    const kept = { ...parsed(ended.state[`run_${A}`] ?? ''), runId: runOf(7, A) }
    const state = { ...ended.state, [`run_${A}`]: JSON.stringify(kept) }
    await postStep(inputs, { state }, { NODE_OPTIONS: `--import ${FAST}` })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it.concurrent('not with stop_on_cancel: false: its post step names them', async () => {
    await using made = await three()
    const inputs = start(made, { stop_on_cancel: 'false' })
    const ended = await cancelled(inputs, made, POLLED, 'SIGKILL')
    const after = await postStep(inputs, ended)
    expect(left(made)).toEqual({ ours: 3, strangersStopped: 0 })
    expect(after.lines.filter(line => /run [0-9a-f]{32} continues/.test(line))).toHaveLength(3)
  })

  it.concurrent('where nothing can be kept for a post step, the log says so once', async () => {
    await using made = await three(() => ({ moments: [{ at: 0, state: 'success' }] }))
    const ended = await step(start(made), { env: { GITHUB_STATE: '/proc/state' } })
    expect(ended.code).toBe(0)
    expect(ended.lines.filter(line => line.includes('/proc/state'))).toEqual([
      expect.stringMatching(
        /^::warning::Could not write the state to \/proc\/state \(\w+\)\. If this step is killed, its runs may continue/
      )
    ])
  })

  it.concurrent('a step that starts nothing leaves nothing to do', async () => {
    await using made = await three()
    const inputs = made.v5([A])
    const ended = await cancelled(inputs, made, POLLED, 'SIGKILL')
    const after = await postStep(inputs, ended)
    expect(after).toMatchObject({ code: 0, stdout: '', summary: '', outputs: {} })
    expect(made.simulator.requests.filter(({ kind }) => kind === 'v5.stop')).toEqual([])
  })
})
