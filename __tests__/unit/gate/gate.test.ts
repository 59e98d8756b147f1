import { describe, expect, it } from '@jest/globals'
import { fails } from '../../../simulator/index.js'
import { playGate } from './play.js'

describe('the gate', () => {
  it('waits for the end, and judges what is known then', async () => {
    const { verdict, polls, elapsedMs, failure } = await playGate(['running', 'success'])
    expect(verdict).toMatchObject({ passed: true, failsStep: false, result: 'success' })
    expect(failure).toBeNull()
    expect(polls).toBeGreaterThan(1)
    expect(elapsedMs).toBeGreaterThanOrEqual(60_000)
    expect(verdict.pipelines).toMatchObject([{ name: 'build', run: { runNumber: 7 } }])
  })

  it('could not judge where it was refused, whatever fail_on says, and asks for no reason', async () => {
    const { verdict, failure, asked } = await playGate(
      ['running'],
      { fail_on: 'error' },
      { does: fails(401) }
    )
    expect(failure).toMatchObject({ code: 'refused' })
    expect(verdict).toMatchObject({ passed: false, failsStep: true, result: 'unknown' })
    expect(asked('v5.run')).toBe(0)
  })

  it('a snapshot that fails is tried again for two minutes, not for an hour', async () => {
    const { elapsedMs } = await playGate(['running'], { wait: 'false', timeout: '60m' }, { does: fails(503) })
    expect(elapsedMs).toBeLessThanOrEqual(121_000)
    expect(elapsedMs).toBeGreaterThan(60_000)
  })

  it('what stands against a start is a mistake in the inputs', async () => {
    const { verdict, failure } = await playGate(['success'], {
      start: 'true',
      variables: 'A=1',
      fail_on: 'none'
    })
    expect(failure).toMatchObject({ code: 'plan' })
    expect(verdict.failsStep).toBe(true)
  })
})
