import { describe, expect, it } from '@jest/globals'
import { errsWith200, fails, onTheWire, type Misbehaviour } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { sample } from '../sample.js'
import { OURS, OTHER, run } from './v5-cases.js'

/** A run detail in which the run has failed. */
const hasFailed: Misbehaviour = honest => {
  const answer = honest()
  const detail = JSON.parse(answer.body.toString()) as Record<string, unknown>
  return { ...answer, body: JSON.stringify({ ...detail, status: 'FAILED' }) }
}

describe('the outcome of a v5 pipeline', () => {
  it.concurrent.each(
    sample([
      { status: 'COMPLETED', outcome: 'success', code: 0 },
      { status: 'completed', outcome: 'success', code: 0 },
      { status: 'FAILED', outcome: 'error', code: 1 },
      { status: 'Failed', outcome: 'error', code: 1 },
      { status: 'CANCELED', outcome: 'aborted', code: 1 },
      { status: 'IGNORED', outcome: 'unknown', code: 1 }
    ])
  )('$status ends the wait as $outcome', async ({ status, outcome, code }) => {
    await using made = await cloud([pipeline(A, { at: 0, state: 'running', v5: { status } })])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code, outputs: { result: outcome, passed: String(code === 0) } })
    expect(count('v5.status')).toBe(1)
  })

  it.concurrent.each(
    sample([
      { status: 'RUNNING', outcome: 'running' },
      { status: 'running', outcome: 'running' },
      { status: 'INIT', outcome: 'running' },
      { status: 'Queued', outcome: 'running' },
      { status: 'PAUSED', outcome: 'paused' },
      { status: 'suspend', outcome: 'paused' }
    ])
  )('$status is $outcome, and times out in a wait', async ({ status, outcome }) => {
    await using made = await cloud([pipeline(A, { at: 0, state: 'running', v5: { status } })])
    const { v5 } = made
    expect(await step(v5([A], { wait: 'false' }))).toMatchObject({
      code: 1,
      outputs: { result: outcome, passed: 'false' }
    })
    expect(await step(v5([A], { timeout: '5s' }))).toMatchObject({
      code: 1,
      outputs: { result: 'timed_out' }
    })
  })

  it.concurrent.each(sample(['PONDERING', null]))(
    '%s keeps the wait going, and then is unknown',
    async status => {
      const odd = { at: 0, state: 'running', v5: { status } } as const
      await using never = await cloud([pipeline(A, odd)])
      expect(await step(never.v5([A], { timeout: '5s' }))).toMatchObject({
        code: 1,
        outputs: { result: 'unknown' }
      })
      await using made = await cloud([pipeline(A, odd, ends('success', 1_000))])
      expect(await step(made.v5([A]))).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(made.count('v5.status')).toBeGreaterThan(1)
    }
  )

  it.concurrent('that never ran is not_found after two looks', async () => {
    await using made = await cloud([pipelineWith(A, [])])
    const { v5, count } = made
    expect(await step(v5([A]))).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
    expect(count('v5.status')).toBe(2)
  })
})

