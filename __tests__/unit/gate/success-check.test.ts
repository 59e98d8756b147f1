import { describe, expect, it } from '@jest/globals'
import type { NewStatus } from '../../../src/domain/commit-status.js'
import { openSuccessCheck } from '../../../src/gate/success-check.js'

const status = (context: string, targetUrl: string | null, state: NewStatus['state'] = 'success') => ({
  ...{ context, state, targetUrl },
  description: ''
})

/** A check whose readings end as the list says, `null` for an error. */
function play(results: readonly (boolean | null)[] = [true]) {
  const seen = { readings: 0, clears: 0, errors: [] as unknown[] }
  const check = openSuccessCheck({
    read: async () => {
      const result = results[seen.readings++]
      await Promise.resolve()
      if (typeof result !== 'boolean') throw new Error('broken')
      return result
    },
    onClear: () => {
      seen.clears++
    },
    onError: error => seen.errors.push(error)
  })
  return { check, seen }
}

describe('the check before a success', () => {
  it('lets everything else pass', () => {
    const { check } = play()
    expect(check.isClear(status('a', 'x', 'failure'))).toBe(true)
    expect(check.isClear(status('a', 'x'))).toBe(false)
  })

  it('clears the successes of a request with one reading, each for its own run', async () => {
    const { check, seen } = play()
    check.request([status('a', 'x'), status('b', null)])
    check.request([status('c', 'x')])
    await check.idle()
    expect(['a', 'b', 'c'].map(context => check.isClear(status(context, 'x')))).toEqual([true, false, false])
    expect(check.isClear(status('b', null))).toBe(true)
    expect(seen).toMatchObject({ readings: 1, clears: 1 })
  })

  it('a success that was withdrawn has to be read for again', async () => {
    const { check } = play()
    check.request([status('a', 'x')])
    await check.idle()
    check.withdraw('a')
    expect(check.isClear(status('a', 'x'))).toBe(false)
  })

  it('clears nothing where it could not be read, and reads again when it is asked again', async () => {
    const { check, seen } = play([false, true])
    check.request([status('a', 'x')])
    await check.idle()
    expect([check.isClear(status('a', 'x')), seen.clears]).toEqual([false, 0])
    check.request([status('a', 'x')])
    await check.idle()
    expect([check.isClear(status('a', 'x')), seen.clears]).toEqual([true, 1])
  })

  it('reads for nothing that is asked for', async () => {
    const { check, seen } = play()
    check.request([])
    await check.idle()
    expect(seen.readings).toBe(0)
  })

  it('an error that nobody expected ends all reading', async () => {
    const { check, seen } = play([null, true])
    check.request([status('a', 'x')])
    await check.idle()
    check.request([status('a', 'x')])
    await check.idle()
    expect([seen.readings, seen.clears, seen.errors.length]).toEqual([1, 0, 1])
  })
})
