import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

/** Folders below `src/` whose files are changed, each against the unit tests that have its name. */
const PARTS = ['domain', 'inputs', 'codearts/http', 'common', 'command'] as const
/** What shows only where another file uses it is held by the tests of that file, too. */
const ALSO: Readonly<Record<string, string>> = { 'codearts/http/attempt': 'codearts/http/client' }
const REPORT = '.cache/mutation.json'
/** Below this share of one part, the command fails. */
const LEAST = 0.9

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

/** How many changes were made, and how many of them were noticed. */
interface Score {
  readonly name: string
  readonly noticed: number
  readonly all: number
}

/** Changes one file. The tests of others take longer and tell less: a rule that only they hold is hard to find. */
function measured(name: string): Score {
  const command = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', `src/${name}.ts`]
  const tests = [name, ALSO[name] ?? name].map(tested => `${tested}{,.*}`)
  const env = { ...process.env, MUTATION_TESTS: `{${tests.join(',')}}` }
  // A run that is stopped leaves no report: that of another file must not be taken for its own.
  rmSync(REPORT, { force: true })
  spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'], env })
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8')) as Report
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (...which: readonly string[]): number =>
    statuses.filter(status => which.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  return { name, noticed, all: noticed + count('Survived', 'NoCoverage') }
}

function sum(name: string, scores: readonly Score[]): Score {
  const of = (key: 'noticed' | 'all'): number => scores.reduce((total, score) => total + score[key], 0)
  return { name, noticed: of('noticed'), all: of('all') }
}

const isEnough = ({ noticed, all }: Score): boolean => noticed >= all * LEAST

function row({ name, noticed, all }: Score): string {
  const share = all === 0 ? '–' : `${((noticed / all) * 100).toFixed(1)} %`
  return `| \`src/${name}\` | ${noticed.toLocaleString('en')} of ${all.toLocaleString('en')} | ${share} |`
}

/** `npm run bench -- mutation [--part TEXT]` */
function main(): void {
  const { values } = parseArgs({ options: { part: { type: 'string', default: '' } } })
  const files = PARTS.flatMap(part =>
    readdirSync(`src/${part}`)
      .filter(file => `${part}/${file}`.includes(values.part))
      .map(file => ({ part, name: `${part}/${basename(file, '.ts')}` }))
  )
  const untested = files.filter(({ name }) => !existsSync(`__tests__/unit/${name}.test.ts`))
  const scores = files
    .filter(file => !untested.includes(file))
    .map(({ part, name }) => ({ part, ...measured(name) }))
  const parts = PARTS.map(part =>
    sum(
      `${part}/`,
      scores.filter(score => score.part === part)
    )
  )
  const totals = parts.filter(({ all }) => all > 0)
  console.log('\n| part | noticed | |\n|---|---|---|')
  for (const total of totals) console.log(row(total))
  const weak = scores.filter(score => !isEnough(score))
  if (weak.length > 0) console.log(`\nBelow ${LEAST * 100} %:\n\n${weak.map(row).join('\n')}`)
  if (untested.length > 0)
    console.log(`\nWithout tests of their own: ${untested.map(({ name }) => name).join(', ')}`)
  // Whoever has misspelt a part has measured nothing.
  process.exitCode = totals.length > 0 && totals.every(isEnough) ? 0 : 1
}

main()
