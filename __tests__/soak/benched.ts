import { execFile } from 'node:child_process'

/**
 * Runs a bench as a program of its own: within a test, a history takes nearly three times as long.
 * @returns how it ended, and what it said
 */
export function benched(name: string, words: readonly string[]): Promise<{ code: unknown; said: string }> {
  const all = ['--import', 'tsx', `tools/bench/${name}/main.ts`, ...words]
  return new Promise(resolve => {
    execFile(process.execPath, all, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, said: stdout + stderr })
    })
  })
}
