import { countJson, type JsonCounts } from './duplicate-keys.js'
import { type JsonObject, isObject } from '../../common/json.js'

/** CodeArts' own error code and words. */
export interface CloudError {
  /** `null` where there are words only. */
  readonly code: string | null
  readonly message: string | null
}

/** Codes and words of errors come under these names. */
const ENVELOPES = [
  ['error_code', 'error_msg'],
  ['errorCode', 'errorMsg'],
  ['code', 'message']
] as const
/** Words under these names are an error even without a code; a `message` may be that of a commit. */
const PLAIN_WORDS = ['error_msg', 'errorMsg'] as const
/** Anything in these fields is an error. */
const ERROR_KEYS = ['error', 'errors'] as const
/** Lists of which each element is an answer of its own: of the run list and of the list of pipelines. */
const ANSWER_LISTS = ['pipeline_runs', 'pipelines'] as const

/**
 * Finds the error in a body, in all the shapes that CodeArts uses, also next to a success: in an answer or in
 * an element of a list of answers, at its top or one level down in any object. What lies deeper, such as the message
 * of a job or the parameters of a stage, belongs to the run, whose status says how it ended.
 *
 * @param body parsed JSON
 * @param isFailure whether the status says already that there is one: then a message without a code will do
 */
export function findCloudError(body: unknown, isFailure: boolean): CloudError | null {
  const answers = answersIn(body)
  return (
    firstOf(answers, codedError) ??
    firstOf(answers, errorInWords) ??
    (isFailure ? firstOf(answers, message) : null)
  )
}

/** The objects of a body that are answers; those of no pipeline first, because they say the most of an error. */
function answersIn(body: unknown): JsonObject[] {
  const all = isObject(body)
    ? [body, ...ANSWER_LISTS.flatMap(name => objectsIn(body[name]))]
    : objectsIn(body)
  return [...all.filter(answer => !isOfPipeline(answer)), ...all.filter(isOfPipeline)]
}

function isOfPipeline(answer: JsonObject): boolean {
  return 'pipeline_id' in answer
}

function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function firstOf(
  answers: readonly JsonObject[],
  read: (answer: JsonObject) => CloudError | null
): CloudError | null {
  for (const answer of answers) {
    const error = read(answer)
    if (error !== null) return error
  }
  return null
}

function codedError(answer: JsonObject): CloudError | null {
  return (
    envelope(answer) ??
    firstOf(Object.values(answer).filter(isObject), envelope) ??
    firstOf([answer], ({ errors }) => firstOf(objectsIn(errors), envelope))
  )
}

function errorInWords(answer: JsonObject): CloudError | null {
  const found = firstOf([answer, ...Object.values(answer).filter(isObject)], plainWords)
  return found ?? ERROR_KEYS.map(name => marked(answer[name])).find(error => error !== null) ?? null
}

function envelope(object: JsonObject): CloudError | null {
  for (const [codeName, messageName] of ENVELOPES) {
    const code = text(object[codeName])
    const message = text(object[messageName])
    if (code !== null && (message !== null || codeName !== 'code')) return { code, message }
  }
  return null
}

function plainWords(object: JsonObject): CloudError | null {
  const words = PLAIN_WORDS.map(name => text(object[name])).find(words => words !== null) ?? null
  return words === null ? null : { code: null, message: words }
}

function message(object: JsonObject): CloudError | null {
  const words = text(object.message)
  return words === null ? plainWords(object) : { code: null, message: words }
}

/** The error under a key that is for nothing else: words, an object with any code or words in it, or a list of such. */
function marked(value: unknown): CloudError | null {
  const [first] = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap(one => markedOne(one) ?? [])
  return first ?? null
}

function markedOne(value: unknown): CloudError | null {
  if (value === true) return { code: null, message: null }
  if (typeof value === 'string' && value !== '') return { code: null, message: text(value) }
  if (!isObject(value)) return null
  const code = text(value.code)
  return envelope(value) ?? message(value) ?? (code === null ? null : { code, message: null })
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
