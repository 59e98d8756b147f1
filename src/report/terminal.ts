/** Characters that a terminal draws twice as wide: of East Asian scripts, full-width forms, and pictures. */
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3001-\u3029\u3030-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|\u3000|\p{Emoji_Presentation}/u
/** Characters that take no place of their own. */
const NARROW = /\p{M}|[\u200B-\u200F]/u

/** What stays together: a word with the spaces after it, or one wide character. */
const PIECE = new RegExp(`(?:${WIDE.source})|(?:(?!${WIDE.source})\\S)+\\s*|\\s+`, 'gu')
/** What no line begins with. */
const NEVER_FIRST = /^[，。；：、！？）》」』]/u

/** How many columns a terminal needs for a line. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOfOne(character)
  return columns
}

/** The line, or its beginning with an ellipsis, in a limited number of columns. */
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

/**
 * The text in lines of a limited number of columns, broken at spaces and between wide characters; a longer word stays
 * whole.
 */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  let line: string[] = []
  for (const [piece] of text.matchAll(PIECE)) {
    const next = [...line, piece].join('')
    if (line.length > 0 && columnsOf(next.trimEnd()) > most) {
      // Punctuation takes what is before it along.
      const carried = NEVER_FIRST.test(piece) && line.length > 1 ? line.slice(-1) : []
      lines.push(
        line
          .slice(0, line.length - carried.length)
          .join('')
          .trim()
      )
      line = [...carried, piece]
    } else {
      line.push(piece)
    }
  }
  return [...lines, line.join('').trim()].filter(text => text !== '')
}

function columnsOfOne(character: string): number {
  if (NARROW.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}
