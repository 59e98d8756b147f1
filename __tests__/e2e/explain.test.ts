import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  fails,
  onTheWire,
  type Misbehaviour,
  type PipelineSpec,
  type StageSpec
} from '../../simulator/index.js'
import { A, B, cloud, pipeline } from './cloud.js'
import { pipelineId, step } from './harness.js'

const LOG = Array.from({ length: 100 }, (_, n) => `line ${n + 1}`)

function red(id: string, log: string = LOG.join('\n'), more: readonly StageSpec[] = []): PipelineSpec {
  const stages: StageSpec[] = [
    { name: 'Source', state: 'success' },
    {
      name: 'Test',
      state: 'error',
      jobs: [
        {
          name: 'Unit',
          steps: [
            { name: 'install', state: 'success' },
            { name: 'npm test', state: 'error', message: 'exit code 1', log }
          ]
        }
      ]
    },
    ...more
  ]
  return pipeline(id, { at: 0, state: 'error', stages })
}

describe('where it failed', () => {
  it('stage, job and step are in output, annotation, log and summary, with the end of the log', async () => {
    const { v5, count } = await cloud([red(A), pipeline(B, { at: 0, state: 'success' })])
    const ended = await step(v5([A, B]))
    expect(ended.code).toBe(1)
    expect(ended.pipelines).toMatchObject([
      { failure: { stage: 'Test', job: 'Unit', step: 'npm test', message: 'exit code 1' } },
      { failure: null }
    ])
    const verdict = ended.lines.findIndex(line => line.startsWith('CodeArts gate failed'))
    expect(ended.lines[verdict + 1]).toMatch(/^::error .*error in Test → Unit → npm test.*exit code 1/)
    expect(ended.stdout).toMatch(/::group::.*npm test[\s\S]*line 61\nline 62[\s\S]*line 100\n::endgroup::/)
    expect(ended.stdout).not.toContain('line 60\n')
    expect(ended.summary).toContain('line 100')
    expect(ended.report).toMatchObject({ reasons: [{ id: A, class: 'failed' }] })
    expect([count('v5.run'), count('v5.log')]).toEqual([1, 1])
  })

  it('of several, the first by time is named and the others are counted', async () => {
    const late: StageSpec = {
      name: 'Report',
      state: 'error',
      jobs: [{ name: 'Upload', steps: [{ name: 'upload', state: 'error', log: 'no file' }] }]
    }
    const { v5, count } = await cloud([red(A, 'short log', [late])])
    const ended = await step(v5([A]))
    expect(ended.stdout).toContain('Test → Unit → npm test (and 1 more failed step)')
    expect(ended.summary).toContain('no file')
    expect([count('v5.run'), count('v5.log')]).toEqual([1, 2])
  })

  it('log_lines: 0 asks for no log', async () => {
    const { v5, count } = await cloud([red(A)])
    const ended = await step(v5([A], { log_lines: '0' }))
    expect(ended.pipelines).toMatchObject([{ failure: { step: 'npm test' } }])
    expect(count('v5.log')).toBe(0)
  })

  it.each(['-1', '1.5', 'many', '501'])('log_lines: %s is refused', async lines => {
    const { v5, count } = await cloud([red(A)])
    const ended = await step(v5([A], { log_lines: lines }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('log_lines')
    expect(count()).toBe(0)
  })

  it('on v3 it is the failed stage, and nothing more is asked', async () => {
    const { inputs, count } = await cloud([red(A)])
    const ended = await step(inputs([A]))
    expect(ended.pipelines).toMatchObject([
      { failure: { stage: 'Test', job: null, step: null, message: null } }
    ])
    expect(count()).toBe(1)
  })

  it('what is green asks for no detail; with twenty red ones, ten are explained, three requests each at most', async () => {
    const green = await cloud([pipeline(A, { at: 0, state: 'success' })])
    await step(green.v5([A]))
    expect(green.count('v5.run') + green.count('v5.log')).toBe(0)

    const ids = Array.from({ length: 20 }, (_, n) => pipelineId(`r${n}x`))
    const many = await cloud(ids.map(id => red(id)))
    const ended = await step(many.v5(ids))
    expect(many.count('v5.run')).toBe(10)
    expect(many.count('v5.log')).toBeLessThanOrEqual(20)
    expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
  })
})

describe('what cannot be fetched costs a note, not the verdict', () => {
  const other = answersJson(200, { id: 'f'.repeat(32), status: 'FAILED', stages: [] })
  const faults: readonly (readonly [string, Misbehaviour])[] = [
    ['403', fails(403, 'DEVPIPE.00011136', 'no')],
    ['404', fails(404, 'DEVPIPE.00011402', 'no')],
    ['500', fails(500)],
    ['HTML', answersHtml(200)],
    ['slowly', onTheWire({ kind: 'hang' })],
    ['nonsense', answersJson(200, [1, 2])],
    ["another run's ID", other]
  ]
  it.each(faults)('the detail: %s', async (what, does) => {
    const { v5, count } = await cloud([red(A)], [{ on: 'v5.run', does }])
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.elapsedMs).toBeLessThan(what === 'slowly' ? 12_000 : 3_000)
    expect(ended.stdout).toContain('Where it failed could not be fetched')
    expect(ended.summary).toContain('Where it failed could not be fetched')
    // The batch answer knows the stage all the same.
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'Test' } }])
    expect(count('v5.run')).toBe(1)
  })

  it.each(faults.slice(0, 6))('the log: %s', async (what, does) => {
    const { v5, count } = await cloud([red(A)], [{ on: 'v5.log', does }])
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.elapsedMs).toBeLessThan(what === 'slowly' ? 12_000 : 3_000)
    expect(ended.stdout).toContain('could not be fetched')
    expect(ended.pipelines).toMatchObject([{ failure: { step: 'npm test' } }])
    expect(count('v5.log')).toBe(1)
  })

  it('a log without end, and lines of 10 MB, are cut', async () => {
    const endless = answersJson(200, { has_more: true, start_offset: '0', end_offset: '1', log: 'again' })
    const one = await cloud([red(A)], [{ on: 'v5.log', does: endless }])
    expect((await step(one.v5([A]))).summary).toContain('again')
    expect(one.count('v5.log')).toBe(2)

    const long = await cloud([red(A, `${'x'.repeat(10_000_000)}\nlast`)])
    const ended = await step(long.v5([A]))
    expect(ended.summary).toContain('last')
    expect(ended.summary.length).toBeLessThan(20_000)
    expect(ended.stdout.length).toBeLessThan(20_000)
  })

  it('a log that comes empty is asked for once more', async () => {
    const empty = answersJson(200, { has_more: false, start_offset: '0', end_offset: '0', log: '' })
    const { v5, count } = await cloud([red(A)], [{ on: 'v5.log', times: 1, does: empty }])
    expect((await step(v5([A]))).summary).toContain('line 100')
    expect(count('v5.log')).toBe(2)
  })

  it('a signal ends it, and the verdict stands', async () => {
    const { v5 } = await cloud([red(A)], [{ on: 'v5.run', does: onTheWire({ kind: 'hang' }) }])
    let sent = 0
    const ended = await step(v5([A]), {
      during: child =>
        setTimeout(() => {
          sent = performance.now()
          child.kill('SIGINT')
        }, 800)
    })
    expect(performance.now() - sent).toBeLessThan(2_000)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
  })
})

describe('hostile logs', () => {
  it('command nobody and break no page', async () => {
    const log = [
      '::error::forged',
      '  ::set-output name=passed::true',
      '##[error]forged',
      '````',
      '</details><script>',
      '\u001b[31mred\u001b[0m',
      '\u202Eturned'
    ].join('\n')
    const { v5 } = await cloud([red(A, log)])
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

  it('show no secret', async () => {
    const made = await cloud([red(A)])
    const inputs = made.v5([A])
    const secret = inputs.secret_key ?? ''
    made.simulator.add(red(A, `password is ${secret} indeed`))
    const ended = await step(inputs)
    expect(ended.stdout.replace(`::add-mask::${secret}`, '')).not.toContain(secret)
    expect(ended.summary).toContain('password is *** indeed')
  })
})
