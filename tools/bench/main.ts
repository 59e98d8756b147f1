import { spawnSync } from 'node:child_process'

/** What can be asked for, and the words behind `node` that do it. */
const tsx = (file: string): readonly string[] => ['--import', 'tsx', file]
const bench = (name: string): readonly string[] => tsx(`tools/bench/${name}/main.ts`)
const COMMANDS: Readonly<Record<string, readonly [words: readonly string[], what: string]>> = {
  startup: [bench('startup'), 'start to end of a step, beside a script by hand and the core of the SDK'],
  memory: [bench('memory'), 'peak of the resident memory'],
  scale: [bench('scale'), '1 to 10,000 pipelines on both APIs'],
  waiting: [bench('waiting'), 'how late each way of polling sees the end, and how often it polls'],
  crowd: [bench('crowd'), 'fifty copies against a gateway that throttles'],
  'false-green': [bench('false-green'), 'random pushes, beside a loop that takes the latest run'],
  histories: [bench('histories'), 'random histories of the cloud, beside what is right'],
  mistakes: [bench('mistakes'), 'mistakes planted in a copy of the project: which test notices'],
  mutation: [['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'], 'mutants of the rules'],
  chinese: [bench('chinese'), 'the end-to-end tests with `language: zh`: any English text of ours'],
  reliability: [bench('reliability'), 'the figures of docs/reliability.md, one after the other']
}
/** Those with a target, which is what no name asks for. */
const TARGETS = ['startup', 'memory', 'scale', 'waiting', 'crowd']

/** Runs one, with its own words. @returns whether it has met its target */
function measure(name: string, words: readonly string[]): boolean {
  const [command = []] = COMMANDS[name] ?? []
  const env = { ...process.env, BENCH: name }
  return spawnSync(process.execPath, [...command, ...words], { stdio: 'inherit', env }).status === 0
}

/** `npm run bench -- [name] [words of its own]`: without a name all that have a target, one after the other. */
function main(name: string | undefined, words: readonly string[]): boolean {
  if (name === undefined) {
    const missed = TARGETS.filter(target => {
      process.stdout.write(`\n## ${target}\n\n`)
      return !measure(target, [])
    })
    process.stdout.write(missed.length === 0 ? '\nall targets met\n' : `\nmissed: ${missed.join(', ')}\n`)
    return missed.length === 0
  }
  if (Object.hasOwn(COMMANDS, name)) return measure(name, words)
  process.stderr.write(`There is no bench ${name}. There are:\n`)
  for (const [known, [, what]] of Object.entries(COMMANDS))
    process.stderr.write(`  ${known.padEnd(12)} ${what}\n`)
  return false
}

const [name, ...words] = process.argv.slice(2)
process.exitCode = main(name, words) ? 0 : 1
