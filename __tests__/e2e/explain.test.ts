import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  fails,
  Identity,
  onTheWire,
  type Misbehaviour,
  type StageSpec
} from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, WALL } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { sample } from '../sample.js'
import { USER } from './identity-cloud.js'
import { red, notesOf } from './explain-cases.js'

describe('where it failed', () => {
  it.concurrent(
    'stage, job and step are in output, annotation, log and summary, with the end of the log',
    async () => {
      await using made = await cloud([red(A), pipeline(B, { at: 0, state: 'success' })])
      const { v5, count } = made
      const ended = await step(v5([A, B]))
      expect(ended.code).toBe(1)
      expect(ended.pipelines).toMatchObject([
        { failure: { stage: 'Test', job: 'Unit', step: 'npm test', message: 'exit code 1' } },
        { failure: null }
      ])
      const verdict = ended.lines.findIndex(line => line.startsWith('CodeArts gate failed'))
      expect(ended.lines[verdict + 1]).toMatch(/^::error .*error in Test › Unit › npm test.*exit code 1/)
      expect(ended.stdout).toMatch(/::group::.*npm test[\s\S]*line 61\nline 62[\s\S]*line 100\n::endgroup::/)
      expect(ended.stdout).not.toContain('line 60\n')
      expect(ended.summary).toContain('line 100')
      expect(ended.report).toMatchObject({ reasons: [{ id: A, class: 'failed' }] })
      expect([count('v5.run'), count('v5.log')]).toEqual([1, 1])
    }
  )

  it.concurrent('of several, the first by time is named and the others are counted', async () => {
    const late: StageSpec = {
      name: 'Report',
      state: 'error',
      jobs: [{ name: 'Upload', steps: [{ name: 'upload', state: 'error', log: 'no file' }] }]
    }
    await using made = await cloud([red(A, 'short log', [late])])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended.stdout).toContain('Test › Unit › npm test (and 1 more failed step)')
    expect(ended.summary).toContain('no file')
    expect([count('v5.run'), count('v5.log')]).toEqual([1, 2])
  })

  it.concurrent.each(sample(['-1', '1.5', 'many', '501']))('log_lines: %s is refused', async lines => {
    await using made = await cloud([red(A)])
    const { v5, count } = made
    const ended = await step(v5([A], { log_lines: lines }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('log_lines')
    expect(count()).toBe(0)
  })

  it.concurrent('on v3 it is the failed stage, and nothing more is asked', async () => {
    await using made = await cloud([red(A)])
    const { inputs, count } = made
    const ended = await step(inputs([A]))
    expect(ended.pipelines).toMatchObject([
      { failure: { stage: 'Test', job: null, step: null, message: null } }
    ])
    expect(count()).toBe(1)
  })

  it.concurrent(
    'what is green asks for no detail; with twenty red ones, ten are explained, three requests each at most',
    async () => {
      await using green = await cloud([pipeline(A, { at: 0, state: 'success' })])
      await step(green.v5([A]))
      expect(green.count('v5.run') + green.count('v5.log')).toBe(0)

      const ids = Array.from({ length: 20 }, (_, n) => pipelineId(`r${n}x`))
      await using many = await cloud(ids.map(id => red(id)))
      const ended = await step(many.v5(ids))
      expect(many.count('v5.run')).toBe(10)
      expect(many.count('v5.log')).toBeLessThanOrEqual(20)
      expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
    }
  )
})

describe('what cannot be fetched costs a note, not the verdict', () => {
  const other = answersJson(200, { id: 'f'.repeat(32), status: 'FAILED', stages: [] })
  const otherStep = answersJson(200, { step_run_id: 'f'.repeat(32), log: 'not ours', has_more: false })
  const huge = answersJson(200, { log: 'x'.repeat(18 * 1024 * 1024), has_more: false })
  type Case = readonly [name: string, does: Misbehaviour, why: RegExp]
  const faults: readonly Case[] = [
    ['403', fails(403, 'DEVPIPE.00011136', 'no'), /HTTP 403, DEVPIPE.00011136: no/],
    ['404', fails(404, 'DEVPIPE.00011402', 'no'), /HTTP 404, DEVPIPE.00011402: no/],
    ['500', fails(500), /HTTP 500/],
    ['HTML', answersHtml(200), /HTTP 200, HTML page/],
    ['slowly', onTheWire({ kind: 'hang' }), /no response within 9s/]
  ]
  const ofDetail: readonly Case[] = [
    ['nonsense', answersJson(200, [1, 2]), /HTTP 200, the response is about another run/],
    ["another run's ID", other, /HTTP 200, the response is about another run/]
  ]
  const ofLog: readonly Case[] = [
    ['nonsense', answersJson(200, [1, 2]), /HTTP 200, no log/],
    ["another step's ID", otherStep, /HTTP 200, the response is about another run/],
    ['18 MB', huge, /larger than 3 MiB/]
  ]
  it.concurrent.each(sample([...faults, ...ofDetail]))('the detail: %s', async (_, does, why) => {
    await using made = await cloud([red(A)], [{ on: 'v5.run', does }])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([
      expect.stringMatching(/^pipeline-a000: The failed step could not be fetched \(/)
    ])
    expect(notesOf(ended)[0]).toMatch(why)
    expect(ended.summary).toContain('The failed step could not be fetched')
    // The batch answer knows the stage all the same.
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'Test' } }])
    expect([count('v5.run'), count('v5.log')]).toEqual([1, 0])
  })

  it.concurrent.each(sample([...faults, ...ofLog]))('the log: %s', async (_, does, why) => {
    await using made = await cloud([red(A)], [{ on: 'v5.log', does }])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([
      expect.stringMatching(/^pipeline-a000: The log of Test › Unit › npm test could not be fetched \(/)
    ])
    expect(notesOf(ended)[0]).toMatch(why)
    expect(ended.stdout).not.toContain('not ours')
    expect(ended.pipelines).toMatchObject([{ failure: { step: 'npm test' } }])
    expect(count('v5.log')).toBe(1)
  })

  it.concurrent.each(
    sample([
      ['the same place for ever', { start_offset: '0', end_offset: '1' }, 2],
      ['the place that was asked from', { start_offset: '0', end_offset: '0' }, 1],
      ['no place', {}, 1]
    ])
  )('a log without end that names %s is shown once', async (_, offsets, requests) => {
    const endless = answersJson(200, { has_more: true, ...offsets, log: 'again' })
    await using made = await cloud([red(A)], [{ on: 'v5.log', does: endless }])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended.summary).toContain('```text\n[…]\nagain\n```')
    expect(ended.report).toMatchObject({
      reasons: [{ explanation: { logs: [{ lines: ['again'], is_cut: true }] } }]
    })
    expect(count('v5.log')).toBe(requests)
  })

  it.concurrent('of five failed steps two are shown, and the others are said to be left out', async () => {
    const more = ['b', 'c', 'd', 'e'].map((name): StageSpec => ({
      name,
      state: 'error',
      jobs: [{ name: 'job', steps: [{ name: 'step', state: 'error', log: `log of ${name}` }] }]
    }))
    await using made = await cloud([red(A, 'short log', more)])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended.summary.match(/<summary>/g)).toHaveLength(2)
    const note = 'The logs of 3 more failed steps were not fetched: open the run to read them.'
    expect(notesOf(ended)).toEqual([`pipeline-a000: ${note}`])
    expect(ended.summary).toContain(note)
    expect(count('v5.log')).toBe(2)
  })

  it.concurrent.each(sample(['running', 'error'] as const))(
    'nobody is kept for reasons long after `timeout`: a run that is %s then',
    async state => {
      const one = pipeline(A, ends('running'), ends(state, 1_000))
      await using made = await cloud([one], [{ on: 'v5.run', does: onTheWire({ kind: 'hang' }) }], {
        clock: WALL
      })
      const ended = await step(made.v5([A], { timeout: '3s' }))
      expect(ended.outputs.result).toBe(state === 'error' ? 'error' : 'timed_out')
      expect(ended.summary).toMatch(/no time left|no response within \d+s/)
    }
  )

  it.concurrent('a signal ends it, and the verdict stands', async () => {
    await using made = await cloud([red(A)], [{ on: 'v5.run', does: onTheWire({ kind: 'hang' }) }])
    const kills = [{ signal: 'SIGINT', once: () => made.count('v5.run') > 0 }] as const
    const ended = await step(made.v5([A]), { kills })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([expect.stringContaining('cancelled')])
  })
})

