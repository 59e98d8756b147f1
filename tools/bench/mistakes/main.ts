import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { scratch } from '../lib/scratch.js'
import { MISTAKES } from './list.js'
import type { Mistake } from './mistake.js'

/** `npm run bench -- mistakes`: plants each mistake in a copy of the project and says which test notices. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', '.cache', 'coverage'])

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { status: string; fullName: string }[]
  }[]
}

/** `--only words` plants those whose description, or the path of whose tests, has the words in it. */
function main(): void {
  const index = process.argv.indexOf('--only')
  const only = index < 0 ? '' : (process.argv[index + 1] ?? '')
  const mistakes = MISTAKES.filter(({ what, tests }) => `${what} ${tests}`.includes(only))
  const folder = scratch()
  for (const name of readdirSync('.').filter(name => !LEFT_OUT.has(name)))
    cpSync(name, join(folder, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  let missed = 0
  // A test that fails anyway notices nothing.
  const broken = [...new Set(mistakes.map(({ tests }) => tests))].filter(
    tests => failing(tests, folder) !== null
  )
  if (broken.length > 0) throw new Error(`these fail without any mistake: ${broken.join(', ')}`)
  console.log('| mistake | noticed by |\n|---|---|')
  for (const mistake of mistakes) {
    const by = noticedBy(mistake, folder)
    if (by === null) missed++
    console.log(`| ${mistake.what} | ${by ?? '**nothing**'} |`)
  }
  console.log(`\n${mistakes.length - missed} of ${mistakes.length} noticed`)
  process.exitCode = missed === 0 ? 0 : 1
}

/** The name of the first test that fails with the mistake in place, `null` if none does. */
function noticedBy({ file, right, wrong, tests }: Mistake, folder: string): string | null {
  const path = join(folder, file)
  const source = readFileSync(path, 'utf8')
  if (!source.includes(right)) throw new Error(`${file} has no "${right}" any more`)
  writeFileSync(path, source.replace(right, wrong))
  if (/e2e|exhaustive/.test(tests)) call(folder, process.execPath, ['tools/build.mjs'])
  const noticed = failing(tests, folder)
  writeFileSync(path, source)
  return noticed
}

/** The name of the first test that fails, `null` if all pass. */
function failing(tests: string, folder: string): string | null {
  const output = join(folder, 'results.json')
  call(folder, process.execPath, [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${output}`,
    ...(tests.includes('/soak/') ? ['--config=jest.soak.config.js'] : []),
    tests
  ])
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Results
  const failed = testResults.flatMap(file => file.assertionResults).find(({ status }) => status === 'failed')
  return failed?.fullName.replaceAll('|', '\\|').slice(0, 140) ?? null
}

/** Every row of the tables; of the random stories the share that is played every day has to do. */
function call(cwd: string, command: string, parameters: readonly string[]): void {
  spawnSync(command, [...parameters], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, BENCH: undefined, TEST_ROWS: 'all' }
  })
}

main()
