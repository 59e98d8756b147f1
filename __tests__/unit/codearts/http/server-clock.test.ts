import { describe, expect, it } from '@jest/globals'
import { givenCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { Failure } from '../../../../src/domain/failure.js'
import { frozenClock, serverClock } from '../../../../src/codearts/http/server-clock.js'
import { FailureError } from '../../../../src/errors.js'
import { type Reply, type Scripted, scripted, SECRET, START } from '../scripted.js'

const PATH = '/v3/pipelines/status?pipeline_ids=a'
/** What asking ended with: the failure that was thrown. */
async function failureOf(service: Scripted): Promise<Failure> {
  const error: unknown = await service.client.get(PATH).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof FailureError) return error.failure
  throw error instanceof Error ? error : new Error('no failure')
}

describe('a clock that is wrong', () => {
  const refusal = (offsetMs: number): Reply => ({
    status: 401,
    headers: { date: new Date(START + offsetMs).toUTCString() },
    body: { error_code: 'APIGW.0301', error_msg: 'date is expired' }
  })

  it('is put right by the refusal, once, and told', async () => {
    const service = scripted(n => (n === 1 ? refusal(1_200_000) : {}))
    await service.client.get(PATH)
    expect(service.asked[1]?.headers['x-sdk-date']).toBe('20260102T032405Z')
    expect(service.corrections).toEqual([1_199_990])
    expect(service.errors).toEqual([])
  })

  it('that agrees well enough is left alone: the refusal is final', async () => {
    const service = scripted(() => refusal(60_000))
    expect(await failureOf(service)).toMatchObject({ code: 'refused', cloudCode: 'APIGW.0301' })
    expect(service.asked).toHaveLength(1)
  })

  it('is what a signature that has expired speaks of, and no reason to renew anything', async () => {
    const words = 'signature expired, signature time:20260102T030405Z,server time:20260102T040405Z'
    const expired: Reply = { status: 401, body: { error_code: 'APIGW.0301', error_msg: words } }
    const service = scripted(n => (n === 1 ? {} : expired), {
      credentials: givenCredential({
        kind: 'access_key',
        accessKey: 'A',
        secretKey: SECRET,
        securityToken: 'st'
      })
    })
    await service.client.get(PATH)
    expect(await failureOf(service)).toMatchObject({ code: 'refused', hint: 'clock' })
  })

  it('is put right again when it has been set in the meantime, either way', async () => {
    // This machine's clock: a day slow at first, then right, then a day ahead.
    const day = 86_400_000
    const clocks = [-day, -day, 0, 0, 0, day]
    const service = scripted(n => {
      const dated = Date.parse(
        (service.asked[n - 1]?.headers['x-sdk-date'] ?? '').replace(
          /(....)(..)(..)T(..)(..)(..)Z/,
          '$1-$2-$3T$4:$5:$6Z'
        )
      )
      const real = START + service.clock.now()
      return Math.abs(dated - real) < 900_000 ? {} : refusal(service.clock.now())
    })
    const epoch = service.clock.epoch.bind(service.clock)
    for (const moved of clocks) {
      service.clock.epoch = () => epoch() + moved
      await service.client.get(PATH)
    }
    expect(service.corrections.map(ms => Math.round(ms / day))).toEqual([1, 0, -1])
    expect(service.asked).toHaveLength(clocks.length + 3)
  })

  it('is not put right for ever', async () => {
    const service = scripted(n => refusal(n * 1_200_000))
    expect(await failureOf(service)).toMatchObject({ code: 'refused' })
    expect(service.asked).toHaveLength(2)
  })
})

describe('the clock that runs are dated by', () => {
  const answer = (status: number, minute: number): Reply => ({
    status,
    headers: { date: new Date(START + minute * 60_000).toUTCString() },
    body: []
  })
  it('is read from answers that were accepted, however right the clock of this machine is', async () => {
    const clock = serverClock(() => undefined)
    const service = scripted(n => (n === 1 ? answer(503, 90) : answer(200, 2)), { serverClock: clock })
    expect(clock.reading).toBeNull()
    await service.client.get(PATH)
    expect(service.asked).toHaveLength(2)
    expect(clock.reading?.epochMs).toBe(START + 120_000)
    expect(frozenClock(clock).reading).toEqual(clock.reading)
    expect(service.corrections).toEqual([])
  })

  it('is not that of IAM, STS or GitHub', async () => {
    const clock = serverClock(() => undefined)
    await scripted(() => answer(200, 2), { serverClock: clock, service: 'iam' }).client.get(PATH)
    expect(clock.reading).toBeNull()
  })
})

describe('the difference between the clocks', () => {
  const MINUTE = 60_000
  const corrected = (...dates: readonly (number | null)[]) => {
    const told: number[] = []
    const clock = serverClock(offsetMs => told.push(offsetMs))
    for (const date of dates) clock.correct(date, START)
    return { told, offsetMs: clock.offsetMs }
  }

  it('counts from five minutes on, either way', () => {
    expect(corrected(START + 5 * MINUTE)).toEqual({ told: [5 * MINUTE], offsetMs: 5 * MINUTE })
    expect(corrected(START - 5 * MINUTE)).toEqual({ told: [-5 * MINUTE], offsetMs: -5 * MINUTE })
    expect(corrected(START + 5 * MINUTE - 1, null)).toEqual({ told: [], offsetMs: 0 })
  })

  it('is told once, and again when it is gone', () => {
    const late = START + 20 * MINUTE
    expect(corrected(late, late, null, late + MINUTE)).toEqual({ told: [20 * MINUTE], offsetMs: 20 * MINUTE })
    expect(corrected(late, START + MINUTE)).toEqual({ told: [20 * MINUTE, 0], offsetMs: 0 })
    expect(corrected(late, START + 5 * MINUTE).told).toEqual([20 * MINUTE, 5 * MINUTE])
  })
})
