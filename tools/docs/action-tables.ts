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

/** The inputs as a Markdown table: names and defaults from action.yml, meanings in the language. */
export function inputsTable(language: Language): string {
  const { inputs } = action()
  const words = WORDS[language]
  const meaning = textsOf('inputs', language)
  const rows = Object.entries(inputs).map(([name, { default: value }]) => {
    const fallback = value === undefined ? '–' : `\`${value}\``
    return `| \`${name}\` | ${fallback} | ${cell(meaning[name], name)} |`
  })
  return [`| ${words.input} | ${words.default} | ${words.meaning} |`, '|---|---|---|', ...rows].join('\n')
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
