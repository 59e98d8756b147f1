import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../lib/scratch.js'

/** `npm run bench -- reliability`: everything that docs/reliability.md gives figures for, and their sum. */
interface Line {
  readonly what: string
  readonly figure: string
  readonly holds: boolean
}

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
}

/** Runs tests of the committed bundle. @param says what their output has besides the count */
function tests(what: string, pattern: string, says: RegExp | null): Line {
  const output = join(scratch(), 'results.json')
  const jest = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${output}`,
    ...(pattern.startsWith('soak/') ? ['--config=jest.soak.config.js'] : [])
  ]
  const { stdout, status } = spawnSync(process.execPath, [...jest, pattern], {
    encoding: 'utf8',
    env: { ...process.env, TEST_ROWS: 'all' }
  })
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(
    readFileSync(output, 'utf8')
  ) as Results
  const told = says === null ? [] : [...stdout.matchAll(says)].map(([words]) => words)
  return {
    what,
    figure: [`${passed}/${passed + failed}`, ...told].join('; '),
    // A suite that does not load has no test that fails.
    holds: status === 0 && failed === 0 && passed > 0
  }
}

/** Runs another bench. @param says the lines that are its sum */
function bench(what: string, name: string, says: RegExp): Line {
  const { stdout, status } = spawnSync('npm', ['run', '--silent', 'bench', '--', name], { encoding: 'utf8' })
  return { what, figure: [...stdout.matchAll(says)].map(([line]) => line).join('; '), holds: status === 0 }
}

const LINES: readonly (() => Line)[] = [
  () => tests('faults', 'exhaustive/(faults|answers)', null),
  () => tests('in time', 'soak/in-time', null),
  () => tests('cancellation', 'soak/signals', /20 cancellations: .*/g),
  () => tests('memory', 'soak/memory', /.*: \d+ MiB/g),
  () => tests('crowd', 'soak/crowd', /requests in each second: .*/g),
  () => tests('hostile texts', 'e2e/hostile', null),
  () => tests('secrets', 'soak/credentials', null),
  () => bench('false greens', 'false-green', /^\| (?!---|gate ).*$/gm),
  () => bench('histories', 'histories', /^\| \d+ .*$/gm),
  () => bench('planted mistakes', 'mistakes', /\d+ of \d+ noticed/g)
]

for (const measure of LINES) {
  const { what, figure, holds } = measure()
  process.stdout.write(`${holds ? 'ok' : '!!'} ${what}: ${figure}\n`)
  if (!holds) process.exitCode = 1
}
