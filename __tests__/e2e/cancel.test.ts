import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire, throttles, type Rule } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'

describe('a signal ends the step within 2 s, with what is known', () => {
  const states: readonly { what: string; rules: readonly Rule[]; known: string }[] = [
    { what: 'a pause between two looks', rules: [], known: 'running' },
    {
      what: 'a request that hangs',
      rules: [{ after: 1, does: onTheWire({ kind: 'hang' }) }],
      known: 'running'
    },
    { what: 'the first request', rules: [{ does: onTheWire({ kind: 'hang' }) }], known: 'unknown' },
    {
      what: 'a body that drips',
      rules: [{ after: 1, does: onTheWire({ kind: 'drip', everyMs: 300 }) }],
      known: 'running'
    },
    {
      what: 'a pause that the server asked for',
      rules: [{ after: 1, does: throttles('60') }],
      known: 'running'
    },
    { what: 'a backoff', rules: [{ does: fails(503) }], known: 'unknown' }
  ]
  const cases = states.flatMap(state =>
    (['SIGINT', 'SIGTERM'] as const).map(signal => ({ ...state, signal }))
  )
  it.each(cases)('$signal in $what', async ({ rules, signal, known }) => {
    const { inputs } = await cloud([pipeline(A, ends('running')), pipeline(B, ends('success'))], rules)
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

  it('a second signal ends it at once', async () => {
    const { inputs } = await cloud([pipeline(A, ends('running'))])
    let sent = 0
    const ended = await step(inputs([A]), {
      during: child =>
        setTimeout(() => {
          sent = performance.now()
          child.kill('SIGTERM')
          child.kill('SIGTERM')
        }, 600)
    })
    expect(performance.now() - sent).toBeLessThan(1_000)
    expect(ended.code === 1 || ended.signal === 'SIGTERM').toBe(true)
  })

  it('at 20 random moments', async () => {
    for (let index = 0; index < 20; index++) {
      const { inputs } = await cloud([pipeline(A, ends('running'))])
      let sent = 0
      const ended = await step(inputs([A]), {
        during: child => setTimeout(() => (sent = performance.now()) && child.kill('SIGINT'), index * 23)
      })
      expect(performance.now() - sent).toBeLessThan(2_000)
      expect(ended.code).toBe(1)
      expect(ended.outputs.passed).toBe('false')
    }
  })
})
