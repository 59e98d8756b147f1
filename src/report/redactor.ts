import { ANSI, TURNING } from './escape.js'

/** What replaces a secret. */
const HIDDEN = '***'
/** Shorter texts are found in too many harmless places. */
export const SHORTEST_SECRET = 6

/** Encodings inside each other that are looked through: an address in JSON in a message in JSON. */
const LAYERS = 4

/**
 * Takes secrets out of a text.
 * @param ids parts of the text that are no secrets, whatever they hold
 */
export type Redact = (text: string, ids?: readonly string[]) => string

export interface Redactor {
  /** Takes it out of every text from now on, unless it is shorter than `SHORTEST_SECRET`. */
  add(secret: string): void
  redact: Redact
}

/**
 * Finds secrets however a text writes them: plain in either case, as JSON, in an address, as HTML, Markdown or base64,
 * with invisible characters between, and cut off at the end. To be used before a text is cut or escaped.
 */
export function createRedactor(): Redactor {
  const forms = new Map<string, Form>()
  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET) return
      for (const form of formsOf(secret)) forms.set(form.text, form)
    },
    redact(text, ids = []) {
      const found = spansOf(text, [...forms.values()]).filter(span => !isInside(span, text, ids))
      return found.length === 0 ? text : withoutSpans(text, found)
    }
  }
}

/** One way in which a secret is written, with small letters only. */
interface Form {
  readonly text: string
  readonly borders: readonly number[]
  /** Its neighbours hold some bits of it, too. */
  readonly isBase64: boolean
}

function formsOf(secret: string): Form[] {
  const form = (text: string, isBase64: boolean): Form => {
    const small = lowered(text)
    return { text: small, borders: bordersOf(small), isBase64 }
  }
  const base64 = [0, 1, 2].map(before => base64Core(secret, before))
  return [
    // In an address a space may be a plus.
    ...[secret, secret.replaceAll(' ', '+')].map(text => form(text, false)),
    ...base64
      .flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
      .map(text => form(text, true))
  ]
}

/** The letters that a secret alone decides where this many bytes precede it. */
function base64Core(secret: string, before: number): string {
  const bytes = Buffer.from(secret)
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}

/** Small letters, place by place: host names, for example, appear in small letters. */
function lowered(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

/** A part of a text: from the first character to before the last. */
type Span = readonly [from: number, to: number]

/** A text as it reads once an encoding is undone, and where its characters are in what was given. */
interface View {
  readonly text: string
  /** Of each character, and where the text ends. */
  readonly places: ArrayLike<number> | null
}

/** Invisible characters are left out of a text, but not for a secret that contains some itself. */
function spansOf(text: string, forms: readonly Form[]): Span[] {
  const [seen, odd] = [false, true].map(isOdd => forms.filter(form => UNSEEN.test(form.text) === isOdd))
  return [...spansIn(text, seen ?? [], ENCODED_OR_UNSEEN), ...spansIn(text, odd ?? [], ENCODED)]
}

function spansIn(text: string, forms: readonly Form[], leftOut: RegExp): Span[] {
  const spans: Span[] = []
  if (forms.length === 0) return spans
  let view: View | null = { text: lowered(text), places: null }
  for (let layer = 0; layer < LAYERS && view !== null; layer++) {
    const { text: seen, places }: View = view
    const placeOf = (at: number): number => places?.[at] ?? at
    for (const form of forms)
      for (const [from, to] of matchesOf(seen, form)) spans.push([placeOf(from), placeOf(to)])
    view = decoded(view, leftOut)
  }
  return spans
}

/**
 * Where a form is found, whole or with its end cut off, by us or by whoever wrote the text: before `…` and at the end.
 * One pass after Knuth, Morris and Pratt, so that no text takes longer than its length.
 */
function matchesOf(text: string, { text: form, borders, isBase64 }: Form): Span[] {
  const spans: Span[] = []
  if (!text.includes(form.slice(0, SHORTEST_SECRET))) return spans
  const reach = (place: number): number => (isBase64 && /[a-z0-9+/_-]/.test(text[place] ?? '') ? 1 : 0)
  let length = 0
  for (let at = 0; at <= text.length; at++) {
    const char = text[at]
    if ((char === undefined || char === '…') && length >= SHORTEST_SECRET) spans.push([at - length, at])
    if (char === undefined) break
    while (length > 0 && (length === form.length || form[length] !== char)) length = borders[length - 1] ?? 0
    if (form[length] === char) length++
    if (length === form.length) {
      const from = at + 1 - length
      spans.push([from - reach(from - 1), at + 1 + reach(at + 1)])
    }
  }
  return spans
}

/** For each beginning of a form: how much of its end is a beginning of the form as well. */
function bordersOf(form: string): number[] {
  const borders = [0]
  let length = 0
  for (let at = 1; at < form.length; at++) {
    while (length > 0 && form[at] !== form[length]) length = borders[length - 1] ?? 0
    if (form[at] === form[length]) length++
    borders.push(length)
  }
  return borders
}

/** What JSON, Markdown, addresses and HTML write for a character. */
const WRITTEN = [
  String.raw`\\u(?<json>[0-9a-f]{4})|\\x(?<hex>[0-9a-f]{2})|\\(?<control>[nrtbf])|\\(?<escaped>[!-/:-@[-${'`'}{-~])`,
  '(?<bytes>(?:%[0-9a-f]{2})+)',
  '&#(?<decimal>[0-9]{1,7});?|&#x(?<entity>[0-9a-f]{1,6});?|&(?<name>amp|lt|gt|quot|apos|nbsp|sol|equals|plus);'
].join('|')
/** What is left out of every line. */
const UNSEEN = new RegExp(`${ANSI.source}|${TURNING.source}`, 'i')
const ENCODED = new RegExp(WRITTEN, 'gi')
const ENCODED_OR_UNSEEN = new RegExp(`${WRITTEN}|${UNSEEN.source}`, 'gi')
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', sol: '/', equals: '=', plus: '+' }
}

