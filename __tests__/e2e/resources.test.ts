import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { A, cloud, ends, pipeline } from './cloud.js'
import { step, type Inputs } from './harness.js'

interface Usage {
  readonly maxRssMib: number
  readonly cpuMs: number
}

/** Runs a step and measures it: a module that is imported first writes the usage down when the process ends. */
async function measured(inputs: Inputs): Promise<Usage> {
  const file = join(mkdtempSync(join(tmpdir(), 'gate-usage-')), 'usage.json')
  const source = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())))`
  await step(inputs, { nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(source)}`] })
  const usage = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ResourceUsage
  return { maxRssMib: usage.maxRSS / 1024, cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000 }
}

describe('the bundle', () => {
  it('is smaller than 300 kB', () => {
    expect(statSync('dist/index.js').size).toBeLessThan(300_000)
  })

  it('takes less than 75 MiB for one pipeline', async () => {
    const { inputs } = await cloud([pipeline(A, ends('success'))])
    expect((await measured(inputs([A]))).maxRssMib).toBeLessThan(75)
  })

  it('costs no CPU to speak of while it waits', async () => {
    const { inputs } = await cloud([pipeline(A, ends('running'))])
    const once = await measured(inputs([A], { wait: 'false' }))
    const waiting = await measured(inputs([A], { timeout: '6s', poll_interval: '1s' }))
    expect(waiting.cpuMs - once.cpuMs).toBeLessThan(150)
  })
})
