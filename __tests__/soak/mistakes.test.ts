import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { MISTAKES } from '../../tools/bench/mistakes/list.js'

/** `npm run bench -- mistakes` plants all of them; these are quick to plant and to notice. */
const WORDS = 'pass'

describe('mistakes that are planted', () => {
  it('are noticed', () => {
    const planted = MISTAKES.filter(({ what, tests }) => `${what} ${tests}`.includes(WORDS)).length
    const words = ['--import', 'tsx', 'tools/bench/mistakes/main.ts', '--only', WORDS]
    const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect(planted).toBeGreaterThan(1)
    expect(stdout).toContain(`${planted} of ${planted} noticed`)
  })
})
