import { describe, expect, it } from '@jest/globals'
import { memoryRunner } from '../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'
import { readTail } from '../../src/codearts/v5/log-tail.js'
import { parseInputs } from '../../src/inputs/parse.js'
import { run } from '../../src/run.js'
import { secretRedactor } from '../../src/secrets.js'
import { EXAMPLE_KEY, Simulator } from '../../simulator/index.js'

/** What a Windows machine hands in, given as values: e2e/machine has the same for the bundle. */
const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const asEnv = (inputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
const toWindows = (inputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, `${value}\n`.replaceAll('\n', '\r\n')])
  )

describe('line ends of Windows', () => {
  const credential = { access_key: 'AKEXAMPLE', secret_key: 'secret-key-example' }
  const base = { pipeline_ids: `${A}\n${B}`, project_id: 'c'.repeat(32), ...credential }
  it.each<[string, Readonly<Record<string, string>>]>([
    ['pipelines', {}],
    ['runs by their IDs', { pipeline_ids: `${A}@1\n\n${B}@2` }],
    ['outcomes', { fail_on: 'error,\naborted' }],
    ['sources', { start: 'true', branch: 'app=main\nlib=release/1' }],
    ['tags', { start: 'true', tag: 'app=v1\nlib=v2' }],
    ['variables', { start: 'true', variables: 'A=1\nB=two words\nC=\n\nD=x=y' }],
    ['words and durations', { wait: 'true', timeout: '5m', poll_interval: 'auto', language: 'zh' }]
  ])('in inputs change nothing: %s', (_, inputs) => {
    const parsed = [inputs, toWindows(inputs)].map(given =>
      parseInputs(asEnv({ ...base, ...given }), { state: 'absent' }, 0)
    )
    expect(parsed[0]).toHaveProperty('config')
    expect(parsed[1]).toEqual(parsed[0])
  })

  it('in a log are ends, and no part of its lines', async () => {
    const tail = await readTail(
      () => Promise.resolve({ log: 'one\r\ntwo\r\n\r\nthree\r\n', hasMore: false, next: null }),
      10,
      1
    )
    expect(tail.lines).toEqual(['one', 'two', '', 'three'])
  })

  it('in a secret of several lines hide none of them', () => {
    const masked: string[] = []
    const secrets = secretRedactor(secret => masked.push(secret))
    secrets.hide('first-line\r\nsecond-line\r\n')
    expect(masked).toEqual(['first-line\r\nsecond-line', 'first-line', 'second-line'])
    expect(secrets.redact('a first-line, a second-line')).toBe('a ***, a ***')
  })
})

describe('paths of Windows', () => {
  const PLACE = String.raw`D:\a\_temp\codearts-gate-x1\report.json`
  async function played(parts: Partial<ReturnType<typeof memoryRunner>>) {
    const clock = new VirtualClock(Date.UTC(2026, 10, 25))
    const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
    simulator.add({
      id: A,
      name: 'build',
      projectId: 'c'.repeat(32),
      runs: [{ number: 1, moments: [{ at: 0, state: 'success' }] }]
    })
    const { accessKey: access_key, secretKey: secret_key } = EXAMPLE_KEY
    const runner = { ...memoryRunner({ pipeline_ids: A, access_key, secret_key }), ...parts }
    const signal = new AbortController().signal
    await run({ http: simulatedHttp(simulator, clock), clock, runner, random: () => 0.5, signal })
    return runner
  }

  it('come out as they are', async () => {
    const runner = await played({ report: () => ({ path: PLACE }) })
    expect(runner.values).toMatchObject({ passed: 'true', report_path: PLACE })
  })

  it('are told as they are where nothing can be written', async () => {
    const { lines, values } = await played({ report: () => ({ path: PLACE, reason: 'EBUSY' }) })
    expect(values.report_path).toBe('')
    expect(lines.filter(line => line.includes('EBUSY'))).toEqual([expect.stringContaining(PLACE)])
  })
})