describe('a credential that ends before the explanation is not renewed for it', () => {
  const ended401 = fails(401, 'APIGW.0307', 'The token must be updated')
  const iamFaults: readonly (readonly [string, Misbehaviour])[] = [
    ['is down', fails(503)],
    ['hangs', onTheWire({ kind: 'hang' })]
  ]
  it.concurrent.each(
    sample(
      iamFaults.flatMap(([what, does]) => (['v5.run', 'v5.log'] as const).map(on => ({ what, does, on })))
    )
  )('$on, and IAM $what', async ({ does, on }) => {
    await using made = await cloud(
      [red(A)],
      [
        { on: 'iam.token', after: 1, does },
        { on, does: ended401 }
      ]
    )
    const identity = new Identity(made.simulator, { users: [USER] })
    const { url } = made.served
    const credential = {
      ...{ access_key: '', secret_key: '', iam_endpoint: url },
      ...{ iam_domain: USER.domain, iam_username: USER.name, iam_password: USER.password }
    }
    const ended = await step(made.v5([A], credential), { env: identity.environment(url) })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([expect.stringContaining('could not be fetched (HTTP 401, APIGW.0307')])
    const counts = ['iam.token', 'v5.run', 'v5.log'].map(kind => made.count(kind))
    expect(counts).toEqual([1, 1, on === 'v5.run' ? 0 : 1])
  })
})

