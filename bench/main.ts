import { spawnSync } from 'node:child_process'

/** `npm run bench`: all measurements, one after the other; a target that is missed fails the command at the end. */
const COMMANDS = ['startup', 'memory', 'scale', 'waiting', 'crowd']

const failed = COMMANDS.filter(name => {
  process.stdout.write(`\n## ${name}\n\n`)
  return spawnSync('npm', ['run', '--silent', `bench:${name}`], { stdio: 'inherit' }).status !== 0
})
process.stdout.write(failed.length === 0 ? '\nall targets met\n' : `\nmissed: ${failed.join(', ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
