import { sample } from '../sample.js'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { cloud, PROJECT } from './cloud.js'
import { pipelineId, step } from './harness.js'

const MIB = 1024 * 1024
/** What one variable of the environment holds on Linux. */
const VARIABLE = 128 * 1024

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'gate-recipe-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const { jobs } = parse(readFileSync('examples/outputs.yml', 'utf8')) as {
  jobs: { codearts: { steps: { env?: Record<string, string>; run?: string }[] } }
}
const recipe = jobs.codearts.steps.at(-1)

describe('the recipe that uses outputs in a shell', () => {
  it.each(
    sample([
      [900, 2],
      [80, 10]
    ])
  )('works for %i pipelines of %i stages, whose outputs GitHub takes', async (count, stageCount) => {
    const pipelines = Array.from({ length: count }, (_, index) => ({
      ...{ id: pipelineId(`n${index}x`), name: `svc-${index}-build`, projectId: PROJECT },
      runs: [
        {
          number: 7,
          moments: [
            {
              at: 0,
              state: index % 2 === 0 ? ('error' as const) : ('success' as const),
              stages: Array.from({ length: stageCount }, (_, stage) => ({
                ...{ name: `stage ${stage}`, state: 'success' as const }
              }))
            }
          ]
        }
      ]
    }))
    await using made = await cloud(pipelines)
    const inputs = made.v5(
      pipelines.map(({ id }) => id),
      { fail_on: 'none', log_lines: '0' }
    )
    const { code, outputs } = await step(inputs, { env: { RUNNER_TEMP: folder } })
    expect(code).toBe(0)
    const size = Object.values(outputs).reduce((sum, value) => sum + Buffer.byteLength(value, 'utf16le'), 0)
    expect(size).toBeLessThan(MIB)
    expect(JSON.parse(outputs.pipelines ?? '')).toHaveLength(count)
    // Whoever hands over all of it in a variable starts no shell, and no step.
    if (count === 900) expect(Buffer.byteLength(outputs.pipelines ?? '')).toBeGreaterThan(VARIABLE)

    const env = Object.fromEntries(
      Object.entries(recipe?.env ?? {}).map(([name, expression]) => [
        name,
        outputs[/^\$\{\{ steps\.gate\.outputs\.(\w+) \}\}$/.exec(expression)?.[1] ?? ''] ?? ''
      ])
    )
    const played = spawnSync('sh', ['-e', '-c', recipe?.run ?? 'false'], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8'
    })
    expect([played.status, played.stderr]).toEqual([0, ''])
    const lines = played.stdout.trim().split('\n')
    expect(lines[0]).toBe('The worst is error')
    expect(lines.slice(1)).toHaveLength(count / 2)
    expect(lines[1]).toMatch(/^svc-0-build: error /)
  })
})
