import { afterAll, describe, expect, it } from '@jest/globals'
import { onTheWire, seededRandom, type Rule } from '../../simulator/index.js'
import { ACTIVITIES, APIS, SIGNALS } from '../e2e/cancellations.js'
import { A, cloud, ends, pipeline, WALL } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { silentNameServers } from '../e2e/silent-name-servers.js'
import { cancelled, start, three } from '../e2e/starts.js'
import { passes } from './moments.js'

const hangs = onTheWire({ kind: 'hang' })
const wall = { clock: WALL }

describe('a signal ends the step within 2 s', () => {
  const cases = ACTIVITIES.flatMap(activity =>
    APIS.map((api, nth) => ({ ...activity, signal: SIGNALS[nth] ?? 'SIGINT', api }))
  )
  it.concurrent.each(cases)('$api: $signal in $what', async ({ api, rules, signal, poll }) => {
    await using made = await cloud([pipeline(A, ends('running'))], rules, wall)
    const inputs = (api === 'v3' ? made.inputs : made.v5)([A], { timeout: '50s', poll_interval: '300ms' })
    const ended = await step(inputs, { kills: [{ signal, once: () => made.count(`${api}.status`) >= poll }] })
    expect(ended.sinceSignalMs).toBeLessThan(2_000)
  })

  it.concurrent.each(SIGNALS)('%s, while name servers do not answer', async signal => {
    const { before, asked } = silentNameServers()
    const inputs = { pipeline_ids: A, auth_token: 'token-of-the-test', region: 'cn-north-4' }
    const ended = await step(inputs, { before, kills: [{ signal, once: asked }] })
    expect(ended.sinceSignalMs).toBeLessThan(2_000)
  })

  it.concurrent.each(SIGNALS)('%s, while it is asked why a pipeline is red', async signal => {
    await using made = await cloud([pipeline(A, ends('error'))], [{ on: 'v5.run', does: hangs }], wall)
    const ended = await step(made.v5([A]), { kills: [{ signal, once: () => made.count('v5.run') > 0 }] })
    expect(ended.sinceSignalMs).toBeLessThan(2_000)
  })

  it.concurrent.each(SIGNALS)('a second %s, while it stops what it has started', async signal => {
    await using made = await three(undefined, wall)
    made.simulator.misbehave({ on: 'v5.stop', does: hangs })
    const ended = await step(start(made, { timeout: '50s' }), {
      kills: [
        { signal: 'SIGTERM', once: () => made.count('v5.status') > 0 },
        { signal, once: () => made.count('v5.stop') > 0 }
      ]
    })
    expect(ended.sinceSignalMs).toBeLessThan(2_000)
  })
})

describe('what was started is stopped in time', () => {
  const cases: readonly {
    what: string
    rules: Rule[]
    at: readonly [kind: string, nth: number]
    atMostMs: number
  }[] = [
    { what: 'the cloud answers', rules: [], at: ['v5.status', 2], atMostMs: 5_000 },
    { what: 'it does not', rules: [{ on: 'v5.stop', does: hangs }], at: ['v5.status', 2], atMostMs: 9_000 },
    {
      what: 'the start has just been sent',
      rules: [{ on: 'v5.start', does: onTheWire({ kind: 'delay', ms: 900 }) }],
      at: ['v5.start', 1],
      atMostMs: 5_000
    },
    {
      what: 'it was not answered',
      rules: [{ on: 'v5.start', does: hangs }],
      at: ['v5.start', 1],
      atMostMs: 9_000
    }
  ]
  it.concurrent.each(cases)('$what', async ({ rules, at, atMostMs }) => {
    await using made = await three(undefined, wall)
    made.simulator.misbehave(...rules)
    const ended = await cancelled(start(made), made, at, 'SIGINT')
    expect(ended.sinceSignalMs).toBeLessThan(atMostMs)
  })
})

/** The moments are drawn again for each seed. */
const SEED = Number(process.env.CANCEL_SEED ?? 7)
const LATEST_MS = 1_500

describe('20 random moments, from the start of the process on', () => {
  const random = seededRandom(SEED)
  const moments = Array.from({ length: 20 }, (_, nth) => ({
    afterMs: Math.floor(random() * LATEST_MS),
    signal: random() < 0.5 ? ('SIGINT' as const) : ('SIGTERM' as const),
    api: random() < 0.5 ? ('v3' as const) : ('v5' as const),
    rules: ACTIVITIES[nth % ACTIVITIES.length]?.rules ?? []
  }))
  const took: number[] = []
  afterAll(() => {
    process.stdout.write(`${took.length} cancellations: at most ${Math.max(...took).toFixed(0)} ms\n`)
  })

  it.concurrent.each(moments)(
    '$signal after $afterMs ms ($api): within 2 s, and it tells what it knows as soon as it can hear one',
    async ({ afterMs, signal, api, rules }) => {
      await using made = await cloud([pipeline(A, ends('running'))], rules, wall)
      const ended = await step((api === 'v3' ? made.inputs : made.v5)([A]), {
        kills: [{ signal, once: passes(afterMs) }]
      })
      took.push(ended.sinceSignalMs)
      expect(ended.sinceSignalMs).toBeLessThan(2_000)
      // Node itself was still loading: nothing has been asked or said, and the process is gone at once.
      if (ended.signal !== null) expect(ended).toMatchObject({ signal, stdout: '', outputs: {} })
      else expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
      expect(ended.summary.includes('cancelled')).toBe(ended.signal === null)
    }
  )
})
