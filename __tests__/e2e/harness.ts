import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { assertLanguage, inAskedLanguage } from './language.js'
import { PLAYS_ALL } from '../sample.js'

const BUNDLE = resolve('dist/index.js')
// Each suite needs a third of a second for the compiler of the schema.
const schema = PLAYS_ALL ? await import('./report-schema.js') : null
/** The Node that runs the bundle; `.ci/run` gives another one than its own. */
export const NODE = process.env.E2E_NODE ?? process.execPath
/** A step that is still going after this is a hang, where a test does not say something else. */
const HANG_MS = 60_000
/** What a step may need to take in the answer that a signal waits for. */
const SETTLE_MS = 50

export interface PipelineOutput {
  readonly id: string
  readonly name: string | null
  readonly outcome: string
  readonly [field: string]: unknown
}

/** Everything that a step has written. */
export interface Step {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly lines: readonly string[]
  /** From the start of the process to its end. */
  readonly elapsedMs: number
  /** From the last signal to the end; infinite if none was sent. */
  readonly sinceSignalMs: number
  readonly outputs: Readonly<Record<string, string>>
  readonly pipelines: readonly PipelineOutput[]
  readonly summary: string
  readonly report: Readonly<Record<string, unknown>> | null
  /** What it has kept for its post step. */
  readonly state: Readonly<Record<string, string>>
}

export type Inputs = Readonly<Record<string, string>>

/** A signal, and what has to be true before it is sent. */
export interface Kill {
  readonly signal: NodeJS.Signals
  readonly once: () => boolean
}

export interface StepOptions {
  /** Added to the scrubbed environment, over what GitHub would set. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Called as soon as the step has said something: before that it cannot hear a signal. */
  readonly during?: (child: { closeLog(): void }) => void
  /** Signals that it gets, each after the one before. Before its first words it cannot hear one. */
  readonly kills?: readonly Kill[]
  /** How long the step may take. */
  readonly hangsAfterMs?: number
  /** The log is not read before the process has ended. */
  readonly readsAtEnd?: boolean
  /** Arguments for Node itself. */
  readonly nodeArguments?: readonly string[]
  /** Arguments for the bundle. */
  readonly words?: readonly string[]
  /** Commands of a shell that then becomes the step. */
  readonly before?: string | undefined
  /** What is run instead of the bundle. */
  readonly program?: string
  /** The folder that the step runs in. */
  readonly folder?: string | undefined
  /** Where a path that the step prints is on this machine. @param home the folder that the step has for itself */
  readonly placeOf?: (path: string, home: string) => string
}

/** Runs the committed bundle as GitHub's runner would: inputs as variables, files for outputs and summary. */
export async function step(given: Inputs, options: StepOptions = {}): Promise<Step> {
  const inputs = inAskedLanguage(given)
  const folder = mkdtempSync(join(tmpdir(), 'gate-e2e-'))
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_STATE: join(folder, 'state')
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const env = withoutUndefined({
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: folder,
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: folder,
    ...files,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    ),
    ...options.env
  })
  try {
    const begun = performance.now()
    const ended = await play(env, options)
    const elapsedMs = performance.now() - begun
    // Node writes it into the log of the user.
    if (ended.stderr.includes('MaxListenersExceededWarning')) throw new Error(ended.stderr)
    const outputs = readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'))
    if (outputs.pipelines !== undefined) schema?.assertPipelines(JSON.parse(outputs.pipelines))
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
    const spoken = options.words?.[options.words.indexOf('--language') + 1]
    assertLanguage(
      `${ended.stdout}\n${summary}`,
      spoken === 'zh' ? { ...inputs, language: spoken } : inputs,
      options.env
    )
    return {
      ...ended,
      elapsedMs,
      lines: ended.stdout.split(/\r?\n/).filter(line => line !== ''),
      outputs,
      pipelines: JSON.parse(outputs.pipelines ?? '[]') as PipelineOutput[],
      summary,
      report: readReport(outputs.report_path, path => options.placeOf?.(path, folder) ?? path),
      state: readOutputs(readFileSync(files.GITHUB_STATE, 'utf8'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The post step of a step, as the runner starts it with what the step has kept. */
export function postStep(
  inputs: Inputs,
  { state }: Pick<Step, 'state'>,
  more: Readonly<Record<string, string>> = {}
): Promise<Step> {
  const kept = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
  return step(inputs, { env: { ...kept, ...more }, program: resolve('post.js') })
}

type Ended = Pick<Step, 'code' | 'signal' | 'stdout' | 'stderr' | 'sinceSignalMs'>

function play(env: NodeJS.ProcessEnv, options: StepOptions): Promise<Ended> {
  const {
    during,
    kills = [],
    readsAtEnd = false,
    nodeArguments = [],
    words: given = [],
    before,
    folder
  } = options
  const command = [NODE, ...nodeArguments, options.program ?? BUNDLE, ...given]
  const [program = '', ...words] =
    before === undefined ? command : ['sh', '-c', `${before}; exec "$@"`, 'sh', ...command]
  return new Promise((resolveStep, reject) => {
    const child = spawn(program, words, {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.hangsAfterMs ?? HANG_MS,
      killSignal: 'SIGKILL'
    })
    let sentAt = Number.POSITIVE_INFINITY
    void send(kills, child, () => (sentAt = performance.now()))
    const text = { stdout: '', stderr: '' }
    const read = (): void => {
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk))
    }
    if (readsAtEnd) child.on('exit', read)
    else read()
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolveStep({ code, signal, ...text, sinceSignalMs: performance.now() - sentAt })
    })
    if (during !== undefined)
      child.stdout.once('data', () => during({ closeLog: () => child.stdout.destroy() }))
  })
}

/** Sends a process its signals, each as soon as its moment has come. @param sent called with each */
async function send(kills: readonly Kill[], child: ChildProcess, sent: () => void): Promise<void> {
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  for (const { signal, once } of kills) {
    while (!once()) {
      if (hasEnded()) return
      await setTimeout(10)
    }
    await setTimeout(SETTLE_MS)
    sent()
    child.kill(signal)
  }
}

/** Reads the file that `GITHUB_OUTPUT` names: `name<<delimiter`, lines, `delimiter`; the last one counts. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const match of text.matchAll(/^(\w+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm))
    outputs[match[1] ?? ''] = match[3] ?? ''
  return outputs
}

function readReport(path: string | undefined, placeOf: (path: string) => string): Step['report'] {
  if (path === undefined || path === '') return null
  const report = JSON.parse(readFileSync(placeOf(path), 'utf8')) as Record<string, unknown>
  schema?.assertReport(report)
  return report
}

function withoutUndefined(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
}

/** A pipeline ID of 32 characters that begins with what makes it easy to recognise. */
export function pipelineId(start: string | number): string {
  return String(start).padEnd(32, '0')
}
