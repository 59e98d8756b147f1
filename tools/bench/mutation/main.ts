import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** Files that are changed, and the folders below `__tests__/unit/` whose tests have to notice. */
interface Part {
  readonly name: string
  readonly changes: readonly string[]
  readonly tests: string
}

const HTTP = ['answer-failure', 'attempt', 'authorise', 'client', 'duplicate-keys', 'error-codes', 'hints']
const PARTS: readonly Part[] = [
  { name: 'src/domain/', changes: ['src/domain/**/*.ts'], tests: 'domain' },
  {
    name: 'signer',
    changes: ['src/codearts/http/signer.ts'],
    tests: 'codearts/http'
  },
  {
    name: 'the rest of src/codearts/http/',
    changes: HTTP.map(file => `src/codearts/http/${file}.ts`),
    tests: 'codearts/http'
  },
  { name: 'src/inputs/', changes: ['src/inputs/**/*.ts'], tests: 'inputs' },
  {
    name: 'src/common/limit.ts, src/command/arguments.ts',
    changes: ['src/common/limit.ts', 'src/command/arguments.ts'],
    tests: '{common,command}'
  }
]
const REPORT = '.cache/mutation.json'
/** Below this share of one part, the command fails. */
const LEAST = 0.9

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

/** How many changes of a part were made, and how many of them were noticed. */
interface Score {
  readonly noticed: number
  readonly all: number
}

/** Changes the files of a part, and runs only its own tests: those of the others take longer, and tell less. */
function measure({ changes, tests }: Part): Score {
  const command = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', changes.join(',')]
  const env = { ...process.env, MUTATION_TESTS: tests }
  // A run that is stopped leaves no report: that of another part must not be taken for its own.
  rmSync(REPORT, { force: true })
  spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'], env })
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8')) as Report
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (...which: readonly string[]): number =>
    statuses.filter(status => which.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  return { noticed, all: noticed + count('Survived', 'NoCoverage') }
}

/** `npm run bench -- mutation [--part TEXT]` */
function main(): void {
  const { values } = parseArgs({ options: { part: { type: 'string', default: '' } } })
  const scores = PARTS.filter(({ name }) => name.includes(values.part)).map(part => ({
    ...{ name: part.name },
    ...measure(part)
  }))
  console.log('\n| part | noticed |\n|---|---|')
  for (const { name, noticed, all } of scores)
    console.log(
      `| ${name} | ${noticed.toLocaleString('en')} of ${all.toLocaleString('en')}, ${((noticed / all) * 100).toFixed(1)} % |`
    )
  process.exitCode = scores.every(({ noticed, all }) => noticed / all >= LEAST) ? 0 : 1
}

main()
