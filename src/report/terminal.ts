/** Characters that a terminal draws twice as wide: of East Asian scripts, full-width forms, and pictures. */
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3001-\u3029\u3030-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|\u3000|\p{Emoji_Presentation}/u
/** Characters that take no place of their own. */
const NARROW = /\p{M}|[\u200B-\u200F]/u

/** How many columns a terminal needs for a line. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOfOne(character)
  return columns
}

/** The line, or its beginning with an ellipsis, in at most so many columns. */
export function fitted(text: string, most: number): string {
  if (columnsOf(text) <= most) return text
  let columns = 1
  let shown = ''
  for (const character of text) {
    columns += columnsOfOne(character)
    if (columns > most) break
    shown += character
  }
  return `${shown}…`
}

function columnsOfOne(character: string): number {
  if (NARROW.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}
