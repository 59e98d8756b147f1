import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface ActionYml {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** Descriptions by name. */
type Texts = Readonly<Record<string, string>>

const WORDS = {
  en: { input: 'input', output: 'output', default: 'default', meaning: 'meaning' },
  zh: { input: '输入', output: '输出', default: '默认值', meaning: '含义' }
} as const
type Language = keyof typeof WORDS

/** `short`: the first sentence of each description. */
type Length = 'short' | 'full'

/** The inputs as a Markdown table in groups: names, groups and defaults from action.yml, meanings in the language. */
export function inputsTable(language: Language, length: Length): string {
  const { inputs } = action()
  const words = WORDS[language]
  const meaning = textsOf('inputs', language)
  const rows = groups().flatMap(({ group, names }) => [
    `| **${language === 'zh' ? chineseGroup(group) : group}** | | |`,
    ...names.map(name => {
      const value = inputs[name]?.default
      const text = cell(meaning[name], name)
      return `| \`${name}\` | ${value === undefined ? '–' : `\`${value}\``} | ${length === 'short' ? firstSentence(text) : text} |`
    })
  ])
  return [`| ${words.input} | ${words.default} | ${words.meaning} |`, '|---|---|---|', ...rows].join('\n')
}

/** The groups of the inputs: a comment in action.yml stands before the first of each. */
function groups(): { readonly group: string; readonly names: readonly string[] }[] {
  const [, inputs = ''] = readFileSync('action.yml', 'utf8').split(/^inputs:$|^outputs:$/m)
  return inputs
    .split(/^ {2}# /m)
    .slice(1)
    .map(part => ({
      group: part.split('\n')[0] ?? '',
      names: [...part.matchAll(/^ {2}(\w+):$/gm)].map(match => match[1] ?? '')
    }))
}

function chineseGroup(group: string): string {
  return cell((parse(readFileSync('docs/inputs.zh.yml', 'utf8')) as { groups: Texts }).groups[group], group)
}

/** The text up to its first full stop, without it. */
function firstSentence(text: string): string {
  return (text.split(/\. (?=[A-Z0-9`])|。/)[0] ?? text).replace(/\.$/, '')
}

/** The outputs as a Markdown table. */
export function outputsTable(language: Language): string {
  const words = WORDS[language]
  const meaning = textsOf('outputs', language)
  const rows = Object.keys(action().outputs).map(name => `| \`${name}\` | ${cell(meaning[name], name)} |`)
  return [`| ${words.output} | ${words.meaning} |`, '|---|---|', ...rows].join('\n')
}

function action(): ActionYml {
  return parse(readFileSync('action.yml', 'utf8')) as ActionYml
}

function textsOf(part: 'inputs' | 'outputs', language: Language): Texts {
  if (language === 'zh')
    return (parse(readFileSync('docs/inputs.zh.yml', 'utf8')) as Record<typeof part, Texts>)[part]
  return Object.fromEntries(
    Object.entries(action()[part]).map(([name, { description }]) => [name, description])
  )
}

/** @throws when there is no description: a table must not go out with a hole in it */
function cell(text: string | undefined, name: string): string {
  if (text === undefined || text === '') throw new Error(`${name} has no description`)
  return text.replaceAll('|', String.raw`\|`)
}
