import { describe, expect, it } from '@jest/globals'
import { onTheWire } from '../../simulator/index.js'
import { ACTIVITIES, APIS, SIGNALS } from './cancellations.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'
import { sample } from '../sample.js'
import { rawServer } from './raw-server.js'

/** How soon is in `soak/in-time`. */
describe('a signal ends the step, with what is known', () => {
  const cases = ACTIVITIES.flatMap(activity =>
    APIS.flatMap(api => SIGNALS.map(signal => ({ ...activity, signal, api })))
  )
  it.concurrent.each(sample(cases))('$api: $signal in $what', async ({ api, rules, signal, known, poll }) => {
    await using made = await cloud([pipeline(A, ends('running')), pipeline(B, ends('success'))], rules)
    const inputs = (api === 'v3' ? made.inputs : made.v5)([A, B], { timeout: '50s', poll_interval: '300ms' })
    const ended = await step(inputs, { kills: [{ signal, once: () => made.count(`${api}.status`) >= poll }] })
    expect(ended).toMatchObject({ code: 1, signal: null, outputs: { passed: 'false', result: known } })
    expect(ended.pipelines[0]).toMatchObject({ id: A, outcome: known })
    expect(ended.summary).toContain('cancelled')
    expect(ended.stdout).toContain('cancelled')
    expect(ended.report).toMatchObject({ failure: { code: 'cancelled' } })
  })

  it.concurrent.each(sample(APIS.flatMap(api => SIGNALS.map(signal => [api, signal] as const))))(
    '%s: %s behind a whole answer without length that does not end is no success',
    async (api, signal) => {
      const word = api === 'v3' ? 'completed' : 'COMPLETED'
      const body = JSON.stringify([
        { pipeline_id: A, build_id: '1', pipeline_run_id: '1', status: word, result: 'success' }
      ])
      await using server = await rawServer(socket => socket.write(`HTTP/1.1 200 OK\r\n\r\n${body}`))
      await using made = await cloud()
      const inputs = (api === 'v3' ? made.inputs : made.v5)([A], { endpoint: server.url })
      const ended = await step(inputs, { kills: [{ signal, once: () => server.connections() > 0 }] })
      expect(ended).toMatchObject({ code: 1, signal: null, outputs: { passed: 'false', result: 'unknown' } })
      expect(ended.stdout).toContain('cancelled')
    }
  )

  it.concurrent.each(sample(SIGNALS.flatMap(one => SIGNALS.map(other => [one, other] as const))))(
    '%s and then %s ends it at once, even while it stops what it has started',
    async (one, other) => {
      await using made = await cloud(
        [{ ...pipeline(A), runs: [], onStart: { moments: [ends('running')] } }],
        [{ on: 'v5.stop', does: onTheWire({ kind: 'hang' }) }]
      )
      const ended = await step(made.v5([A], { start: 'true', timeout: '50s' }), {
        kills: [
          { signal: one, once: () => made.count('v5.status') > 0 },
          { signal: other, once: () => made.count('v5.stop') > 0 }
        ]
      })
      expect(ended).toMatchObject({ code: 1, signal: null })
      // It waited for no answer: whether the run has stopped is for the post step to find out.
      expect(ended).toMatchObject({ summary: '', report: null })
      expect(Object.keys(ended.state)).toContain(`run_${A}`)
    }
  )
})
