import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Every process that is started here, and whatever that starts, carries this variable: so that none is left behind. */
const MARK = 'INTEROP_PROCESS_MARK'

/** Nothing takes longer to vanish once it has been killed. */
const GONE_MS = 10_000

export interface RunOptions {
  readonly cwd?: string
  /** The whole environment; this process's own if not given. */
  readonly env?: NodeJS.ProcessEnv
  /** How long it may take; then it is killed with everything that it has started. */
  readonly timeoutMs: number
  /** Called when it has been started. */
  readonly onStart?: (child: ChildProcess) => void
}

/** How a program has ended. */
export interface Ended {
  /** `null` if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly isTimeout: boolean
  /** What it had left behind, one line for each process; they have been killed. */
  readonly leftBehind: readonly string[]
}

/** Runs a program to its end, or to the end of its time. Nothing that it has started outlives it. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs, onStart }: RunOptions
): Promise<Ended> {
  const mark = randomUUID()
  const child = spawn(command, args, {
    cwd,
    env: { ...env, [MARK]: mark },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const killAll = (): void => {
    killGroup(child)
    killMarked(mark)
  }
  open.add(killAll)
  const text = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk))
  onStart?.(child)
  const timeout = new AbortController()
  timeout.signal.addEventListener('abort', killAll)
  const timer = setTimeout(() => timeout.abort(), timeoutMs)
  try {
    const closed = new Promise(resolve => child.once('close', resolve))
    // `exit` and not `close`: what was left behind may keep the pipes open.
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    })
    const isTimeout = timeout.signal.aborted
    const leftBehind = isTimeout ? [] : markedBy(mark).map(({ name }) => name)
    await killUntilGone(child, mark)
    await closed
    return { code, ...text, isTimeout, leftBehind }
  } finally {
    clearTimeout(timer)
    open.delete(killAll)
  }
}

/** A process that is killed can run on for a moment, and start another. */
async function killUntilGone(child: ChildProcess, mark: string): Promise<void> {
  killGroup(child)
  for (const until = performance.now() + GONE_MS; markedBy(mark).length > 0 && performance.now() < until;) {
    killMarked(mark)
    await pause(10)
  }
}

const open = new Set<() => void>()

/** Kills everything that is still going: for the end of this process by a signal. */
export function killEverything(): void {
  for (const killAll of open) killAll()
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) kill(-pid)
}

function killMarked(mark: string): void {
  for (const { pid } of markedBy(mark)) kill(pid)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** The processes that carry a mark, also those that have left the group. They can be found on Linux only. */
function markedBy(mark: string): { pid: number; name: string }[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0 && pid !== process.pid)
    .flatMap(pid => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${mark}`)) return []
        return { pid, name: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }
      } catch {
        return []
      }
    })
}
