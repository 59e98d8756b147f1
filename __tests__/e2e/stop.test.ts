import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire } from '../../simulator/index.js'
import { A, B, C } from './cloud.js'
import { postStep, step } from './harness.js'
import { cancelled, failsAfter, goesOn, left, start, three } from './starts.js'

describe('what was started is stopped', () => {
  it('on cancel, with links, and known to outputs and summary', async () => {
    const made = await three()
    const { ended, tookMs } = await cancelled(start(made), 700, 'SIGINT')
    expect(tookMs).toBeLessThan(5_000)
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'running' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
    expect(ended.stdout).toContain('Stopped pipeline-a')
    expect(ended.summary).toContain('Stopped pipeline-a')
    expect(Object.keys(JSON.parse(ended.outputs.run_ids ?? '') as object)).toEqual([A, B, C])
    expect(ended.state.started).toBe('')
  })

  it('when the time is up', async () => {
    const made = await three()
    const ended = await step(start(made, { timeout: '2s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it('by fail_fast', async () => {
    const made = await three(id => (id === B ? failsAfter(300) : goesOn))
    const ended = await step(start(made, { fail_fast: 'true' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it('not with stop_on_cancel: false, which says so with links', async () => {
    const made = await three()
    const { ended } = await cancelled(start(made, { stop_on_cancel: 'false' }), 700, 'SIGTERM')
    expect(left(made)).toEqual({ ours: 3, strangersStopped: 0 })
    expect(ended.stdout).toMatch(/pipeline-b: run [0-9a-f]{32} goes on .* https:\/\/devcloud/)
    expect(ended.state.started).toBe('')
  })

  it('not when every run has ended, nor is anything kept for the post step', async () => {
    const made = await three(() => ({ moments: [{ at: 0, state: 'error' }] }))
    const ended = await step(start(made))
    expect(ended.code).toBe(1)
    expect(made.count('v5.stop')).toBe(0)
    const after = await postStep(start(made), ended)
    expect(after).toMatchObject({ code: 0, stdout: '' })
  })

  it('within 7 s where the cloud does not answer any more', async () => {
    const made = await three()
    made.simulator.misbehave({ on: 'v5.stop', does: onTheWire({ kind: 'hang' }) })
    const { ended, tookMs } = await cancelled(start(made), 700, 'SIGINT')
    expect(tookMs).toBeLessThan(9_000)
    expect(ended.stdout).toContain('could not stop run')
    expect(JSON.parse(ended.state.started ?? '')).toMatchObject({ runs: [{}, {}, {}] })
  }, 20_000)

  it('also where the start has just been sent, or its answer was lost', async () => {
    const delayed = await three()
    delayed.simulator.misbehave({ on: 'v5.start', does: onTheWire({ kind: 'delay', ms: 900 }) })
    const one = await cancelled(start(delayed), 500, 'SIGINT')
    expect(one.tookMs).toBeLessThan(5_000)
    expect(delayed.simulator.started.length).toBeGreaterThan(0)
    expect(left(delayed)).toEqual({ ours: 0, strangersStopped: 0 })

    const lost = await three()
    lost.simulator.misbehave({ on: 'v5.start', does: onTheWire({ kind: 'hang' }) })
    const other = await cancelled(start(lost), 500, 'SIGINT')
    expect(other.tookMs).toBeLessThan(9_000)
    expect(left(lost)).toEqual({ ours: 0, strangersStopped: 0 })
  }, 30_000)

  it('a stop that fails for a while is repeated; one that comes too late does no harm', async () => {
    const made = await three(id => (id === A ? failsAfter(760) : goesOn))
    made.simulator.misbehave({ on: 'v5.stop', times: 2, does: fails(502) })
    const { ended } = await cancelled(start(made, { poll_interval: '5s' }), 700, 'SIGINT')
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
    expect(ended.stdout).not.toContain('could not stop')
  })
})

describe('a stop that is refused for good', () => {
  it('is not asked for again', async () => {
    const made = await three()
    made.simulator.misbehave({ on: 'v5.stop', does: fails(403, 'DEVPIPE.00011136', 'not yours') })
    const ended = await step(start(made, { timeout: '2s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
    expect(ended.stdout).toContain('DEVPIPE.00011136')
    expect(made.count('v5.stop')).toBe(3)
  })
})

describe('a step that was killed', () => {
  it('its post step stops what it has started', async () => {
    const made = await three()
    const { ended } = await cancelled(start(made), 700, 'SIGKILL')
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

  it('also where the answer to the start was lost', async () => {
    const made = await three()
    made.simulator.misbehave({ on: 'v5.start', does: onTheWire({ kind: 'hang' }) })
    const { ended } = await cancelled(start(made), 600, 'SIGKILL')
    await postStep(start(made), ended)
    expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
  })

  it('not with stop_on_cancel: false: its post step names them', async () => {
    const made = await three()
    const inputs = start(made, { stop_on_cancel: 'false' })
    const { ended } = await cancelled(inputs, 700, 'SIGKILL')
    const after = await postStep(inputs, ended)
    expect(left(made)).toEqual({ ours: 3, strangersStopped: 0 })
    expect(
      after.lines.filter(line => /run [0-9a-f]{32} goes on .* https:\/\/devcloud/.test(line))
    ).toHaveLength(3)
  })

  it('where nothing can be kept for a post step, the log says so once', async () => {
    const made = await three(() => ({ moments: [{ at: 0, state: 'success' }] }))
    const ended = await step(start(made), { env: { GITHUB_STATE: '/proc/state' } })
    expect(ended.code).toBe(0)
    expect(ended.lines.filter(line => line.includes('/proc/state'))).toEqual([
      expect.stringMatching(
        /^::warning::Could not write \/proc\/state \(\w+\): if this step is killed, its runs may go on/
      )
    ])
  })

  it('a step that starts nothing leaves nothing to do', async () => {
    const made = await three()
    const inputs = made.v5([A])
    const { ended } = await cancelled(inputs, 400, 'SIGKILL')
    const after = await postStep(inputs, ended)
    expect(after).toMatchObject({ code: 0, stdout: '', summary: '', outputs: {} })
    expect(made.simulator.requests.filter(({ kind }) => kind === 'v5.stop')).toEqual([])
  })
})
