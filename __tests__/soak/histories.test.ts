import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { share } from './share.js'

/** The rarest of the planted mistakes shows in one of some five hundred; `npm run bench -- histories` plays 30,000. */
const RUNS = share(4_000, 1_500)

describe('random clouds', () => {
  it('never green by mistake, always ended in time, all reports agree', async () => {
    // As a program of its own: within a test, a history takes nearly three times as long.
    const seed = Math.floor(Math.random() * 2 ** 31)
    const words = ['--import', 'tsx', 'tools/bench/histories/main.ts', '--runs', `${RUNS}`, '--seeds', '1']
    const { code, said } = await run([...words, '--seed', `${seed}`])
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(`| ${seed} | ${RUNS} |`) })
  }, 180_000)
})

/** Runs Node on these words; how it ended, and what it said. */
function run(words: readonly string[]): Promise<{ code: unknown; said: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, said: stdout + stderr })
    })
  })
}
