import { en, type MessageKey, type MessageTable } from './en.js'
import { zh } from './zh.js'
import { timeZoneOf, type TimeZone } from '../time-zone.js'

/** Names of the placeholders in a text: `{n}` and `{n|one|many}` both name `n`. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name}|${string}` ? Name : Inner) | Placeholders<Rest>
  : never

type Params<Key extends MessageKey> = Readonly<Record<Placeholders<(typeof en)[Key]>, string | number>>

/** Texts in one language. */
export interface Messages {
  readonly language: Language
  /** The zone of the times in the texts. */
  readonly timeZone: TimeZone
  /** The text of `key` with its placeholders filled in. Values are taken as they are: escape them before. */
  say<Key extends MessageKey>(
    key: Key,
    ...params: [Placeholders<(typeof en)[Key]>] extends [never] ? [] : [Params<Key>]
  ): string
  /** The same for keys that are only known at run time. */
  sayAny(key: MessageKey, params: Readonly<Record<string, string | number>>): string
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}

const TABLES: Readonly<Record<Language, MessageTable>> = { en, zh }

/** The messages of a language. @param timeZone IANA name of the zone that times are shown in */
export function messagesIn(language: Language, timeZone = 'UTC'): Messages {
  const sayAny = (key: MessageKey, params: Readonly<Record<string, string | number>>): string =>
    fill(TABLES[language][key], params)
  return {
    language,
    timeZone: timeZoneOf(timeZone),
    sayAny,
    say: (key, ...params) => sayAny(key, params[0] ?? {})
  }
}

function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return withoutEmptyEnd(template, params).replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (whole, name: string, one: string | undefined, many: string | undefined) => {
      const value = params[name]
      if (value === undefined) return whole
      if (one === undefined || many === undefined) return typeof value === 'number' ? grouped(value) : value
      return Number(value) === 1 ? one : many
    }
  )
}

/** A template that ends with a link that is not known ends before it. */
function withoutEmptyEnd(template: string, params: Readonly<Record<string, string | number>>): string {
  if (!template.endsWith('}')) return template
  const last = /[\s:：]*\{(\w+)\}$/.exec(template)
  return last !== null && params[last[1] ?? ''] === '' ? template.slice(0, last.index) : template
}

/** Thousands apart by commas, as both languages write them in figures. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

export type Language = 'en' | 'zh'
