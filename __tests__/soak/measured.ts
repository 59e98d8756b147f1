import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { step, type Inputs, type Step, type StepOptions } from '../e2e/harness.js'

/** A step, and what it took. */
export interface Measured extends Step {
  readonly maxRssMib: number
  readonly cpuMs: number
}

/**
 * Runs a step and measures it: a module that is imported first writes the usage down when the process ends.
 * The peak is VmHWM, which starts again with each program; `maxRSS` would also hold that of the parent.
 */
export async function measured(inputs: Inputs, { env }: Pick<StepOptions, 'env'> = {}): Promise<Measured> {
  const file = join(mkdtempSync(join(tmpdir(), 'gate-usage-')), 'usage.json')
  const source = `import { readFileSync, writeFileSync } from 'node:fs'
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime } = process.resourceUsage()
      const peak = Number(/VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
      const usage = { maxRssMib: peak / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(usage))
    })`
  const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(source)}`]
  const ended = await step(inputs, { nodeArguments, ...(env === undefined ? {} : { env }) })
  return { ...ended, ...(JSON.parse(readFileSync(file, 'utf8')) as Pick<Measured, 'maxRssMib' | 'cpuMs'>) }
}
