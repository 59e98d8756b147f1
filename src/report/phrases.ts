import type { Escape } from './escape.js'
import type { Messages } from './messages/index.js'

/** Facts in a row, with the punctuation of the language. */
export function joined(facts: readonly string[], messages: Messages): string {
  return facts.filter(fact => fact !== '').join(messages.language === 'zh' ? '，' : ', ')
}

/** What there is to say of a pipeline that is not green; empty where there is nothing. */
export interface NextStep {
  /** What is known of this one: what CodeArts says, where it is, what came instead. */
  readonly facts: string
  /** What a person does about it: the same for all of a kind. */
  readonly action: string
}

/** Sentences in a row, with the spacing of the language. */
export function sentences(parts: readonly (string | null)[], messages: Messages): string {
  return parts.filter(part => part !== null && part !== '').join(messages.language === 'zh' ? '' : ' ')
}

/** Words of CodeArts, which are often a whole sentence, without its full stop: the text continues after them. */
export function withoutFullStop(words: string): string {
  return words.replace(/[\s.。]{1,20}$/, '')
}

/** Values from outside that are filled into a message, made harmless. */
export function cleaned(
  params: Readonly<Record<string, string | number>>,
  escape: Escape
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? escape(value, 600) : value
    ])
  )
}
