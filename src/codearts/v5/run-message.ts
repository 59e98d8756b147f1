import { text } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'

/** Longer than this no message is taken for JSON: it would be a document, and no explanation. */
const LONGEST_JSON = 1_000_000

/**
 * What a part of a run says. A job's message can be JSON text that holds the words and the code of an error (seen in
 * answers, documented nowhere); then these are what the message is: `code: words`. What cannot be read as such stays as
 * it is.
 */
export function readMessage(value: unknown): string | null {
  const message = text(value)
  if (message === null) return null
  return errorIn(parsed(message)) ?? message
}

function parsed(message: string): unknown {
  if (!/^\s*[[{]/.test(message) || message.length > LONGEST_JSON) return null
  try {
    return JSON.parse(message) as unknown
  } catch {
    return null
  }
}

/** The error at the top of a value, or one level down. */
function errorIn(value: unknown): string | null {
  const tops = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject)
  for (const object of [...tops, ...tops.flatMap(top => Object.values(top).filter(isObject))]) {
    const error = errorOf(object)
    if (error !== null) return error
  }
  return null
}

function errorOf({ errorCode, errorMessage }: JsonObject): string | null {
  const [code, words] = [text(errorCode), text(errorMessage)]
  return words === null ? code : [code, words].filter(part => part !== null).join(': ')
}
