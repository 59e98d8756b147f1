import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire, type Moment, type Rule } from '../../../simulator/index.js'
import { SILENT } from '../../../src/gate/announcer.js'
import { runGate } from '../../../src/gate/gate.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { green, noSecrets, setup } from '../doctor/play.js'

const moments = (...states: Moment['state'][]): Moment[] =>
  states.map((state, index) => ({ at: index * 60_000, state }))

async function gate(
  states: Moment['state'][],
  inputs: Readonly<Record<string, string>> = {},
  ...rules: Rule[]
) {
  const spec = green({ runs: [{ number: 7, moments: moments(...states) }] })
  const { config, effects, simulator } = setup([spec], inputs, rules)
  const conclusion = await runGate(config, messagesIn('en'), effects, noSecrets, SILENT)
  return { ...conclusion, asked: (kind: string) => simulator.requests.filter(it => it.kind === kind).length }
}

describe('the gate', () => {
  it('waits for the end, and judges what is known then', async () => {
    const { verdict, polls, elapsedMs, failure } = await gate(['running', 'success'])
    expect(verdict).toMatchObject({ passed: true, failsStep: false, result: 'success' })
    expect(failure).toBeNull()
    expect(polls).toBeGreaterThan(1)
    expect(elapsedMs).toBeGreaterThanOrEqual(60_000)
    expect(verdict.pipelines).toMatchObject([{ name: 'build', run: { runNumber: 7 } }])
  })

  it('asks why a pipeline is red, and only then', async () => {
    const red = await gate(['error'])
    expect(red.verdict).toMatchObject({ result: 'error', failsStep: true })
    expect(red.asked('v5.run')).toBe(1)
    const greenOne = await gate(['success'])
    expect(greenOne.asked('v5.run')).toBe(0)
  })

  it('reasons take nine seconds at most', async () => {
    const { elapsedMs } = await gate(['error'], {}, { on: 'v5.run', does: onTheWire({ kind: 'hang' }) })
    expect(elapsedMs).toBeLessThan(10_000)
  })

  it('could not judge where it was refused, whatever fail_on says, and asks for no reason', async () => {
    const { verdict, failure, asked } = await gate(['running'], { fail_on: 'error' }, { does: fails(401) })
    expect(failure).toMatchObject({ code: 'refused' })
    expect(verdict).toMatchObject({ passed: false, failsStep: true, result: 'unknown' })
    expect(asked('v5.run')).toBe(0)
  })

  it('a snapshot that fails is tried again for two minutes, not for an hour', async () => {
    const { elapsedMs } = await gate(['running'], { wait: 'false', timeout: '60m' }, { does: fails(503) })
    expect(elapsedMs).toBeLessThanOrEqual(121_000)
    expect(elapsedMs).toBeGreaterThan(60_000)
  })

  it('what stands against a start is a mistake in the inputs', async () => {
    const { verdict, failure } = await gate(['success'], { start: 'true', variables: 'A=1', fail_on: 'none' })
    expect(failure).toMatchObject({ code: 'plan' })
    expect(verdict.failsStep).toBe(true)
  })
})
