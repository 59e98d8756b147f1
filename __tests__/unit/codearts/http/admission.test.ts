import { describe, expect, it } from '@jest/globals'
import { openAdmission, type Admission } from '../../../../src/codearts/http/admission.js'
import { failure, type Failure } from '../../../../src/domain/failure.js'
import { AbortedError, DeadlineError, FailureError } from '../../../../src/errors.js'
import { VirtualClock } from '../../../../tools/bench/lib/virtual-clock.js'

type Outcome = { readonly json: unknown } | { readonly failed: Failure }

const ANSWER: Outcome = { json: [] }
const refused = failure('refused', { status: 401, cloudCode: 'APIGW.0301' })
const locked = failure('locked', { status: 401, cloudCode: 'APIGW.0301', hint: 'key_locked' })

interface Play {
  readonly clock: VirtualClock
  readonly admission: Admission
  /** When each request went out, in milliseconds. */
  readonly sentAt: number[]
  /** Asks once; the answer comes after so many milliseconds. */
  readonly ask: (
    outcome: Outcome | Error,
    afterMs?: number,
    deadline?: number,
    signal?: AbortSignal
  ) => Promise<unknown>
}

function play(known: 'unknown' | 'accepted' = 'unknown'): Play {
  const clock = new VirtualClock(0)
  const admission = openAdmission(clock, known)
  const sentAt: number[] = []
  return {
    clock,
    admission,
    sentAt,
    ask: (outcome, afterMs = 100, deadline = 3_600_000, signal = new AbortController().signal) =>
      admission
        .pass(
          async () => {
            sentAt.push(clock.now())
            await clock.sleep(afterMs, signal)
            if (outcome instanceof Error) throw outcome
            return outcome
          },
          { deadline, signal }
        )
        .catch((error: unknown) => error)
  }
}

describe('before anything was accepted', () => {
  it('one request goes out, and the others after its answer, together', async () => {
    const { ask, sentAt, admission } = play()
    await Promise.all([ask(ANSWER), ask(ANSWER), ask(ANSWER), ask(ANSWER)])
    expect(sentAt).toEqual([0, 100, 100, 100])
    expect(admission.isAccepted).toBe(true)
    await admission.accepted
  })

  it('a refusal of the caller is the answer to all, sent or not', async () => {
    const { ask, sentAt, admission } = play()
    const came = await Promise.all([ask({ failed: refused }), ask(ANSWER), ask(ANSWER)])
    expect(came).toEqual([{ failed: refused }, new FailureError(refused), new FailureError(refused)])
    expect(await ask(ANSWER)).toEqual(new FailureError(refused))
    expect(sentAt).toEqual([0])
    expect(admission.isAccepted).toBe(false)
  })

  it('a sign-in that failed is not tried again by the others', async () => {
    const { ask, sentAt } = play()
    const failed = new FailureError(failure('refused', { service: 'iam', status: 401 }))
    expect(await Promise.all([ask(failed), ask(ANSWER)])).toEqual([failed, failed])
    expect(sentAt).toEqual([0])
  })

  it.each([
    ['trouble of the server', { failed: failure('server_error', { status: 503 }) }],
    ['one that may not be asked for', { failed: failure('refused', { status: 403 }) }],
    ['a connection that broke', new DeadlineError(null)]
  ])('%s leaves the next one alone on its way', async (_, outcome) => {
    const { ask, sentAt } = play()
    await Promise.all([ask(outcome), ask(ANSWER), ask(ANSWER), ask(ANSWER)])
    expect(sentAt).toEqual([0, 100, 200, 200])
  })

  it('an error of the service itself shows that the gateway has let the caller through', async () => {
    const { ask, admission } = play()
    await ask({ failed: failure('rejected', { status: 200, cloudCode: 'DEVPIPE.00011401' }) })
    expect(admission.isAccepted).toBe(true)
  })

  it('whoever waits for another request ends with its own time and signal', async () => {
    const { ask, clock, sentAt } = play()
    const slow = ask(ANSWER, 30_000)
    const cancelled = new AbortController()
    const ends = Promise.all([ask(ANSWER, 0, 5_000), ask(ANSWER, 0, 60_000, cancelled.signal)])
    await clock.sleep(1_000, new AbortController().signal)
    cancelled.abort()
    const [late, aborted] = await ends
    expect(late).toBeInstanceOf(DeadlineError)
    expect(aborted).toBeInstanceOf(AbortedError)
    expect(clock.now()).toBe(5_000)
    await slow
    expect(sentAt).toEqual([0])
  })
})

describe('once it was accepted', () => {
  it('requests do not wait for one another, and a refusal is their own', async () => {
    const { ask, sentAt } = play('accepted')
    expect(await Promise.all([ask({ failed: refused }), ask(ANSWER)])).toEqual([{ failed: refused }, ANSWER])
    expect(await ask(ANSWER)).toEqual(ANSWER)
    expect(sentAt).toEqual([0, 0, 100])
  })
})

describe('a lock', () => {
  it.each(['unknown', 'accepted'] as const)(
    'lets one ask a minute later, until it is gone: %s',
    async known => {
      const { ask, clock, sentAt } = play(known)
      await ask({ failed: locked }, 0)
      await Promise.all([
        ask({ failed: locked }, 0),
        ask({ failed: locked }, 0),
        ask(ANSWER, 0),
        ask(ANSWER, 0)
      ])
      expect(sentAt).toEqual([0, 60_000, 120_000, 180_000, 180_000])
      expect(clock.now()).toBe(180_000)
    }
  )

  it('stays although an answer to an earlier request comes later', async () => {
    const { ask, sentAt } = play('accepted')
    await Promise.all([ask({ failed: locked }, 10), ask(ANSWER, 20)])
    await ask(ANSWER)
    expect(sentAt).toEqual([0, 0, 60_010])
  })

  it('is waited for until the deadline, and told as what stood in the way', async () => {
    const { ask, clock, sentAt } = play()
    await ask({ failed: locked }, 0)
    expect(await ask(ANSWER, 0, 45_000)).toEqual(new DeadlineError(locked))
    expect(clock.now()).toBe(45_000)
    expect(sentAt).toEqual([0])
  })

  it('is not waited for by who is cancelled', async () => {
    const { ask, clock } = play()
    await ask({ failed: locked }, 0)
    const cancelled = new AbortController()
    const asking = ask(ANSWER, 0, 3_600_000, cancelled.signal)
    cancelled.abort()
    expect(await asking).toBeInstanceOf(AbortedError)
    expect(clock.now()).toBe(0)
  })
})
