/** Text that comes from CodeArts is data: it must neither command the runner nor shape the page. */

/** Makes a text of CodeArts harmless for the place that it goes to. */
export type Escape = (text: string, longest?: number) => string

const LONGEST = 200

/** Colours and other terminal sequences. */
// eslint-disable-next-line no-control-regex -- the escape character is what it looks for
export const ANSI = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g
/** Controls, and marks that hide or turn text around (bidirectional overrides, zero-width characters). */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
export const TURNING = /[\u061C\u115F\u1160\u3164\uFFA0\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/**
 * One readable line of at most 200 characters that is no command: the runner reads `::` at the beginning
 * of a line as one, and `##[` anywhere.
 */
export function plain(text: string, longest: number = LONGEST): string {
  const line = text
    .slice(0, longest * 4)
    .replace(ANSI, '')
    .replace(UNSEEN, ' ')
    .replace(TURNING, '')
    .trim()
    .replace(/^::/, ': :')
    .replaceAll('##[', '## [')
  const characters = [...line]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line
}

/** The same for a place inside a line of GitHub's Markdown, tables included. */
export function markdown(text: string, longest: number = LONGEST): string {
  return (
    plain(text, longest)
      .replace(/[&<>]/g, char => ENTITIES[char] ?? '')
      .replace(/[\\`*[\]|~$]/g, String.raw`\$&`)
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
      .replaceAll('://', ':&#47;&#47;')
      // Neither an address of mail nor somebody who is called: an entity would be read as the sign itself.
      .replace(/@(?=[\p{L}\p{N}])/gu, '@<!-- -->')
      .replace(/www\./gi, match => `${match.slice(0, 3)}&#46;`)
  )
}

/**
 * A line of limited length, cut after its colours are gone: half a sequence, or half a character, is
 * none.
 */
export function clipped(text: string, longest: number): string {
  const bare = text.replace(ANSI, '')
  // A character has one or two units.
  const characters = [...bare.slice(0, longest * 2 + 1)]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : bare
}

/** A line of a log: its indentation stays, and it is never a command. */
export function logLine(text: string): string {
  return text
    .replace(ANSI, '')
    .replaceAll('\t', '  ')
    .replace(UNSEEN, ' ')
    .replace(TURNING, '')
    .trimEnd()
    .replace(/^(\s*)::/, '$1: :')
    .replaceAll('##[', '## [')
}

/**
 * The same as `plain` for a place inside an HTML element, where links and names that are called would count as well.
 */
export function html(text: string): string {
  return plain(text, 400)
    .replace(/[&<>"]/g, char => ENTITIES[char] ?? '&quot;')
    .replaceAll('://', ':&#47;&#47;')
    .replace(/@(?=[\p{L}\p{N}])/gu, '@<!-- -->')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A link, or only its text where there is no address. `text` is Markdown already. */
export function link(text: string, url: string | null): string {
  return url === null ? text : `[${text}](${address(url)})`
}

/** What ends an address in Markdown, a cell of a table or an attribute, and invisible characters. */
const NO_ADDRESS = /[^!#%&+,\-./0-9:;=?A-Z_a-z~[\]]/gu

/** An address inside a link, with whatever could end it percent-encoded. */
function address(url: string): string {
  const [host = ''] = /^[^/]*\/\/[\w.:[\]-]+/.exec(url) ?? []
  const path = url.slice(host.length).replace(/[[\]]/g, encoded)
  return `${host}${path}`.replace(NO_ADDRESS, encoded)
}

function encoded(char: string): string {
  const bytes = [...Buffer.from(char)]
  return bytes.map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