/** The text with one layer of encoding undone, `null` where there is none. */
function decoded({ text, places }: View, encoded: RegExp): View | null {
  const parts: string[] = []
  const found: number[] = []
  let read = 0
  const add = (part: string, placeOf: (index: number) => number): void => {
    parts.push(part)
    for (let index = 0; index < part.length; index++) found.push(places?.[placeOf(index)] ?? placeOf(index))
  }
  for (const { 0: whole, index: at, groups = {} } of text.matchAll(encoded)) {
    const before = read
    add(text.slice(read, at), index => before + index)
    if (groups.bytes === undefined) add(characterOf(groups), () => at)
    else for (const { char, offset } of charactersOf(groups.bytes)) add(char, () => at + offset)
    read = at + whole.length
  }
  if (read === 0) return null
  const rest = read
  add(text.slice(rest), index => rest + index)
  found.push(places?.[text.length] ?? text.length)
  const undone = lowered(parts.join(''))
  return undone === text ? null : { text: undone, places: found }
}

function characterOf({ json, hex, control, escaped, decimal, entity, name }: Groups): string {
  const code = json ?? hex ?? entity
  if (code !== undefined) return fromCode(Number.parseInt(code, 16))
  if (decimal !== undefined) return fromCode(Number(decimal))
  return escaped ?? CONTROLS[control ?? ''] ?? ENTITIES[name ?? ''] ?? ''
}

type Groups = Readonly<Record<string, string | undefined>>

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** The characters of `%41%c3%a9`, and where each begins; what is no UTF-8 stays as it is. */
function charactersOf(text: string): { readonly char: string; readonly offset: number }[] {
  const bytes = Buffer.from(text.replaceAll('%', ''), 'hex')
  const characters: { char: string; offset: number }[] = []
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    const char = bytes.toString('utf8', at, at + size)
    const isWhole = Buffer.from(char).equals(bytes.subarray(at, at + size))
    const used = isWhole ? size : 1
    characters.push({ char: isWhole ? char : text.slice(at * 3, at * 3 + 3), offset: at * 3 })
    at += used
  }
  return characters
}

/** Whether a part of a text is no secret, but a part of an ID. */
function isInside([from, to]: Span, text: string, ids: readonly string[]): boolean {
  const part = text.slice(from, to)
  return ids.some(
    id => id.includes(part) && text.slice(Math.max(0, to - id.length), from + id.length).includes(id)
  )
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let read = 0
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    // What touches or crosses the one before is hidden with it.
    if (from >= read) parts.push(text.slice(read, from), HIDDEN)
    read = Math.max(read, to)
  }
  return [...parts, text.slice(read)].join('')
}
