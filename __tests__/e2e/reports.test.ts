import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLE_KEY, EXAMPLE_TEMPORARY_KEY, fails, type PipelineSpec } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { COMMIT, hub } from './hub.js'

const MIB = 1024 * 1024
const FIELDS = [
  'id',
  'name',
  'outcome',
  'status',
  'run_id',
  'run_number',
  'url',
  'executor',
  'trigger',
  'branch',
  'commit',
  'started_at',
  'ended_at',
  'duration_seconds',
  'matched_by',
  'advisory',
  'attempts',
  'stages',
  'failure'
]

/** A thousand pipelines, a third of them red, each with ten stages. */
function crowd(): PipelineSpec[] {
  const stages = Array.from({ length: 10 }, (_, index) => ({
    name: `stage number ${index}`,
    state: 'success' as const
  }))
  return Array.from({ length: 1000 }, (_, index) =>
    pipeline(pipelineId(`n${index}x`), { at: 0, state: index % 3 === 0 ? 'error' : 'success', stages })
  )
}

describe('what a step leaves behind', () => {
  it.concurrent('outputs: every key of the contract, also where nothing is known', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { inputs } = made
    const ended = await step(inputs([A, B]))
    for (const element of ended.pipelines) expect(Object.keys(element)).toEqual(FIELDS)
    expect(Object.keys(ended.outputs).sort()).toEqual([
      'failed_ids',
      'passed',
      'pipelines',
      'report_path',
      'result',
      'run_ids'
    ])
    expect(JSON.parse(ended.outputs.run_ids ?? '')).toEqual({ [A]: '25' })
    expect(ended.report).toMatchObject({ version: 1, result: 'not_found', passed: false, step_failed: true })
  })

  it.concurrent('the failed stage of a red run', async () => {
    const stages = [
      { name: 'build', state: 'success' as const },
      { name: 'test', state: 'error' as const }
    ]
    await using made = await cloud([pipeline(A, { at: 0, state: 'error', stages })])
    const { inputs } = made
    const ended = await step(inputs([A]))
    expect(ended.pipelines).toMatchObject([
      { failure: { stage: 'test', job: null, step: null, message: null } }
    ])
    expect(ended.stdout).toContain('error in test')
  })

  it.concurrent('at most ten annotations, the last of which counts the rest', async () => {
    const ids = Array.from({ length: 14 }, (_, index) => pipelineId(`n${index}x`))
    await using made = await cloud(ids.map(id => pipeline(id, ends('error'))))
    const { inputs } = made
    const errors = (await step(inputs(ids))).lines.filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(10)
    expect(errors[9]).toContain('5 more')
  })

  it.concurrent(
    'of 1,000 pipelines: outputs and summary below 1 MiB each, nothing red left out',
    async () => {
      const pipelines = crowd()
      await using made = await cloud(pipelines)
      const { inputs, count, served } = made
      const ended = await step(inputs(pipelines.map(({ id }) => id)))
      expect(ended.code).toBe(1)
      expect(count()).toBeLessThanOrEqual(25)
      expect(served.maxInFlight()).toBeLessThanOrEqual(4)
      const size = Object.values(ended.outputs).reduce(
        (sum, value) => sum + Buffer.byteLength(value, 'utf16le'),
        0
      )
      expect(size).toBeLessThan(MIB)
      expect(Buffer.byteLength(ended.summary)).toBeLessThan(MIB)
      expect(JSON.parse(ended.outputs.failed_ids ?? '')).toHaveLength(334)
      expect(ended.summary.match(/\| ❌ error/g)).toHaveLength(334)
      expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
    }
  )

  it.concurrent('summary: false writes none', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { inputs } = made
    expect((await step(inputs([A], { summary: 'false' }))).summary).toBe('')
  })

  it.concurrent('in Chinese, with outputs in English', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    const { inputs } = made
    const ended = await step(inputs([A], { language: 'zh' }))
    expect(ended.summary).toMatch(/门禁未通过：.*结果：失败/)
    expect(ended.stdout).toContain('构建或测试失败')
    expect(ended.outputs.result).toBe('error')
  })
})

describe('hostile names', () => {
  it.concurrent('command nothing and break no table', async () => {
    const name =
      '::error::x\n::set-output name=passed::true\n##[add-mask]y | <img src=x> **b** `c` ](http://evil.example) \u001b[31m\u202e'
    await using made = await cloud([{ ...pipeline(A, ends('error')), name }])
    const { inputs } = made
    const ended = await step(inputs([A]))
    expect(ended.outputs.passed).toBe('false')
    const commands = ended.lines.filter(line => line.startsWith('::') && !line.startsWith('::add-mask::'))
    expect(commands).toHaveLength(1)
    for (const text of ['##[', '\u001b', '\u202e', '\n::set-output']) expect(ended.stdout).not.toContain(text)
    const rows = ended.summary.split('\n').filter(line => line.startsWith('|'))
    expect(rows).toHaveLength(3)
    expect(rows[2]?.match(/(?<!\\)\|/g)).toHaveLength(9)
    expect(ended.summary).not.toMatch(/<img|\]\(http:\/\/evil/)
  })
})

