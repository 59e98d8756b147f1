/** What a JSON text is made of, as it can be counted without reading it. */
export interface JsonCounts {
  /** Keys of all objects: colons outside of strings. */
  readonly keys: number
  /** Each value but the outermost follows one of these: the begin of an object or a list, or a comma. */
  readonly values: number
}

/** @param text JSON; of anything else the counts mean nothing, and only their size counts */
export function countJson(text: string): JsonCounts {
  let keys = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = endOfString(text, at)
    else if (char === ':') keys++
    else if (char === ',' || char === '[' || char === '{') values++
  }
  return { keys, values }
}

/** The place of the quote that ends the string: one with an even number of backslashes before it. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); ; end = text.indexOf('"', end + 1)) {
    let backslash = end - 1
    while (text[backslash] === '\\') backslash--
    if ((end - backslash) % 2 === 1 || end < 0) return end < 0 ? text.length : end
  }
}

/**
 * Whether an object in a JSON text has the same key twice. JSON readers silently take the last of them; who
 * puts a success behind an error must not make a gate green. Counted rather than compared: the text has more
 * keys than what was read of it, and counting costs little for thousands of pipelines.
 *
 * @param shape of valid JSON
 * @param json what was read of it
 */
export function hasDuplicateKeys(counts: JsonCounts, json: unknown): boolean {
  return counts.keys !== keysRead(json)
}

/** Without recursion, since an answer may be nested deeper than the stack, and with no more memory than its depth. */
function keysRead(json: unknown): number {
  let keys = 0
  const within: { readonly parts: readonly unknown[]; next: number }[] = []
  const record = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    if (!Array.isArray(value)) keys += parts.length
    if (parts.length > 0) within.push({ parts, next: 0 })
  }
  record(json)
  for (let value = within.at(-1); value !== undefined; value = within.at(-1)) {
    if (value.next < value.parts.length) record(value.parts[value.next++])
    else within.pop()
  }
  return keys
}