describe('what v5 tells', () => {
  it.concurrent(
    'commit, branch, trigger, number, name, link and stages: in outputs, log and summary',
    async () => {
      const moments = [
        { at: 0, state: 'error' as const, stages: [{ name: 'Build', state: 'error' as const }] }
      ]
      const spec = pipelineWith(A, [
        { number: 7, commit: OURS, branch: 'feature/x', trigger: 'MR', executor: 'lin', moments }
      ])
      await using made = await cloud([spec])
      const { v5 } = made
      const ended = await step(v5([A]))
      const [only] = ended.pipelines
      expect(only).toMatchObject({
        name: spec.name,
        run_number: 7,
        commit: OURS,
        branch: 'feature/x',
        trigger: 'MR',
        executor: 'lin',
        matched_by: 'latest',
        stages: [{ name: 'Build', outcome: 'error' }],
        failure: { stage: 'Build' }
      })
      // The console of a service at a custom endpoint is unknown.
      expect(only?.url).toBeNull()
      const told = ['#7', OURS.slice(0, 10), 'feature/x', spec.name]
      for (const text of [...told, 'MR']) expect(ended.stdout).toContain(text)
      // The executor is in the column of the trigger.
      for (const text of [...told, 'lin']) expect(ended.summary).toContain(text)
    }
  )

  it.concurrent.each<{ what: string; rule: Parameters<typeof cloud>[1] }>([
    { what: 'fails', rule: [{ on: ['v5.list', 'v5.run'], does: fails(403) }] },
    { what: 'hangs', rule: [{ on: ['v5.list', 'v5.run'], does: onTheWire({ kind: 'hang' }) }] }
  ])('a look-up of names that $what costs the name and not the verdict', async ({ rule }) => {
    await using made = await cloud([pipeline(A, ends('success'))], rule)
    const { v5 } = made
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(ended.pipelines).toMatchObject([{ name: null }])
    expect(ended.summary).toContain(A)
    expect(ended.elapsedMs).toBeLessThan(20_000)
  })

  it.concurrent('1,000 pipelines that have ended cost at most 15 requests', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => pipelineId(`n${index}x`))
    await using made = await cloud(ids.map(id => pipeline(id, ends('success'))))
    const { v5, count, served } = made
    const ended = await step(v5(ids))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(count()).toBeLessThanOrEqual(15)
    expect(served.maxInFlight()).toBeLessThanOrEqual(4)
  })

  it.concurrent(
    'while waiting, only what is undecided is asked for, and once more for the others at the end',
    async () => {
      await using made = await cloud([
        pipeline(A, ends('success')),
        pipeline(B, ends('running'), ends('success', 1_500))
      ])
      const { v5, simulator } = made
      await step(v5([A, B]))
      const bodies = simulator.requests.filter(({ kind }) => kind === 'v5.status').map(({ body }) => body)
      expect(bodies[0]).toBe(JSON.stringify([A, B]))
      expect(bodies.length).toBeGreaterThan(2)
      expect(new Set(bodies.slice(1, -1))).toEqual(new Set([JSON.stringify([B])]))
      expect(bodies.at(-1)).toBe(JSON.stringify([A]))
    }
  )

  it.concurrent.each<{ what: string; start: unknown }>(
    sample([
      { what: 'text', start: '1700000000000' },
      { what: 'seconds', start: 1_700_000_000 },
      { what: 'null', start: null },
      { what: '0', start: 0 },
      { what: 'negative', start: -5 },
      { what: 'nonsense', start: {} },
      { what: 'beyond all dates', start: 9e15 }
    ])
  )(
    'a start time that is $what never makes NaN, and nothing green with started_after',
    async ({ what, start }) => {
      const odd = { at: 0, state: 'success' as const, v5: { start_time: start, end_time: start } }
      await using made = await cloud([pipeline(A, odd)])
      const { v5 } = made
      const plain = await step(v5([A]))
      expect(plain.code).toBe(0)
      expect(JSON.stringify([plain.outputs, plain.report, plain.summary])).not.toMatch(/NaN|Invalid/)
      expect(plain.pipelines[0]?.started_at).toBe(what === 'text' ? '2023-11-14T22:13:20.000Z' : null)
      const after = await step(v5([A], { started_after: '2024-01-01T00:00:00Z', start_timeout: '300ms' }))
      expect(after).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    }
  )
})

describe('errors', () => {
  it.concurrent.each(
    sample([
      {
        what: 'a project of others',
        more: { project_id: 'd'.repeat(32) },
        says: ['DEVPIPE.00011412', 'The project ID is wrong']
      },
      {
        what: 'in Chinese',
        more: { project_id: 'd'.repeat(32), language: 'zh' },
        says: ['DEVPIPE.00011412', '项目 ID 有误']
      }
    ])
  )('$what', async ({ more, says }) => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { v5, count } = made
    const ended = await step(v5([A], more))
    expect(ended.code).toBe(1)
    for (const text of says) expect(ended.stdout).toContain(text)
    // The project is wrong: the message must not point to the credential.
    expect(ended.stdout).not.toMatch(/rejected the credential|拒绝了凭据/)
    expect(count('v5.status')).toBe(1)
  })

  it.concurrent.each(sample(['DEVPIPE.00011136', 'DEVPIPE.00011104']))(
    '%s for a run is no word on the run: red whatever fail_on says',
    async code => {
      await using made = await cloud(
        [pipeline(A, ends('success'))],
        [{ on: 'v5.run', does: fails(403, code, 'not for you') }]
      )
      const { v5 } = made
      const ended = await step({ ...v5([A], { fail_on: 'error' }), pipeline_ids: `${A}@${'1'.repeat(32)}` })
      expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
      expect(ended.stdout).toContain(code)
    }
  )

  it.concurrent.each(sample(['DEVPIPE.00011401', 'DEV_21_100169', 'DEVPIPE.00011104', 'APIGW.0101']))(
    '%s has a hint in both languages',
    async code => {
      await using made = await cloud(
        [pipeline(A, ends('success'))],
        [{ on: 'v5.status', does: errsWith200(code) }]
      )
      const { v5 } = made
      for (const language of ['en', 'zh']) {
        const ended = await step(v5([A], { language }))
        const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
        expect(error).toContain(code)
        expect(error.split(language === 'en' ? '). ' : '）。')[1]?.length).toBeGreaterThan(10)
      }
    }
  )
})

