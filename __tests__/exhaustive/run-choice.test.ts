import { describe, expect, it } from '@jest/globals'
import { A, B, cloud, ends, pipeline, pipelineWith } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { OTHER, OURS, run } from '../e2e/v5-cases.js'
import { sample } from '../sample.js'

describe('started_after', () => {
  const around = (start: number) =>
    pipelineWith(A, [{ number: 1, start, moments: [{ at: start, state: 'success' }] }])

  it.concurrent.each(
    sample([
      { what: 'one second before', start: -1000, outcome: 'stale' },
      { what: 'one second after', start: 1000, outcome: 'success' }
    ])
  )('a run that started $what', async ({ start, outcome }) => {
    const born = Date.now()
    await using made = await cloud([{ ...around(start), origin: 'start' }])
    const { v5 } = made
    const time = { started_after: new Date(born).toISOString(), start_timeout: '2500ms' }
    const ended = await step(v5([A], time))
    expect(ended.outputs.result).toBe(outcome)
    if (outcome === 'success') expect(ended.pipelines).toMatchObject([{ matched_by: 'started_after' }])
  })

  it.concurrent.each(
    sample([
      { started_after: '30m', outcome: 'success' },
      { started_after: '5m', outcome: 'stale' }
    ])
  )('a duration before now: $started_after, of a run ten minutes ago', async ({ started_after, outcome }) => {
    await using made = await cloud([around(-600_000)])
    const { v5, inputs } = made
    for (const asked of [v5, inputs]) {
      const ended = await step(asked([A], { started_after, start_timeout: '300ms' }))
      expect(ended.outputs.result).toBe(outcome)
    }
  })

  it.concurrent.each(
    sample([
      { what: 'an hour behind', calendar: 'slow', minutes: 60, outcome: 'stale' },
      { what: 'an hour behind', calendar: 'slow', minutes: 10, outcome: 'success' },
      { what: 'an hour ahead', calendar: 'fast', minutes: 60, outcome: 'stale' },
      { what: 'an hour ahead', calendar: 'fast', minutes: 10, outcome: 'success' }
    ])
  )(
    'a duration is by the clock of CodeArts: 30m, of a run $minutes min ago, with the runner $what',
    async ({ calendar, minutes, outcome }) => {
      await using made = await cloud([around(-minutes * 60_000)])
      const env = { NODE_OPTIONS: `--require ${process.cwd()}/__tests__/e2e/${calendar}-clock.cjs` }
      for (const asked of [made.v5, made.inputs]) {
        const inputs = asked([A], { started_after: '30m', start_timeout: '300ms' })
        expect((await step(inputs, { env })).outputs.result).toBe(outcome)
      }
    }
  )

  it.concurrent('a time that a slow runner takes for the future is none', async () => {
    await using made = await cloud([around(-600_000)])
    const started_after = new Date(Date.now() - 1_200_000).toISOString()
    const env = { NODE_OPTIONS: `--require ${process.cwd()}/__tests__/e2e/slow-clock.cjs` }
    expect(await step(made.v5([A], { started_after }), { env })).toMatchObject({ code: 0 })
  })

  it.concurrent('means the same in every zone', async () => {
    const born = Date.now()
    const china = new Date(born - 5000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
    await using made = await cloud([{ ...around(-4000), origin: 'start' }])
    const { v5 } = made
    expect(await step(v5([A], { started_after: china }), { env: { TZ: 'America/New_York' } })).toMatchObject({
      code: 0
    })
  })

  it.concurrent.each(
    sample([
      { started_after: '2999-01-01T00:00:00Z', says: 'future' },
      { started_after: '2026-01-01T00:00:00', says: 'zone' },
      { started_after: '2026-01-01', says: 'zone' },
      { started_after: '2026-02-31T00:00:00Z', says: 'expected a time' },
      { started_after: 'yesterday', says: 'expected a time' },
      { started_after: '0', says: 'expected a time' }
    ])
  )('$started_after is refused', async ({ started_after, says }) => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { v5, count } = made
    const ended = await step(v5([A], { started_after }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(says)
    expect(count()).toBe(0)
  })
})

describe('ID@RUN_ID', () => {
  const runId = 'r'.repeat(32)
  const spec = pipelineWith(A, [
    { ...run(1, OURS, { at: -5000, state: 'success' }), id: runId },
    run(2, OTHER, { at: -1000, state: 'error' })
  ])

  it.concurrent('judges exactly that run', async () => {
    await using made = await cloud([spec, pipeline(B, ends('success'))])
    const { v5, count } = made
    const ended = await step(v5([`${A}@${runId}`, B]))
    expect(ended.code).toBe(0)
    expect(ended.pipelines).toMatchObject([
      { id: A, run_id: runId, run_number: 1, matched_by: 'run_id' },
      { id: B, matched_by: 'latest' }
    ])
    expect(count('v5.status')).toBe(1)
  })

  it.concurrent(
    'that does not exist is not_found, confirmed by a second look, and does not hide the others',
    async () => {
      await using made = await cloud([spec, pipeline(B, ends('running'), ends('success', 500))])
      const { v5, count } = made
      const ended = await step(v5([`${A}@${'x'.repeat(32)}`, B]))
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
      expect(ended.pipelines).toMatchObject([{ outcome: 'not_found' }, { outcome: 'success' }])
      expect(count('v5.run')).toBeGreaterThanOrEqual(2)
    }
  )

  it.concurrent.each(
    sample([
      {
        what: 'with commit',
        ids: [`${A}@${runId}`],
        more: { commit: OURS },
        says: 'a pin already selects the run'
      },
      { what: 'twice with different runs', ids: [`${A}@${runId}`, A], more: {}, says: 'different runs' },
      { what: 'on v3', ids: [`${A}@${runId}`], more: { project_id: '' }, says: 'requires the v5 API' }
    ])
  )('$what is refused', async ({ ids, more, says }) => {
    await using made = await cloud([spec])
    const { v5, count } = made
    const ended = await step(v5(ids, more))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(says)
    expect(count()).toBe(0)
  })

  it.concurrent.each(sample(['abcdef', 'a'.repeat(41), 'wxyzwxy']))('commit %s is refused', async commit => {
    await using made = await cloud([spec])
    const { v5, count } = made
    const ended = await step(v5([A], { commit }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('7 to 40 hex digits')
    expect(count()).toBe(0)
  })
})
