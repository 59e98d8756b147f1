import { describe, expect, it } from '@jest/globals'
import { twins } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'

describe('the outcome of a v3 pipeline', () => {
  it.concurrent('a pipeline that comes twice, the same, counts once', async () => {
    await using made = await cloud([pipeline(A, ends('success'))], [{ does: twins() }])
    const { inputs } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })
})

describe('a pipeline without a run', () => {
  it.concurrent('is final after one look in a snapshot', async () => {
    await using made = await cloud()
    const { inputs, count } = made
    expect(await step(inputs([A], { wait: 'false' }))).toMatchObject({
      code: 1,
      outputs: { result: 'not_found' }
    })
    expect(count()).toBe(1)
  })
})

describe('waiting', () => {
  it.concurrent('prints nothing over ten looks without a change', async () => {
    await using made = await cloud([pipeline(A, ends('running'), ends('success', 3500))])
    const { inputs, count } = made
    const ended = await step(inputs([A]))
    expect(count()).toBeGreaterThan(10)
    const spoken = ended.lines.filter(line => !line.startsWith('::add-mask::'))
    expect(spoken).toHaveLength(5)
  })

  it.concurrent('without fail_fast a failure does not end the wait', async () => {
    await using made = await cloud([
      pipeline(A, ends('running'), ends('success', 800)),
      pipeline(B, ends('error'))
    ])
    const { inputs } = made
    const ended = await step(inputs([A, B]))
    expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['success', 'error'])
  })

  it.concurrent('running fails a snapshot when fail_on lists it', async () => {
    await using made = await cloud([pipeline(A, ends('running'))])
    const { inputs } = made
    const ended = await step(inputs([A], { wait: 'false', fail_on: 'running' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'running' } })
  })

  it.concurrent('never goes back to an older run than it has seen', async () => {
    const spec = {
      ...pipelineWith(A, [
        { number: 9, start: -1000, moments: [{ at: -1000, state: 'success' as const }] },
        {
          number: 10,
          moments: [
            { at: 0, state: 'running' as const },
            { at: 900, state: 'error' as const }
          ]
        }
      ]),
      regressions: [{ from: 250, to: 600, showing: -500 }]
    }
    await using made = await cloud([spec])
    const { inputs } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 1, outputs: { result: 'error' } })
  })
})
