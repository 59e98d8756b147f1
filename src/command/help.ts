import type { Language, Messages } from '../report/messages/index.js'
import { wrapped } from '../report/terminal.js'

/** What there is to be said of the bundle as a command. */
export interface CommandTable {
  readonly version: string
  readonly inputs: readonly InputHelp[]
}

export interface InputHelp {
  readonly name: string
  /** `null` for none. */
  readonly fallback: string | null
  readonly meaning: Readonly<Record<Language, string>>
}

/** How it is asked for, and how it is shown. */
export interface HelpOptions {
  /** Columns of the terminal. */
  readonly columns: number
  /** Whether an input comes from the environment only. */
  readonly isSecret: (name: string) => boolean
}

const INDENT = 6
const NARROWEST = 20

/** The text of `--help`: every input with its meaning and default, and how the command ends. */
export function helpText(
  { inputs }: CommandTable,
  messages: Messages,
  { columns, isSecret }: HelpOptions
): string {
  const paragraph = (text: string, indent = 0): string[] =>
    wrapped(text, Math.max(NARROWEST, columns) - indent).map(line => ' '.repeat(indent) + line)
  const entry = (head: string, text: string): string[] => [`  ${head}`, ...paragraph(text, INDENT)]
  const of = ({ fallback, meaning }: InputHelp): string => {
    const end = fallback === null ? '' : messages.say('help.default', { value: fallback })
    return [meaning[messages.language], end].join(messages.language === 'zh' ? '' : ' ')
  }
  const open = inputs.filter(({ name }) => !isSecret(name))
  const secrets = inputs.filter(({ name }) => isSecret(name))
  return [
    ...paragraph(messages.say('help.usage')),
    '',
    ...paragraph(messages.say('help.about')),
    ...paragraph(messages.say('help.values')),
    '',
    ...paragraph(messages.say('help.inputs')),
    ...open.flatMap(input => entry(`--${input.name.replaceAll('_', '-')}`, of(input))),
    '',
    ...paragraph(messages.say('help.secrets')),
    ...secrets.flatMap(input => entry(`INPUT_${input.name.toUpperCase()}`, of({ ...input, fallback: null }))),
    '',
    ...paragraph(messages.say('help.others')),
    ...entry('--help', messages.say('help.help')),
    ...entry('--version', messages.say('help.version')),
    '',
    ...paragraph(messages.say('help.exit'))
  ].join('\n')
}