describe('commit: the newest run that matches counts', () => {
  it.concurrent(
    'an old green run while the run of the pushed commit is still invisible is not judged',
    async () => {
      await using made = await cloud([
        pipelineWith(A, [
          run(1, OTHER, { at: -60_000, state: 'success' }),
          {
            ...run(2, OURS, { at: 0, state: 'running' }, { at: 900, state: 'error' }),
            visible: { batch: 500, list: 600, detail: 500 }
          }
        ])
      ])
      const { v5 } = made
      const ended = await step(v5([A], { commit: OURS }))
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
      expect(ended.pipelines).toMatchObject([{ commit: OURS, run_number: 2, matched_by: 'commit' }])
      expect(ended.stdout).toContain('no matching run yet. Latest: #1')
    }
  )

  it.concurrent('a newer run of the same commit replaces one that is still watched', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        run(1, OURS, { at: 0, state: 'running' }, { at: 900, state: 'success' }),
        run(2, OURS, { at: 300, state: 'running' }, { at: 700, state: 'error' })
      ])
    ])
    const { v5 } = made
    expect((await step(v5([A], { commit: OURS }))).pipelines).toMatchObject([
      { outcome: 'error', run_number: 2 }
    ])
  })

  it.concurrent('of two runs of the same commit, older green and newer red, the newer counts', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        run(1, OURS, { at: -5000, state: 'success' }),
        run(2, OURS, { at: -3000, state: 'error' }),
        run(3, OTHER, { at: -1000, state: 'success' })
      ])
    ])
    const { v5 } = made
    expect((await step(v5([A], { commit: OURS }))).pipelines).toMatchObject([
      { outcome: 'error', run_number: 2 }
    ])
  })

  it.concurrent('a run far back in the list is found, page by page', async () => {
    const later = Array.from({ length: 120 }, (_, index) =>
      run(index + 2, OTHER, { at: index - 5000, state: 'success' })
    )
    await using made = await cloud([
      pipelineWith(A, [run(1, OURS, { at: -9000, state: 'success' }), ...later])
    ])
    const { v5, count } = made
    const ended = await step(v5([A], { commit: OURS }))
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(count('v5.runs')).toBe(3)
  })

  it.concurrent('a cancelled run that is run again under the same ID is followed', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        run(
          1,
          OURS,
          { at: -5000, state: 'error' },
          { at: -100, state: 'running' },
          { at: 600, state: 'success' }
        ),
        run(2, OTHER, { at: -2000, state: 'error' })
      ])
    ])
    const { v5 } = made
    expect((await step(v5([A], { commit: OURS }))).pipelines).toMatchObject([
      { outcome: 'success', run_number: 1 }
    ])
  })

  it.concurrent('the list forgets the run for a moment: it is followed all the same', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        {
          ...run(1, OURS, { at: 0, state: 'running' }, { at: 900, state: 'error' }),
          hiddenFromList: [[200, 700]]
        },
        run(2, OTHER, { at: 100, state: 'success' })
      ])
    ])
    const { v5 } = made
    expect((await step(v5([A], { commit: OURS }))).pipelines).toMatchObject([
      { outcome: 'error', run_number: 1 }
    ])
  })

  it.concurrent('an answer that goes back to an older state does not make it green', async () => {
    const spec = pipelineWith(A, [
      run(1, OTHER, { at: -9000, state: 'success' }),
      run(2, OURS, { at: 0, state: 'running' }, { at: 900, state: 'error' })
    ])
    await using made = await cloud([{ ...spec, regressions: [{ from: 200, to: 700, showing: -100 }] }])
    const { v5 } = made
    expect(await step(v5([A], { commit: OURS }))).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(await step(v5([A]))).toMatchObject({ code: 1 })
  })

  it.concurrent('what the detail has after the end counts, not what it had before', async () => {
    await using made = await cloud(
      [pipelineWith(A, [run(3, OURS, { at: 0, state: 'running' }, { at: 600, state: 'success' })])],
      [{ on: 'v5.run', after: 1, does: hasFailed }]
    )
    const ended = await step(made.v5([A], { commit: OURS }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error', passed: 'false' } })
    expect(ended.pipelines).toMatchObject([{ id: A, outcome: 'error' }])
  })

  it.concurrent('no run that matches: stale after start_timeout, saying what was there instead', async () => {
    await using made = await cloud([pipelineWith(A, [run(4, OTHER, { at: -5000, state: 'success' })])])
    const { v5 } = made
    const ended = await step(
      v5([A], { commit: OURS, start_timeout: '1500ms', poll_interval: '40s', timeout: '50s' })
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale', run_ids: '{}' } })
    expect(ended.elapsedMs).toBeGreaterThan(1_450)
    expect(ended.elapsedMs).toBeLessThan(40_000)
    for (const text of ['#4', OTHER.slice(0, 10)]) {
      expect(ended.summary).toContain(text)
      expect(ended.stdout).toContain(text)
    }
  })
})
