import { appendFileSync } from 'node:fs'
import { en } from '../../src/report/messages/en.js'

/**
 * Every step of every end-to-end test speaks one language. With `E2E_LANGUAGE=zh` all of them are run in Chinese: then
 * what the tests expect of English texts fails, and only the faults count that are written to `E2E_LANGUAGE_FAULTS`
 * (`npm run bench -- chinese`).
 */
const ASKED = process.env.E2E_LANGUAGE
const FAULTS = process.env.E2E_LANGUAGE_FAULTS

type Inputs = Readonly<Record<string, string>>

/** The inputs, with the language that the whole run is asked for. */
export function inAskedLanguage(inputs: Inputs): Inputs {
  return ASKED === undefined ? inputs : { language: ASKED, ...inputs }
}

/** Chinese names in the scenarios of these tests. */
const NAMES = ['PipelineSvc测试勿删_继续执行', '源代码', '构建']

/** @throws where a text holds something of the other language that is not data */
export function assertLanguage(
  text: string,
  inputs: Inputs,
  env: Readonly<Record<string, string | undefined>> = {}
): void {
  const language = inputs.language === 'zh' ? 'zh' : 'en'
  const data = [...NAMES, ...Object.values(inputs), ...Object.values(env)]
  const found = foreign(text, language, data)
  if (found.length === 0) return
  const fault = `Not in ${language}: ${[...new Set(found)].join(' | ')}`
  if (FAULTS === undefined) throw new Error(fault)
  appendFileSync(FAULTS, `${fault}\n`)
}

/** What a text holds of the other language: Chinese characters that are no data, or pieces of our English texts. */
export function foreign(
  text: string,
  language: 'en' | 'zh',
  data: readonly (string | undefined)[] = []
): string[] {
  const words = data.filter(word => word !== undefined).filter(word => word.length > 1)
  const bare = words.reduce((rest, word) => rest.replaceAll(word, ''), text)
  if (language === 'zh') return ENGLISH.filter(piece => bare.includes(piece))
  // A name may have been cut.
  const chinese = bare.match(/\p{Script=Han}+/gu) ?? []
  return chinese.filter(found => !words.some(word => word.includes(found)))
}

/** Pieces of the English texts, between their placeholders and code: three words or more, that nothing else prints. */
const ENGLISH = Object.values(en)
  .flatMap((text: string) => text.split(/\{[^}]*\}|`[^`]*`/))
  .map(piece => piece.trim())
  .filter(piece => piece.split(' ').length > 2)
