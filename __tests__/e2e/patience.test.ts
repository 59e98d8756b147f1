import { describe, expect, it } from '@jest/globals'
import { fails, forgets, onTheWire, speaksOfOthers, throttles } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith } from './cloud.js'
import { pipelineId, step } from './harness.js'

const OURS = 'c'.repeat(40)
const RUN = '1'.repeat(32)

/** How soon is in `soak/in-time`; here it is enough that the time was not up. */
describe('one answer does not hold another back', () => {
  it.concurrent('fail_fast ends while another request of the same look is still repeated', async () => {
    const many = Array.from({ length: 100 }, (_, index) => pipelineId(`x${index}x`))
    await using made = await cloud(
      [pipeline(A, ends('error')), ...many.map(id => pipeline(id, ends('running')))],
      [{ on: 'v5.status', when: ({ body }) => !body.includes(A), does: fails(503) }]
    )
    const { v5 } = made
    const ended = await step(v5([A, ...many], { fail_fast: 'true', timeout: '40s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.elapsedMs).toBeLessThan(40_000)
    expect(ended.stdout).toContain('CodeArts gate failed (error)')
  })

  it.concurrent('a refused credential is red at once, whatever another request is waiting for', async () => {
    const pins = [A, B].map(id => pipelineWith(id, [{ number: 1, id: RUN, moments: [ends('running')] }]))
    await using made = await cloud(pins, [
      {
        on: 'v5.run',
        when: ({ target }) => target.includes(A),
        after: 1,
        does: fails(401, 'APIGW.0301', 'no')
      },
      { on: 'v5.run', when: ({ target }) => target.includes(B), after: 1, does: fails(503) }
    ])
    const { v5 } = made
    const ended = await step(v5([`${A}@${RUN}`, `${B}@${RUN}`], { timeout: '40s' }))
    expect(ended.code).toBe(1)
    expect(ended.elapsedMs).toBeLessThan(40_000)
    expect(ended.stdout).toContain('APIGW.0301')
    // What was seen before is reported all the same.
    expect(ended.pipelines).toMatchObject([{ run_id: RUN }, { run_id: RUN }])
  })
})

describe('what is missing for a moment', () => {
  it.concurrent('a run whose detail lags behind the list is waited for', async () => {
    const run = {
      number: 1,
      commit: OURS,
      moments: [ends('running'), ends('success', 1200)],
      visible: { detail: 900 }
    }
    const newer = { number: 2, commit: 'd'.repeat(40), moments: [ends('success')] }
    await using made = await cloud([pipelineWith(A, [run, newer])])
    const { v5 } = made
    expect(await step(v5([A], { commit: OURS }))).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('an answer that speaks of other pipelines only, once, after a run was seen', async () => {
    await using made = await cloud(
      [pipeline(A, ends('running'), ends('success', 800))],
      [{ after: 2, times: 1, does: speaksOfOthers }]
    )
    const { inputs } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 0 })
  })

  it.concurrent('with started_after, a run that leaves the answer for a while', async () => {
    await using made = await cloud(
      [pipeline(A, ends('running'), ends('success', 1500))],
      [{ after: 1, times: 4, does: forgets(A) }]
    )
    const { inputs } = made
    const ended = await step(inputs([A], { started_after: '30m', start_timeout: '5s' }))
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stdout).not.toContain(' 0s')
  })

  it.concurrent(
    'one throttled answer at the last look: the wait was too short, and the service was there',
    async () => {
      await using made = await cloud([pipeline(A, ends('running'))], [{ after: 1, does: throttles('1') }])
      const { inputs } = made
      const ended = await step(
        inputs([A], { fail_on: 'error, aborted', timeout: '2s', poll_interval: '10s' })
      )
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'timed_out', passed: 'false' } })
    }
  )
})

describe('a secret in the wrong input', () => {
  it.concurrent('is masked and not shown', async () => {
    const secret = 'a-secret-that-was-pasted-twice'
    const ended = await step({ pipeline_ids: A, access_key: 'AK', secret_key: secret, project_id: secret })
    expect(ended.code).toBe(1)
    expect(ended.stdout.replace(`::add-mask::${secret}\n`, '')).not.toContain(secret)
    expect(ended.stdout).toContain(`::add-mask::${secret}`)
    expect(ended.summary).not.toContain(secret)
  })
})

describe('the log', () => {
  it.concurrent('has no line a poll about a service that fails every second time', async () => {
    let n = 0
    await using made = await cloud(
      [pipeline(A, ends('running'), ends('success', 800))],
      [{ when: () => n++ % 2 === 1, does: fails(500) }]
    )
    const { inputs } = made
    const ended = await step(inputs([A]))
    expect(ended.lines.filter(line => line.includes('succeed again'))).toHaveLength(1)
  })

  it.concurrent('tells what a look saw before it failed', async () => {
    await using made = await cloud(
      [pipeline(A, ends('running')), pipelineWith(B, [{ number: 1, id: RUN, moments: [ends('running')] }])],
      [{ on: 'v5.run', does: onTheWire({ kind: 'hang' }) }]
    )
    const { v5 } = made
    const ended = await step(v5([A, `${B}@${RUN}`], { timeout: '1s' }))
    expect(ended.code).toBe(1)
    // Its name may still be looked up.
    expect(ended.stdout).toContain(': run #25 (branch main, trigger Push), running')
  })
})
