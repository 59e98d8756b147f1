/**
 * Whether an object in a JSON text has the same key twice. JSON readers silently take the last of them; who
 * puts a success behind an error must not make a gate green. Counted rather than compared: the text has more
 * keys than what was read of it, and counting costs little for thousands of pipelines.
 *
 * @param text valid JSON
 * @param json what was read of it
 */
export function hasTwinKeys(text: string, json: unknown): boolean {
  return keysInText(text) !== keysRead(json)
}

/** Strings with a colon behind them: in valid JSON those are keys, and nothing else is. */
function keysInText(text: string): number {
  let keys = 0
  for (let begin = text.indexOf('"'); begin >= 0;) {
    const end = endOfString(text, begin)
    let next = end + 1
    while (isSpace(text.charCodeAt(next))) next++
    if (text[next] === ':') keys++
    begin = text.indexOf('"', next)
  }
  return keys
}

/** The place of the quote that ends the string: one with an even number of backslashes before it. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); ; end = text.indexOf('"', end + 1)) {
    let backslash = end - 1
    while (text[backslash] === '\\') backslash--
    if ((end - backslash) % 2 === 1 || end < 0) return end < 0 ? text.length : end
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/** Without recursion, since an answer may be nested deeper than the stack, and with no more memory than its depth. */
function keysRead(json: unknown): number {
  let keys = 0
  const within: { readonly parts: readonly unknown[]; next: number }[] = []
  const enter = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    if (!Array.isArray(value)) keys += parts.length
    if (parts.length > 0) within.push({ parts, next: 0 })
  }
  enter(json)
  for (let place = within.at(-1); place !== undefined; place = within.at(-1)) {
    if (place.next < place.parts.length) enter(place.parts[place.next++])
    else within.pop()
  }
  return keys
}
