import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { step, type Inputs } from './harness.js'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

interface Printed extends AsyncDisposable {
  /** The inputs of the example that has this in it, with those that hold for all. */
  readonly example: (part: string) => Inputs
  /** The variables of that example which are not inputs. */
  readonly env: (part: string) => Readonly<Record<string, string>>
  /** What it has printed below its examples. */
  readonly told: () => string
}

/** What `npm run simulator` runs, and what it prints. */
async function printed(...words: readonly string[]): Promise<Printed> {
  const command = ['--import', 'tsx', 'simulator/main.ts', '--port', '0', ...words]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  while (!text.includes('Ctrl-C ends')) await once(child.stdout, 'data')
  const inputsIn = (line: string): Inputs =>
    Object.fromEntries(
      [...line.matchAll(/INPUT_(\w+)=(?:"([^"]*)"|(\S*))/g)].map(([, name = '', quoted, bare]) => [
        name.toLowerCase(),
        quoted ?? bare ?? ''
      ])
    )
  const lines = text.split('\n')
  const common = Object.assign(
    {},
    ...lines.filter(line => line.startsWith('  export')).map(inputsIn)
  ) as Inputs
  const examples = lines.filter(line => line.endsWith('node dist/index.js'))
  const exampleOf = (part: string): string => examples.find(line => line.includes(part)) ?? ''
  return {
    env: part =>
      Object.fromEntries(
        [...exampleOf(part).matchAll(/ (GITHUB_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
          name,
          value
        ])
      ),
    example: part => ({ ...common, ...inputsIn(exampleOf(part)) }),
    told: () => text.split('Ctrl-C ends')[1] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  }
}

describe('the simulator that is printed', () => {
  it.concurrent(
    'plays a pipeline again when it is started: its stages, its duration, the commit that was given',
    async () => {
      await using simulator = await printed('--commit', COMMIT)
      const ended = await step(simulator.example('INPUT_START'))
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(ended.pipelines).toMatchObject([
        { commit: COMMIT, run_number: 119, branch: 'main', matched_by: 'started', duration_seconds: 8 }
      ])
      expect(ended.stdout).toContain('Source')
      expect(ended.stdout).toContain('Build')
    }
  )

  it.concurrent('can be stopped in it', async () => {
    await using simulator = await printed()
    const isStarted = (): boolean => simulator.told().includes('v5.start → 200')
    const ended = await step(simulator.example('INPUT_START'), {
      kills: [{ signal: 'SIGINT', once: isStarted }]
    })
    expect(ended.stdout).toMatch(/^Stopped /m)
    while (!simulator.told().includes('v5.stop → 200')) await setTimeout(50)
  })

  it.concurrent('has examples that do what they say, v5 first', async () => {
    await using simulator = await printed()
    const { example } = simulator
    const [checked, ofCommit, latest, old] = await Promise.all(
      ['node dist', 'INPUT_COMMIT', 'dddd" node', 'INPUT_API_VERSION=v3'].map(part => step(example(part)))
    )
    expect(example('node dist')).toHaveProperty('project_id')
    expect(checked).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(latest).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(latest?.pipelines.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['build', 'success'],
      ['end-to-end', 'error'],
      ['release', 'success']
    ])
    expect(latest?.stdout).toContain('expected 3 items in the basket, found 2')
    expect(ofCommit).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(old).toMatchObject({ code: 1, outputs: { result: 'error' } })
  })

  it.concurrent('has a GitHub for the statuses, which are printed', async () => {
    await using simulator = await printed('--commit', COMMIT)
    const { example, told } = simulator
    const inputs = example('INPUT_COMMIT_STATUS')
    expect(inputs).toMatchObject({ commit: COMMIT, commit_status: 'each' })
    const ended = await step(inputs, { env: simulator.env('INPUT_COMMIT_STATUS') })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    while (!told().includes('codearts/release: success (Passed')) await setTimeout(50)
    expect(told()).toContain('codearts/build: pending')
  })
})
