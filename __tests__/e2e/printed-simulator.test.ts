import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { step } from './harness.js'
import { printed } from './printed.js'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

describe('the simulator that is printed', () => {
  it.concurrent('has examples that do what they say, v5 first', async () => {
    await using simulator = await printed('--commit', COMMIT)
    const { example, env, told } = simulator
    const [listed, checked, red, green, written, old] = await Promise.all(
      [
        '  INPUT_DRY_RUN',
        '" INPUT_DRY_RUN',
        'dddd" node',
        'aaaa dddd',
        'INPUT_COMMENT',
        'INPUT_API_VERSION=v3'
      ].map(part => step(example(part), { env }))
    )
    expect(listed).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(listed?.stdout).toContain(`end-to-end, ${'b'.repeat(32)}, last run #64`)
    expect(checked).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(red).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(red?.pipelines.map(({ name, outcome, matched_by }) => [name, outcome, matched_by])).toEqual([
      ['build', 'success', 'commit'],
      ['end-to-end', 'error', 'commit'],
      ['release', 'success', 'commit']
    ])
    expect(red?.stdout).toContain('expected 3 items in the basket, found 2')
    expect(green).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(old).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(written).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(`${written?.stdout}${written?.stderr}`).not.toMatch(/pull-requests: write|statuses: write/)
    // The comment and the statuses are written side by side: any of them may be told last.
    const statuses = ['build: pending', 'end-to-end: failure', 'release: success']
    const all = ['  ### ❌ ', ...statuses.map(status => `codearts/${status} (`)]
    while (!all.every(part => told().includes(part))) await setTimeout(50)
    expect(told()).toMatch(/^#7 github-actions\[bot\]:\n {2}### ⏳ /m)
  })

  it.concurrent('speaks Chinese as well, and so do its examples', async () => {
    await using simulator = await printed('--zh')
    const { example, env } = simulator
    const checked = await step(example('" INPUT_DRY_RUN'), { env })
    expect(checked).toMatchObject({ code: 0 })
    expect(checked.stdout).toContain('门禁配置自检')
  })

  it.concurrent('is found by self-test.yml, and a second one says what to do', async () => {
    await using simulator = await printed()
    const script = readFileSync('.github/workflows/self-test.yml', 'utf8')
    const [, waitsFor = 'missing'] = /until grep -q "([^"]+)" simulator\.log/.exec(script) ?? []
    const [, address = 'missing'] = /grep -om1 '([^']+)' simulator\.log/.exec(script) ?? []
    expect(simulator.introduction).toMatch(new RegExp(waitsFor))
    expect(new RegExp(address).exec(simulator.introduction)?.[0]).toBe(
      simulator.example('aaaa dddd').endpoint
    )
    const port = new URL(simulator.example('aaaa dddd').endpoint ?? '').port
    const command = ['--import', 'tsx', 'simulator/main.ts', '--port', port]
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] })
    const [ended, said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect(ended[0]).toBe(1)
    expect(said).toMatch(
      new RegExp(`^Port ${port} is in use.* npm run simulator -- --port ${Number(port) + 1}\n$`)
    )
  })
})
