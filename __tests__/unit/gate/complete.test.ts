import { describe, expect, it } from '@jest/globals'
import { onTheWire } from '../../../simulator/index.js'
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
})
