import { saveState, setOutput } from '@actions/core'
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  realpathSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Runner, Unwritten } from '../ports.js'
import { line } from './log.js'
import { spareDescriptor } from './spare-descriptor.js'

/** Longer values are not for a log. */
const LONGEST_OUTPUT = 200

/**
 * The files that a step leaves behind: outputs, state and summary where the runner's variables say, the report in its
 * temporary folder. Without those variables, outputs and summary go to the log.
 * @param env the environment of the process: the toolkit reads the same names from there
 */
export function stepFiles(
  env: Runner['env']
): Pick<Runner, 'outputs' | 'reads' | 'summary' | 'report' | 'saveState'> {
  const spare = spareDescriptor()
  const attempt = (path: string, write: () => void): Unwritten | null => {
    try {
      spare.lend(write)
      return null
    } catch (error) {
      return unwritten(path, error)
    }
  }
  const append = (path: string, write: () => void): Unwritten | null =>
    attempt(path, () => appendWhole(path, write))
  return {
    outputs(values) {
      const entries = Object.entries(values)
      const path = env.GITHUB_OUTPUT ?? ''
      if (path !== '') return append(path, () => entries.forEach(([name, value]) => setOutput(name, value)))
      // What is longer is for programs, and in the report file.
      for (const [name, value] of entries) if (value.length <= LONGEST_OUTPUT) line(`${name}=${value}`)
      return null
    },
    reads: (env.GITHUB_STEP_SUMMARY ?? '') === '' ? 'text' : 'markdown',
    summary(page) {
      const path = env.GITHUB_STEP_SUMMARY ?? ''
      // Not the toolkit's: that writes with a thread of Node's pool, and those may all wait for a name server.
      if (path !== '') return Promise.resolve(append(path, () => appendFileSync(path, page)))
      line(`\n${page}`)
      return Promise.resolve(null)
    },
    report(json) {
      const temporary = env.RUNNER_TEMP ?? ''
      const folder = temporary === '' ? tmpdir() : temporary
      let path = ''
      const fault = attempt(folder, () => {
        path = join(mkdtempSync(join(folder, 'codearts-gate-')), 'report.json')
        writeFileSync(path, json)
      })
      return fault ?? { path }
    },
    saveState(name, state) {
      const path = env.GITHUB_STATE ?? ''
      // Elsewhere than on GitHub there is no post step, and nothing to keep for it.
      return path === '' ? null : append(path, () => saveState(name, state))
    }
  }
}

/**
 * Appends all or nothing: what was written before a disk was full is taken back.
 * @param write appends to the file, which is there by then
 */
function appendWhole(path: string, write: () => void): void {
  if (isNamedPipe(path)) throw new Error('FIFO')
  closeSync(openSync(path, 'a'))
  const { size } = statSync(path)
  try {
    write()
  } catch (error) {
    takeBack(path, size)
    throw error
  }
}

/**
 * A named pipe would be waited for, maybe without end. `/dev/stdout` may be a pipe as well, but one without a name, which
 * is being read already.
 */
function isNamedPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true && hasName(path)
}

function hasName(path: string): boolean {
  try {
    return statSync(realpathSync(path)).isFIFO()
  } catch {
    return false
  }
}

/** A file that cannot be cut, such as a device, stays as it is. */
function takeBack(path: string, size: number): void {
  try {
    truncateSync(path, size)
  } catch {
    // What cannot be written is reported all the same.
  }
}

function unwritten(path: string, error: unknown): Unwritten {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { path, reason: code === '' && error instanceof Error ? error.message : code }
}
