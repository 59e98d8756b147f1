import { describe, expect, it } from '@jest/globals'
import { defaultMaxListeners, getEventListeners } from 'node:events'
import { onTheWire, type PipelineSpec } from '../../../simulator/index.js'
import { SILENT } from '../../../src/gate/announcer.js'
import { runGate } from '../../../src/gate/gate.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { green, noSecrets, setup } from '../doctor/play.js'
import { playGate } from './play.js'

describe('what is added once the verdict stands', () => {
  it('asks why a pipeline is red, and only then', async () => {
    const red = await playGate(['error'])
    expect(red.verdict).toMatchObject({ result: 'error', failsStep: true })
    expect(red.asked('v5.run')).toBe(1)
    const greenOne = await playGate(['success'])
    expect(greenOne.asked('v5.run')).toBe(0)
  })

  it('reasons take nine seconds at most', async () => {
    const { elapsedMs } = await playGate(['error'], {}, { on: 'v5.run', does: onTheWire({ kind: 'hang' }) })
    expect(elapsedMs).toBeLessThan(10_000)
  })

  it('however much is asked at once, Node has no reason to warn of listeners', async () => {
    const commit = 'cd'.repeat(20)
    const of = (n: number, state: 'error' | 'success', own: string): PipelineSpec => ({
      ...green({ name: `p${n}`, runs: [{ number: 1, commit: own, moments: [{ at: 0, state }] }] }),
      id: String(n).padStart(4, '0').padEnd(32, 'a')
    })
    const red = Array.from({ length: 12 }, (_, n) => of(n + 1, 'error', commit))
    const missing = Array.from({ length: 12 }, (_, n) => of(n + 101, 'success', 'ef'.repeat(20)))
    const { config, effects } = setup([...red, ...missing], { commit, start_timeout: '1s', timeout: '60s' })
    const { signal } = effects
    const counts: number[] = []
    const http: typeof effects.http = (request, own) => {
      const asking = effects.http(request, own)
      counts.push(getEventListeners(signal, 'abort').length, getEventListeners(own, 'abort').length)
      return asking
    }
    const { verdict } = await runGate(config, messagesIn('en'), { ...effects, http }, noSecrets, SILENT)
    expect(verdict.failed).toHaveLength(24)
    expect(Math.max(...counts)).toBeGreaterThan(4)
    expect(Math.max(...counts)).toBeLessThanOrEqual(defaultMaxListeners)
  })
})