describe('a gate that fails nothing', () => {
  it.concurrent('is a report: what failed is explained, and nothing else is asked', async () => {
    await using made = await cloud([red(A), pipeline(B, { at: 0, state: 'aborted' })])
    const { v5, count } = made
    const ended = await step(v5([A, B], { fail_on: 'none' }))
    expect(ended.code).toBe(0)
    expect(ended.summary).toMatch(/^## ⚠️ /)
    expect(ended.summary).toContain('### Pipelines that did not succeed')
    expect(ended.summary).toContain('line 100')
    expect([count('v5.run'), count('v5.log')]).toEqual([1, 1])
  })
})

describe('hostile logs', () => {
  it.concurrent('command nobody and break no page', async () => {
    const log = [
      '::error::forged',
      '  ::set-output name=passed::true',
      '##[error]forged',
      '````',
      '</details><script>',
      '\u001b[31mred\u001b[0m',
      '\u202Eturned'
    ].join('\n')
    await using made = await cloud([red(A, log)])
    const { v5 } = made
    const ended = await step(v5([A]))
    const group = ended.stdout.slice(ended.stdout.indexOf('::group::'))
    expect(
      group
        .split('\n')
        .slice(1)
        .filter(line => /^\s*::(?!endgroup)/.test(line))
    ).toEqual([])
    expect(group).not.toContain('##[')
    expect(ended.stdout).not.toContain('\u001b')
    expect(ended.summary).toMatch(/\n`````text\n[\s\S]*\n`````\n/)
    expect(ended.summary).not.toContain('\u202E')
  })

  it.concurrent('show no secret', async () => {
    await using made = await cloud([red(A)])
    const inputs = made.v5([A])
    const secret = inputs.secret_key ?? ''
    made.simulator.add(red(A, `password is ${secret} indeed`))
    const ended = await step(inputs)
    expect(ended.stdout.replace(`::add-mask::${secret}`, '')).not.toContain(secret)
    expect(ended.summary).toContain('password is *** indeed')
  })
})
