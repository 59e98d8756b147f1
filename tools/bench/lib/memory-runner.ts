import type { Runner } from '../../../src/ports.js'

/** What a step left behind, kept in memory. */
export interface MemoryRunner extends Runner {
  readonly values: Record<string, string>
  readonly lines: string[]
  page: string
  file: string
  saved: Record<string, string>
  failed: boolean | null
}

/** A runner for the use case without GitHub, files or a terminal. */
export function memoryRunner(inputs: Readonly<Record<string, string>>): MemoryRunner {
  const env = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  )
  const runner: MemoryRunner = {
    env,
    values: {},
    lines: [],
    page: '',
    file: '',
    saved: {},
    failed: null,
    event: () => ({ state: 'absent' }),
    proxyFor: () => null,
    info: line => void runner.lines.push(line),
    warning: line => void runner.lines.push(line),
    error: line => void runner.lines.push(line),
    group: (title, lines) => void runner.lines.push(title, ...lines),
    mask: () => undefined,
    outputs: values => {
      Object.assign(runner.values, values)
      return null
    },
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
