import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire, seededRandom, throttles, type Rule } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'
import { rawServer } from './raw-server.js'

const LOOKS = ['v3.status', 'v5.status']
const APIS = ['v3', 'v5'] as const
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const states: readonly { what: string; rules: readonly Rule[]; known: string }[] = [
  { what: 'a pause between two looks', rules: [], known: 'running' },
  {
    what: 'a request that hangs',
    rules: [{ on: LOOKS, after: 1, does: onTheWire({ kind: 'hang' }) }],
    known: 'running'
  },
  { what: 'the first request', rules: [{ does: onTheWire({ kind: 'hang' }) }], known: 'unknown' },
  {
    what: 'a body that drips',
    rules: [{ on: LOOKS, after: 1, does: onTheWire({ kind: 'drip', everyMs: 300 }) }],
    known: 'running'
  },
  {
    what: 'a pause that the server asked for',
    rules: [{ on: LOOKS, after: 1, does: throttles('60') }],
    known: 'running'
  },
  { what: 'a backoff', rules: [{ does: fails(503) }], known: 'unknown' }
]

describe('a signal ends the step within 2 s, with what is known', () => {
  const cases = states.flatMap(state =>
    APIS.flatMap(api => SIGNALS.map(signal => ({ ...state, signal, api })))
  )
  it.each(cases)('$api: $signal in $what', async ({ api, rules, signal, known }) => {
    const made = await cloud([pipeline(A, ends('running')), pipeline(B, ends('success'))], rules)
    const inputs = api === 'v3' ? made.inputs : made.v5
    let sent = 0
    const ended = await step(inputs([A, B], { timeout: '50s', poll_interval: '300ms' }), {
      during: child =>
        setTimeout(() => {
          sent = performance.now()
          child.kill(signal)
        }, 900)
    })
    expect(performance.now() - sent).toBeLessThan(2_000)
    expect(ended).toMatchObject({ code: 1, signal: null, outputs: { passed: 'false', result: known } })
    expect(ended.pipelines[0]).toMatchObject({ id: A, outcome: known })
    expect(ended.summary).toContain('cancelled')
    expect(ended.stdout).toContain('cancelled')
    expect(ended.report).toMatchObject({ failure: { code: 'cancelled' } })
  })

  it.each(APIS.flatMap(api => SIGNALS.map(signal => [api, signal] as const)))(
    '%s: %s behind a whole answer without length that does not end is no success',
    async (api, signal) => {
      const word = api === 'v3' ? 'completed' : 'COMPLETED'
      const body = JSON.stringify([
        { pipeline_id: A, build_id: '1', pipeline_run_id: '1', status: word, result: 'success' }
      ])
      const server = await rawServer(socket => socket.write(`HTTP/1.1 200 OK\r\n\r\n${body}`))
      const made = await cloud([])
      const inputs = (api === 'v3' ? made.inputs : made.v5)([A], { endpoint: server.url })
      const ended = await step(inputs, { during: child => setTimeout(() => child.kill(signal), 900) })
      server.close()
      expect(ended).toMatchObject({ code: 1, signal: null, outputs: { passed: 'false', result: 'unknown' } })
      expect(ended.stdout).toContain('cancelled')
    }
  )

  it.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM']
  ] as const)(
    '%s and then %s ends it at once, even while it stops what it has started',
    async (one, other) => {
      const made = await cloud(
        [{ ...pipeline(A), runs: [], onStart: { moments: [ends('running')] } }],
        [{ on: 'v5.stop', does: onTheWire({ kind: 'hang' }) }]
      )
      let sent = 0
      const ended = await step(made.v5([A], { start: 'true', timeout: '50s' }), {
        during: child => {
          const started = setInterval(() => {
            if (made.count('v5.start') === 0) return
            clearInterval(started)
            setTimeout(() => child.kill(one), 500)
            setTimeout(() => {
              sent = performance.now()
              child.kill(other)
            }, 900)
          }, 50)
        }
      })
      expect(performance.now() - sent).toBeLessThan(2_000)
      expect(ended).toMatchObject({ code: 1, signal: null })
    }
  )
})

/** What a step may be doing when it is cancelled; the moments are drawn anew for each seed. */
const SEED = Number(process.env.CANCEL_SEED ?? 7)
const LATEST_MS = 1_500
const AT_ONCE = 4

describe('20 random moments, from the start of the process on', () => {
  const random = seededRandom(SEED)
  const moments = Array.from({ length: 20 }, (_, nth) => ({
    after: Math.floor(random() * LATEST_MS),
    signal: random() < 0.5 ? ('SIGINT' as const) : ('SIGTERM' as const),
    api: random() < 0.5 ? ('v3' as const) : ('v5' as const),
    state: states[nth % states.length]
  }))

  it('the step ends within 2 s, and tells what it knows as soon as it can hear a signal', async () => {
    const took: number[] = []
    const cancelAt = async ({ after, signal, api, state }: (typeof moments)[number]): Promise<void> => {
      const made = await cloud([pipeline(A, ends('running'))], state?.rules ?? [])
      const inputs = (api === 'v3' ? made.inputs : made.v5)([A])
      let sent = 0
      const ended = await step(inputs, {
        spawned: child =>
          setTimeout(() => {
            sent = performance.now()
            child.kill(signal)
          }, after)
      })
      took.push(performance.now() - sent)
      if (ended.signal !== null) {
        // Node itself was still loading: nothing has been asked or said, and the process is gone at once.
        expect(ended).toMatchObject({ signal, stdout: '', outputs: {} })
        return
      }
      expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
      expect(ended.summary).toContain('cancelled')
    }
    for (let nth = 0; nth < moments.length; nth += AT_ONCE)
      await Promise.all(moments.slice(nth, nth + AT_ONCE).map(cancelAt))
    expect(took).toHaveLength(20)
    process.stdout.write(`20 cancellations: at most ${Math.max(...took).toFixed(0)} ms\n`)
    expect(Math.max(...took)).toBeLessThan(2_000)
  }, 90_000)
})
