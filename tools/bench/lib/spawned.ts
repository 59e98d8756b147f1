import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  EXAMPLE_KEY,
  EXAMPLE_TOKEN,
  serve,
  Simulator,
  type PipelineSpec,
  type Served
} from '../../../simulator/index.js'
import { scratch } from './scratch.js'

/** The Node that runs what is measured: GitHub's own version where `BENCH_NODE` names one. */
export const NODE = process.env.BENCH_NODE ?? process.execPath
export const PROJECT = 'c0ffee'.padEnd(32, '0')

/** One process, from its start to its end. */
export interface Measured {
  readonly code: number | null
  readonly ms: number
  /** Peak of the resident memory; 0 where it is unknown. */
  readonly peakMib: number
  readonly stdout: string
}

/** A simulated cloud on the wire, and the environment that leads a step to it. */
export interface Cloud {
  readonly simulator: Simulator
  readonly served: Served
  readonly env: (ids: readonly string[], more?: Readonly<Record<string, string>>) => NodeJS.ProcessEnv
}

export async function cloud(pipelines: readonly PipelineSpec[]): Promise<Cloud> {
  const simulator = new Simulator().add(...pipelines)
  const served = await serve(simulator)
  const folder = scratch()
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  return {
    simulator,
    served,
    env: (ids, more = {}) => {
      for (const file of Object.values(files)) writeFileSync(file, '')
      return {
        PATH: process.env.PATH,
        GITHUB_ACTIONS: 'true',
        RUNNER_TEMP: folder,
        ...files,
        INPUT_ENDPOINT: served.url,
        INPUT_ACCESS_KEY: EXAMPLE_KEY.accessKey,
        INPUT_SECRET_KEY: EXAMPLE_KEY.secretKey,
        BENCH_TOKEN: EXAMPLE_TOKEN.token,
        INPUT_PIPELINE_IDS: ids.join(' '),
        ...more
      }
    }
  }
}

/** A module that writes the peak of the memory down when the process ends; VmHWM starts again with each program. */
function memoryProbe(file: string): string {
  const source = `import { readFileSync, writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]))`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

export function measure(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  withMemory = false
): Promise<Measured> {
  const file = join(scratch(), 'peak')
  const probe = withMemory ? ['--import', memoryProbe(file)] : []
  return new Promise(resolve => {
    const begun = performance.now()
    const child = spawn(NODE, [...probe, ...words], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.on('close', code => {
      const ms = performance.now() - begun
      resolve({ code, ms, stdout, peakMib: withMemory ? Number(readFileSync(file, 'utf8')) / 1024 : 0 })
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The middle half of the values, as text. */
export function spread(values: readonly number[], digits = 0): string {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(digits)
  return `${at(0.25)}–${at(0.75)}`
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Draws a figure of the docs, if its name is an argument; a test runs the measurement with fewer rounds. */
export function draw(name: string, svg: string): void {
  if (process.env.BENCH === name) writeFileSync(`docs/figures/${name}.svg`, svg)
}

/** Says that a target was missed, and lets the command fail. */
export function demand(holds: boolean, what: string): void {
  say(`${holds ? 'ok' : '!!'} ${what}`)
  if (!holds) process.exitCode = 1
}
