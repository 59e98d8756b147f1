import { describe, expect, it } from '@jest/globals'
import { A, cloud, ends, pipeline } from '../e2e/cloud.js'
import { eventFile } from '../e2e/event.js'
import { measured, type Measured } from './measured.js'

const MIB = 1024 * 1024
/** Lists that are empty: three bytes each, and far more in memory. */
const emptyLists = (bytes: number): string => `[${'[],'.repeat(Math.floor(bytes / 3) - 2)}[]]`
const MANY = 30_000

/** A snapshot without a request, but for inputs that are refused. */
async function setUp(env: Readonly<Record<string, string>>, payload: string): Promise<Measured> {
  await using made = await cloud([pipeline(A, ends('success'))])
  const event = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: eventFile(payload) }
  const ended = await measured(made.v5([A]), { env: { ...env, ...event } })
  process.stdout.write(`${ended.maxRssMib.toFixed(0)} MiB, ${(ended.cpuMs / 1000).toFixed(2)} s of CPU\n`)
  return ended
}
const variables = (name: (index: number) => string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: MANY }, (_, index) => [name(index), 'x']))

describe('a set-up is bounded: less than 2 s of CPU and 150 MiB', () => {
  it.each([
    ['48 MB of empty lists', emptyLists(48_000_000), 'is unreadable'],
    ['24 MiB of empty lists', emptyLists(24 * MIB), 'is unreadable'],
    [
      'many values and a long text',
      `{"a":${emptyLists(600_000)},"b":"${'x'.repeat(20 * MIB)}"}`,
      'has no commit hash'
    ]
  ])('30,000 variables, and an event of %s', async (_, payload, says) => {
    const ended = await setUp(
      variables(index => `INPUT_OTHER_${index}`),
      payload
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.stdout).toContain(says)
    expect(ended.stdout).toMatch(/and 29,990 more/)
    expect(ended.maxRssMib).toBeLessThan(150)
    expect(ended.cpuMs).toBeLessThan(2_000)
  })

  it('30,000 variables that are refused', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
    const env = variables(index => `INPUT_COMMI${letters[index % 36] ?? ''}${'_'.repeat(index % 3)}${index}`)
    const near = Object.fromEntries([...letters].map(letter => [`INPUT_COMMI${letter.toUpperCase()}T`, 'x']))
    const ended = await setUp({ ...env, ...near }, '{"after":"0123456789abcdef0123456789abcdef01234567"}')
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('more unknown inputs like this')
    expect(ended.stdout.length).toBeLessThan(20_000)
    expect(ended.maxRssMib).toBeLessThan(150)
    expect(ended.cpuMs).toBeLessThan(2_000)
  })
})
