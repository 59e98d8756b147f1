import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * `npm run bench -- chinese`: all end-to-end tests once more with `language: zh`. What they expect of English texts
 * fails and
 * does not count; any English text of this action in the output of a step does.
 */
const faults = join(mkdtempSync(join(tmpdir(), 'gate-chinese-')), 'faults')
const jest = [
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '__tests__/e2e',
  '--silent',
  '--json'
]
const { stdout } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  encoding: 'utf8',
  env: { ...process.env, TEST_ROWS: 'all', E2E_LANGUAGE: 'zh', E2E_LANGUAGE_FAULTS: faults },
  maxBuffer: 1024 ** 3,
  stdio: ['ignore', 'pipe', 'ignore']
})
const { numTotalTests: tests } = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as { numTotalTests: number }
const found = existsSync(faults)
  ? new Set(readFileSync(faults, 'utf8').trim().split('\n'))
  : new Set<string>()
for (const fault of found) process.stdout.write(`${fault}\n`)
process.stdout.write(`${tests} end-to-end tests in Chinese, ${found.size} kinds of faults.\n`)
process.exitCode = found.size === 0 && tests > 0 ? 0 : 1
