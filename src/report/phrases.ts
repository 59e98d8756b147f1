import type { Escape } from './escape.js'
import type { Messages } from './messages/index.js'

/** Facts behind each other, in the way of the language. */
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

/** Sentences behind each other, in the way of the language. */
export function sentences(parts: readonly (string | null)[], messages: Messages): string {
  return parts.filter(part => part !== null && part !== '').join(messages.language === 'zh' ? '' : ' ')
}

/** Words of CodeArts, which are often a whole sentence, without its end: the text goes on behind them. */
export function withoutFullStop(words: string): string {
  return words.replace(/[\s.。]{1,20}$/, '')
}

/** What stands in a text of ours and came from elsewhere, made harmless. */
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
