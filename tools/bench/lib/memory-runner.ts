import type { Runner } from '../../../src/ports.js'

/** What a step has written, kept in memory. */
export interface MemoryRunner extends Runner {
  readonly values: Record<string, string>
  readonly lines: string[]
  page: string
  file: string
  saved: Record<string, string>
  failed: boolean | null
}

/** What GitHub gives a step about its workflow run. */
export interface Workflow {
  readonly env: Readonly<Record<string, string>>
  /** The webhook payload of the event, `undefined` for none. */
  readonly payload?: unknown
}

/** A runner for the use case without GitHub, files or a terminal. */
export function memoryRunner(
  inputs: Readonly<Record<string, string>>,
  { env: surroundings, payload }: Workflow = { env: {} }
): MemoryRunner {
  const env: Record<string, string> = { GITHUB_OUTPUT: 'outputs', ...surroundings }
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value
  const runner: MemoryRunner = {
    env,
    values: {},
    lines: [],
    page: '',
    file: '',
    saved: {},
    failed: null,
    event: () => (payload === undefined ? { state: 'absent' } : { state: 'read', payload }),
    proxyFor: () => null,
    debug: null,
    info: line => void runner.lines.push(line),
    warning: line => void runner.lines.push(line),
    error: line => void runner.lines.push(line),
    group: (title, lines) => void runner.lines.push(title, ...lines),
    mask: () => undefined,
    outputs: values => {
      Object.assign(runner.values, values)
      return null
    },
    columns: 100,
    paint: text => text,
    live: null,
    reads: 'markdown',
    summary: page => {
      runner.page = page
      return Promise.resolve(null)
    },
    report: json => {
      runner.file = json
      return { path: 'report.json' }
    },
    saveState: (name, state) => {
      runner.saved[name] = state
      return null
    },
    state: () => runner.saved,
    end: how => {
      runner.failed = how !== 'passed'
    }
  }
  return runner
}