describe('secrets', () => {
  it.concurrent.each(
    sample([
      { what: 'green', rules: [] },
      {
        what: 'refused',
        rules: [{ does: fails(401, 'APIGW.0301', `bad ${EXAMPLE_TEMPORARY_KEY.secretKey}`) }]
      }
    ])
  )('are seen in masks only ($what)', async ({ rules }) => {
    await using made = await cloud([pipeline(A, ends('success'))], rules)
    const { inputs } = made
    const { accessKey, secretKey, securityToken = '' } = EXAMPLE_TEMPORARY_KEY
    const key = { access_key: accessKey, secret_key: secretKey, security_token: securityToken }
    const ended = await step(inputs([A], key))
    const spoken = ended.lines.filter(line => !line.startsWith('::add-mask::')).join('\n')
    const everything = [
      spoken,
      ended.stderr,
      ended.summary,
      JSON.stringify(ended.outputs),
      JSON.stringify(ended.report)
    ]
    for (const secret of [accessKey, secretKey, securityToken]) {
      expect(ended.lines).toContain(`::add-mask::${secret}`)
      for (const text of everything) expect(text).not.toContain(secret)
    }
  })

  it.concurrent('are masked before anything else is said', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { inputs } = made
    const { lines } = await step(inputs([A]))
    expect(lines.slice(0, 2).every(line => line.startsWith('::add-mask::'))).toBe(true)
  })

  it.concurrent('are not printed where nothing reads masks', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { inputs } = made
    const ended = await step(inputs([A]), { env: OUTSIDE })
    expect(ended.stdout).not.toContain(EXAMPLE_KEY.secretKey)
    expect(ended.stdout).not.toContain('::')
  })
})

const OUTSIDE = {
  GITHUB_ACTIONS: undefined,
  GITHUB_OUTPUT: undefined,
  GITHUB_STEP_SUMMARY: undefined,
  RUNNER_TEMP: undefined
}

describe('outside GitHub', () => {
  it.concurrent('outputs and summary go to the log', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    const { inputs } = made
    const ended = await step(inputs([A]), { env: OUTSIDE })
    expect(ended).toMatchObject({ code: 1, stderr: '' })
    expect(ended.lines).toContain('result=error')
    expect(ended.lines).toContain('passed=false')
    expect(ended.stdout).toMatch(/\nPipeline {2,}Outcome {2,}Run {2,}Duration {2,}Stages\n/)
    expect(ended.stdout).not.toMatch(/\| Pipeline|<details>|mermaid/)
  })

  it.concurrent.each(sample(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP']))(
    'without %s alone the step still runs',
    async name => {
      await using made = await cloud([pipeline(A, ends('success'))])
      const { inputs } = made
      expect(await step(inputs([A]), { env: { [name]: undefined } })).toMatchObject({ code: 0, stderr: '' })
    }
  )
})

describe('a file that cannot be written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-unwritable-'))
  it.concurrent.each(
    sample([
      { name: 'GITHUB_OUTPUT', path: folder, what: 'outputs' },
      { name: 'GITHUB_STEP_SUMMARY', path: folder, what: 'summary' },
      { name: 'RUNNER_TEMP', path: join(folder, 'missing'), what: 'report' }
    ])
  )('$name: a warning with the path, which says what it was, and the verdict stands', async file => {
    const { name, path, what } = file
    for (const state of ['success', 'error'] as const) {
      await using made = await cloud([pipeline(A, ends(state))])
      const { inputs } = made
      const ended = await step(inputs([A]), { env: { [name]: path } })
      expect(ended.code).toBe(state === 'success' ? 0 : 1)
      const warnings = ended.lines.filter(line => line.startsWith('::warning'))
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(path)
      expect(warnings[0]).toMatch(new RegExp(`\\b${what}\\b`))
    }
  })

  it('GITHUB_STATE: one warning however many statuses there are, and the verdict stands', async () => {
    const commit = { number: 25, commit: COMMIT, moments: [ends('success')] }
    await using made = await cloud([pipelineWith(A, [commit]), pipelineWith(B, [commit])])
    await using github = await hub()
    const inputs = made.v5([A, B], { ...github.inputs, commit_status: 'each' })
    const ended = await step(inputs, { env: { ...github.env, GITHUB_STATE: folder } })
    expect(ended.code).toBe(0)
    const warnings = ended.lines.filter(line => line.startsWith('::warning'))
    expect(warnings).toEqual([expect.stringMatching(/\bstate\b.*commit statuses.*pending/)])
    expect(warnings[0]).toContain(folder)
    expect(Object.values(github.standing()).map(({ state }) => state)).toEqual(['success', 'success'])
  })
})
