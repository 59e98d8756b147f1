import { issueCommand } from '@actions/core/lib/command.js'
import { prepareKeyValueMessage } from '@actions/core/lib/file-command.js'
import { EOL } from 'node:os'

/**
 * The two languages of GitHub's runner: workflow commands in the log, and entries of the files that it names.
 * The toolkit's own writers, without its index: that loads an HTTP client, and parts of Node that no step needs,
 * before the first request can be sent (docs/startup.md). `paths` in tsconfig.json leads there.
 */

/** Writes a line to the log as it is, but never as a command: the runner takes any line for one that begins with `::`. */
export function line(text: string): void {
  process.stdout.write(text.replace(/^([ \t]*)::/gm, '$1: :') + EOL)
}

/** Writes a workflow command to the log. @param properties those that are empty are left out */
export function command(name: string, message = '', properties: Readonly<Record<string, string>> = {}): void {
  issueCommand(name, { ...properties }, message)
}

/** One entry of `GITHUB_OUTPUT` or `GITHUB_STATE`, with its line end. */
export function fileEntry(name: string, value: string): string {
  return prepareKeyValueMessage(name, value) + EOL
}
