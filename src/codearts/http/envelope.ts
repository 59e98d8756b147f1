import { countJson, type JsonCounts } from './duplicate-keys.js'
import { type JsonObject, isObject } from './values.js'

/** The cloud's own error code and words. */
export interface CloudError {
  /** `null` where there are words only. */
  readonly code: string | null
  readonly message: string | null
}

/** Error bodies come under these names, at the top or one level down. */
const ENVELOPES = [
  ['error_code', 'error_msg'],
  ['errorCode', 'errorMsg'],
  ['code', 'message']
] as const
/** Those whose names are too plain to mean anything else, such as a field of a run. */
const PLAIN_ENVELOPES = ENVELOPES.slice(0, 2)

/**
 * Finds the error that a body tells, in all the shapes that the cloud uses: at the top, one level down in
 * any object, or as an element where a list was due.
 *
 * @param body parsed JSON
 * @param isFailure whether the status says already that there is one: then a message without a code will do
 */
export function findCloudError(body: unknown, isFailure: boolean): CloudError | null {
  const objects = (Array.isArray(body) ? (body as unknown[]) : [body]).filter(isObject)
  const outer = objects.filter(object => !('pipeline_id' in object))
  const inner = Array.isArray(body) ? [] : outer.flatMap(object => Object.values(object).filter(isObject))
  const found = [...outer, ...inner].map(object => readEnvelope(object)).find(error => error !== null)
  if (found !== undefined) return found
  // A pipeline that is told with an error beside it is not told at all, whatever its status says.
  const told = objects.map(object => readEnvelope(object, PLAIN_ENVELOPES)).find(error => error !== null)
  if (told !== undefined) return told
  return isFailure ? (outer.map(readMessage).find(error => error !== null) ?? null) : null
}

function readEnvelope(
  body: JsonObject,
  envelopes: readonly (readonly [string, string])[] = ENVELOPES
): CloudError | null {
  for (const [codeName, messageName] of envelopes) {
    const code = text(body[codeName])
    const message = text(body[messageName])
    if (code !== null && (message !== null || codeName !== 'code')) return { code, message }
  }
  return null
}

function readMessage(body: JsonObject): CloudError | null {
  const message = ENVELOPES.map(([, name]) => text(body[name])).find(words => words !== null) ?? null
  return message === null ? null : { code: null, message }
}

/** More than that of a code or of words says nothing more, and patterns are looked for in it. */
const LONGEST_WORDS = 2_000

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_WORDS) : null
}

/**
 * What is longer than a few hundred kB costs memory by what it is made of: a list of empty lists takes thirty
 * times the room of its text. A hundred pipelines with thirty stages each have some twenty thousand places.
 */
const MOST_PLACES = 100_000

/** The body as JSON, beside the shape of its text, or what came instead of it. */
export function parseBody(
  body: string
):
  | { readonly json: unknown; readonly counts: JsonCounts }
  | { readonly not: 'empty' | 'html' | 'not_json' | 'too_many_values' } {
  const bare = body.replace(/^\uFEFF/, '').trim()
  if (bare === '') return { not: 'empty' }
  if (bare.startsWith('<')) return { not: 'html' }
  const counts = countJson(bare)
  if (counts.values > MOST_PLACES) return { not: 'too_many_values' }
  try {
    return { json: JSON.parse(bare) as unknown, counts }
  } catch {
    return { not: 'not_json' }
  }
}
