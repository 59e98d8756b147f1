import { describe, expect, it } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { cloud, ends, pipeline } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'

/** Slips that no reader would see: each with room for the noise of shared machines. */
describe('budgets', () => {
  it.each(['v3', 'v5'])('wall time, %s: a thousand pipelines cost less than six times one', async api => {
    const ids = Array.from({ length: 1_000 }, (_, index) => pipelineId(`b${index}x`))
    await using made = await cloud(ids.map(id => pipeline(id, ends('success'))))
    const inputsOf = api === 'v3' ? made.inputs : made.v5
    const ratios: number[] = []
    for (let round = 0; round < 3; round++) {
      const one = await step(inputsOf(ids.slice(0, 1)))
      const many = await step(inputsOf(ids))
      ratios.push(many.elapsedMs / Math.max(60, one.elapsedMs))
    }
    // A slip shows in every pair, what else the machine does in some.
    expect(Math.min(...ratios)).toBeLessThan(6)
  })

  it('fifty copies under a throttle: none fails, and they ask far less than loops of 10 s', () => {
    const output = execFileSync(process.execPath, ['--import', 'tsx', 'tools/bench/crowd/main.ts'], {
      encoding: 'utf8'
    })
    expect(output).not.toContain('!!')
    expect(output).toContain('ok requests ≤ 0.7 × those of fixed loops')
  }, 60_000)

  it('start-up: no more than so many times a script written by hand', () => {
    const node = process.env.E2E_NODE ?? process.execPath
    const version = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    // Usually it is about 2. A slip such as a library that is loaded again, 40 ms, adds 0.5.
    const ratio = Number.parseInt(version) < 24 ? 2.5 : 2.4
    const env = {
      ...process.env,
      BENCH_NODE: node,
      BENCH_ROUNDS: '9',
      BENCH_STARTUP_RATIO: String(ratio),
      BENCH_SDK_RATIO: '0.7'
    }
    const words = ['--import', 'tsx', 'tools/bench/startup/main.ts']
    const measure = (): string => spawnSync(process.execPath, words, { env, encoding: 'utf8' }).stdout
    // A slip shows in every try, what else the machine does in some.
    const isMet = Array.from({ length: 3 }).some(() => measure().includes(`ok this action ≤ ${ratio}`))
    expect(isMet).toBe(true)
  }, 180_000)
})
