import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { memoryRunner, type MemoryRunner } from '../../tools/bench/lib/memory-runner.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'
import { AbortedError, ConnectionError } from '../../src/errors.js'
import type { Http, Runner } from '../../src/ports.js'
import { run } from '../../src/run.js'

const { outputs } = parse(readFileSync('action.yml', 'utf8')) as {
  outputs: Readonly<Record<string, unknown>>
}
/** Outputs that only a sweep has. */
const SWEPT = ['swept', 'open', 'settled']
const DECLARED = Object.keys(outputs)
  .filter(name => !SWEPT.includes(name))
  .sort()

const ID = 'a'.repeat(32)
const GOOD = { pipeline_ids: ID, auth_token: 'token-of-the-test', timeout: '1m' }

/** Fields of an element of `pipelines`, by the contract. */
const FIELDS =
  `id name outcome status run_id run_number url executor trigger branch commit started_at ended_at
duration_seconds matched_by advisory attempts stages failure`.split(/\s+/)

const says =
  (body: unknown, status = 200): Http =>
  () =>
    Promise.resolve({ status, headers: {}, body: JSON.stringify(body) })
const element = (status: string | null, result: string | null = null): object => ({
  pipeline_id: ID,
  build_id: status === null ? null : '25',
  status,
  result
})

interface Left {
  readonly runner: MemoryRunner
  /** What was done, in order. */
  readonly steps: readonly string[]
}

/** Runs the whole use case, and returns what it has written. */
async function left(
  inputs: Readonly<Record<string, string>>,
  http: Http,
  faults: Partial<Runner> = {}
): Promise<Left> {
  const steps: string[] = []
  const memory = memoryRunner(inputs)
  const runner: MemoryRunner = {
    ...memory,
    outputs: values => {
      steps.push('outputs')
      return memory.outputs(values)
    },
    error: (message, title) => {
      steps.push('error')
      memory.error(message, title)
    },
    end: how => {
      steps.push(how === 'passed' ? 'green' : 'red')
      runner.failed = how !== 'passed'
    },
    ...faults
  }
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  await run({ http, clock, runner, random: () => 0.5, signal: new AbortController().signal })
  return { runner, steps }
}

const paths: readonly (readonly [string, Readonly<Record<string, string>>, Http, boolean, string])[] = [
  ['green', GOOD, says([element('completed', 'success')]), false, 'success'],
  ['red', GOOD, says([element('completed', 'error')]), true, 'error'],
  ['never ran', GOOD, says([element(null)]), true, 'not_found'],
  ['time is up', GOOD, says([element('running')]), true, 'timed_out'],
  ['a snapshot', { ...GOOD, wait: 'false' }, says([element('running')]), true, 'running'],
  [
    'a snapshot that may go on',
    { ...GOOD, wait: 'false', fail_on: 'error' },
    says([element('running')]),
    false,
    'running'
  ],
  ['reported only', { ...GOOD, fail_on: 'none' }, says([element('completed', 'aborted')]), false, 'aborted'],
  ['refused', GOOD, says({ error_code: 'APIGW.0301', error_msg: 'no' }, 401), true, 'unknown'],
  ['refused, reported only', { ...GOOD, fail_on: 'none' }, says('no', 403), false, 'unknown'],
  ['nonsense', GOOD, says({}), true, 'unknown'],
  [
    'unreachable',
    GOOD,
    () => Promise.reject(new ConnectionError('ECONNREFUSED', 'refused')),
    true,
    'unknown'
  ],
  ['cancelled', GOOD, () => Promise.reject(new AbortedError()), true, 'unknown'],
  ['our own mistake', GOOD, () => Promise.reject(new TypeError('oops')), true, 'unknown'],
  ['bad inputs', { ...GOOD, timeout: '0' }, says([]), true, 'unknown'],
  ['bad inputs, reported only', { ...GOOD, timeout: '0', fail_on: 'none' }, says([]), true, 'unknown'],
  ['no inputs at all', {}, says([]), true, 'unknown']
]

describe('on every path', () => {
  it.each(paths)('%s: exactly the outputs that action.yml declares are written', async (...path) => {
    const [, inputs, http, red, result] = path
    const { runner } = await left(inputs, http)
    expect(Object.keys(runner.values).sort()).toEqual(DECLARED)
    expect(runner.values.result).toBe(result)
    expect(runner.values.passed).toBe(String(result === 'success'))
    expect(runner.failed).toBe(red)
  })

  it.each(paths)('%s: they are JSON with all their keys', async (_, inputs, http) => {
    const { values } = (await left(inputs, http)).runner
    const pipelines = JSON.parse(values.pipelines ?? '') as Record<string, unknown>[]
    for (const pipeline of pipelines) expect(Object.keys(pipeline).sort()).toEqual([...FIELDS].sort())
    const failed = JSON.parse(values.failed_ids ?? '') as string[]
    for (const id of failed) expect(pipelines.map(pipeline => pipeline.id)).toContain(id)
    expect(JSON.parse(values.run_ids ?? '')).toEqual(
      Object.fromEntries(
        pipelines.filter(({ run_id: run }) => run !== null).map(({ id, run_id: run }) => [id, run])
      )
    )
  })

  it('a sweep has its own beside them, also where its inputs are bad', async () => {
    const { runner } = await left({ ...GOOD, sweep: 'true' }, says([]))
    expect(Object.keys(runner.values).sort()).toEqual(Object.keys(outputs).sort())
    expect(runner.values).toMatchObject({
      swept: '0',
      open: '0',
      settled: '0',
      passed: 'false',
      pipelines: '[]'
    })
  })

  it('the exit status is set before anything can go wrong while telling it', async () => {
    const { steps } = await left(GOOD, says([element('completed', 'error')]))
    expect(steps[0]).toBe('red')
    expect(steps).toContain('outputs')
  })
})

describe('what cannot be written', () => {
  const full = { path: '/full/disk', reason: 'ENOSPC' }
  it.each([
    ['outputs', { outputs: () => full }],
    ['summary', { summary: () => Promise.resolve(full) }],
    ['report', { report: () => full }]
  ] as const)('%s: a warning with the path, and the verdict stands', async (_, faults) => {
    for (const [result, red] of [
      ['success', false],
      ['error', true]
    ] as const) {
      const { runner } = await left(GOOD, says([element('completed', result)]), faults)
      expect(runner.failed).toBe(red)
      expect(
        runner.lines.filter(line => line.includes('/full/disk') && line.includes('ENOSPC'))
      ).toHaveLength(1)
    }
  })

  it('no summary is written where none is wanted', async () => {
    const written: string[] = []
    const summary: Runner['summary'] = markdown => {
      written.push(markdown)
      return Promise.resolve(null)
    }
    await left({ ...GOOD, summary: 'false' }, says([element('completed', 'success')]), { summary })
    expect(written).toEqual([])
    await left(GOOD, says([element('completed', 'success')]), { summary })
    expect(written).toHaveLength(1)
  })
})
