import { parseArguments } from './arguments.js'
import { isRefusedAsArgument } from '../inputs/credential-table.js'
import type { Env, InputName } from '../inputs/known.js'
import type { InputIssue } from '../domain/input-issue.js'
import { helpText, type CommandTable } from './help.js'
import { messagesIn } from '../report/messages/index.js'

/** What the arguments come to: an answer, or inputs and what is wrong with them. */
export type Taken =
  | { readonly answer: string }
  | { readonly variables: Readonly<Record<string, string>>; readonly issues: readonly InputIssue[] }

/** Where the bundle was started manually. */
export interface Place {
  /** Columns of the terminal. */
  readonly columns: number
  /** Reads what there is to be said of the inputs. */
  readonly readTable: () => CommandTable
}

/** Answers `--help` and `--version`; any other arguments are inputs. */
export function takeArguments(words: readonly string[], env: Env, { columns, readTable }: Place): Taken {
  const asked = parseArguments(words, env)
  if (asked.kind === 'gate') return asked
  const table = readTable()
  if (asked.kind === 'version') return { answer: table.version }
  const isSecret = (name: string): boolean => isRefusedAsArgument(name as InputName)
  return { answer: helpText(table, messagesIn(asked.language), { columns, isSecret }) }
}
