import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { EventFile } from '../ports.js'

/**
 * GitHub sends no payload that is larger.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap
 */
const LARGEST_BYTES = 25 * 1024 * 1024
/** Values take many times the memory of their text: a payload of that size with more of them is none of GitHub's. */
const MOST_VALUES = 500_000

const PIECE_BYTES = 64 * 1024
/** In a JSON text each value comes after one of these, or is the first. */
const BEFORE_VALUES = [...',:[{'].map(sign => sign.charCodeAt(0))

/**
 * Reads the webhook payload of the workflow run; one that is too large counts as unreadable.
 * @param path of `GITHUB_EVENT_PATH`, empty or `undefined` where there is none
 */
export function readEventFile(path: string | undefined): EventFile {
  if (path === undefined || path === '') return { state: 'absent' }
  try {
    const file = statSync(path)
    // A pipe or a device would be waited for, and may have no end.
    if (!file.isFile() || file.size > LARGEST_BYTES) return { state: 'broken' }
    if (valuesIn(path) > MOST_VALUES) return { state: 'broken' }
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof payload === 'object' && payload !== null ? { state: 'read', payload } : { state: 'broken' }
  } catch {
    return { state: 'broken' }
  }
}

/** An upper bound for the number of values in a JSON file: the signs may be in strings, too. Reads piece by piece. */
function valuesIn(path: string): number {
  const counts = new Uint32Array(256)
  const piece = Buffer.alloc(PIECE_BYTES)
  const file = openSync(path, 'r')
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      for (const byte of piece.subarray(0, length)) counts[byte] = (counts[byte] ?? 0) + 1
  } finally {
    closeSync(file)
  }
  return BEFORE_VALUES.reduce((sum, sign) => sum + (counts[sign] ?? 0), 1)
}
