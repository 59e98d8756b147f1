import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { A, B, cloud, ends, pipeline, PROJECT } from './cloud.js'
import { postStep, step, type Inputs } from './harness.js'
import { sample } from '../sample.js'
import { called } from './arguments-cases.js'

const SECRETS = ['secret_key', 'security_token', 'auth_token', 'iam_password', 'github_token']
const action = parse(readFileSync('action.yml', 'utf8')) as {
  inputs: Record<string, { description: string }>
}
/** As `--name value` or `--name=value`. */
const asWords = (inputs: Inputs, isJoined = false): string[] =>
  Object.entries(inputs)
    .filter(([name]) => !SECRETS.includes(name))
    .flatMap(([name, value]) => {
      const argument = `--${name.replaceAll('_', '-')}`
      return isJoined ? [`${argument}=${value}`] : [argument, value]
    })
const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('inputs as arguments', () => {
  it.concurrent.each(sample([false, true]))(
    'lead to the same run as variables do, joined: %s',
    async isJoined => {
      await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('success'))])
      const { secret_key = '', ...inputs } = made.v5([A, B])
      const ended = await called(asWords(inputs, isJoined), { secret_key })
      expect(ended.code).toBe(0)
      expect(ended.stdout).toContain('passed=true')
      expect(made.count('v5.status')).toBeGreaterThan(0)
    }
  )

  it.concurrent('win over variables, also where they are empty', async () => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('error'))])
    const inputs = { ...made.v5([B]), region: 'xx-nowhere-1', fail_on: 'none' }
    const ended = await called(['--pipeline-ids', A, '--region', '', '--fail_on', 'error'], inputs)
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('passed=true')
    const empty = await called(['--commit', ''], { ...made.v5([A]), commit: 'any' })
    expect(empty.code).toBe(2)
    expect(empty.stdout).toContain('GITHUB_EVENT_NAME is not set')
  })

  it.concurrent('a switch without a value is true', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    const inputs = made.v5([A])
    const dry = await called(['--dry-run', '--wait', 'false'], inputs)
    expect(dry.code).toBe(0)
    expect(dry.stdout).toContain('passed=false')
    expect((await called([], inputs)).code).toBe(1)
  })

  it.concurrent('change nothing else on a runner of GitHub', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    const ended = await step({ ...made.v5([B]) }, { words: ['--pipeline-ids', A] })
    expect(ended).toMatchObject({ code: 1, pipelines: [{ id: A, outcome: 'error' }] })
    expect(ended.summary).toContain('## ')
  })
})

describe('arguments that cannot be used', () => {
  const SECRET = 'Pa55-word-of-nobody'

  it.concurrent.each(sample(SECRETS))('%s is refused with the reason, and not shown', async name => {
    const argument = `--${name.replaceAll('_', '-')}`
    for (const words of [[argument, SECRET], [`${argument}=${SECRET}`], [argument, `-${SECRET}`]]) {
      const ended = await called(words, { pipeline_ids: A, access_key: 'AK', secret_key: 'SK-of-the-test' })
      expect(ended.code).toBe(2)
      const line = ended.lines.find(text => text.includes(argument)) ?? ''
      expect(line).toMatch(/every process/)
      expect(line).toContain(`INPUT_${name.toUpperCase()}`)
      expect(ended.stdout + ended.stderr).not.toContain(SECRET)
      expect(ended.stdout).not.toMatch(/--[Pa5w] /)
    }
  })

  it.concurrent.each(
    sample([
      ['--pipelines-ids', '--pipeline-ids'],
      ['--sha', '--commit'],
      ['--since', '--started-after'],
      ['--tags', '--tag'],
      ['--lang', '--language'],
      ['--no-wait', '--wait false'],
      ['--hepl', '--help']
    ])
  )('%s is unknown; the nearest is %s', async (given, meant) => {
    const ended = await called([given, SECRET], { pipeline_ids: A, auth_token: 'token-of-the-test' })
    expect(ended.code).toBe(2)
    expect(ended.lines.find(line => line.includes(given))).toContain(meant)
    expect(ended.stdout).not.toContain(SECRET)
  })

  it.concurrent('all of them are told together, with what is wrong with the inputs', async () => {
    const words = [
      'stray',
      '--zzz',
      '1',
      '--timeout',
      '--timeout=1m',
      '--region',
      'r',
      '--secret-kye=a',
      '-x'
    ]
    const ended = await called([...words, '--wait=maybe', '--help'], { auth_token: 'token-of-the-test' })
    expect(ended.code).toBe(2)
    for (const name of ['--zzz', '--timeout', '--secret-kye', '--help', 'pipeline_ids', 'wait', 'region'])
      expect(ended.stdout).toContain(`- ${name}:`)
    expect(ended.stdout).toContain('passed=false')
  })

  it.concurrent('a value that begins with a dash is none, whoever has thought it out', async () => {
    await using made = await cloud([pipeline(A, ends('error'))])
    for (const branch of ['--fail-on=none', '--help', '--version', '--wait=false', '-h']) {
      const ended = await called(['--start', '--branch', branch], made.v5([A]))
      expect([branch, ended.code]).toEqual([branch, 2])
    }
    expect(made.count()).toBe(0)
    // A setup check that finds something has failed.
    expect((await called(['--branch', '--dry-run'], made.v5([A]))).code).toBe(1)
  })
})

describe('what a command says of itself', () => {
  it.concurrent('--help has every input with its meaning, as wide as a page', async () => {
    const ended = await called(['--help'])
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    for (const [name, { description }] of Object.entries(action.inputs)) {
      const head = SECRETS.includes(name) ? `INPUT_${name.toUpperCase()}` : `--${name.replaceAll('_', '-')}`
      expect(ended.lines.map(line => line.trim())).toContain(head)
      expect(flat(ended.stdout)).toContain(flat(description))
    }
    expect(ended.stdout).not.toContain('--secret-key\n')
    expect(Math.max(...ended.lines.map(line => line.length))).toBeLessThanOrEqual(100)
  })

  it.concurrent('--version is the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await called(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('the post step', () => {
  const left = { state: { run_a: '{}' } }

  it.concurrent('is not led astray by arguments', async () => {
    const without = await postStep({}, left)
    const program = resolve('post.js')
    const ended = await step({}, { words: ['--help'], program, env: { STATE_run_a: '{}' } })
    expect(ended).toMatchObject({ code: 0, stdout: without.stdout, stderr: '' })
  })

  it.concurrent('is not what somebody gets who says more than its name', async () => {
    const ended = await called(['post', '--pipeline-ids', A], { project_id: PROJECT })
    expect(ended.code).toBe(2)
  })
})
