import { randomUUID } from 'node:crypto'
import { EOL } from 'node:os'

/**
 * The two languages of GitHub's runner: workflow commands in the log, and entries of the files that it names.
 * Written here because the index of `@actions/core` loads an HTTP client, and parts of Node that no step
 * needs, before the first request can be sent (docs/startup.md).
 */

/** Writes a line to the log as it is. */
export function line(text: string): void {
  process.stdout.write(text + EOL)
}

/**
 * Writes a workflow command to the log.
 * @param properties those that are empty are left out
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function command(name: string, message = '', properties: Readonly<Record<string, string>> = {}): void {
  const told = Object.entries(properties)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${inProperty(value)}`)
  line(`::${[name, told.join(',')].filter(part => part !== '').join(' ')}::${inMessage(message)}`)
}

/** One entry of `GITHUB_OUTPUT` or `GITHUB_STATE`; a value can hold any text, because nobody can guess where it ends. */
export function fileEntry(name: string, value: string): string {
  const end = `end_${randomUUID()}`
  return [`${name}<<${end}`, value, end, ''].join(EOL)
}

/** The runner reads a command to the end of its line, and decodes these. */
function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
