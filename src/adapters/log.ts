import { info } from '@actions/core'

/**
 * What GitHub's runner takes for a command, as its own parser reads a line: `::` after any space at its beginning
 * (.NET counts U+0085 among the spaces, JavaScript does not), and `##[` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/^([\s\u0085]*)::/gm, '$1: :'],
  [/##\[/g, '## [']
]

/** Writes a line to the log as it is, but never as a command, whoever wrote the text. */
export function line(text: string): void {
  info(COMMANDS.reduce((rest, [command, harmless]) => rest.replace(command, harmless), text))
}
