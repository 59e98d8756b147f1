import { spawnSync } from 'node:child_process'
import { COMMANDS, TARGETS } from './commands.js'

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
