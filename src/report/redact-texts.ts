import type { Redact } from './redactor.js'

/** Fields that hold our own words and values: message keys, names of inputs, what a rule has decided. */
const OURS: ReadonlySet<string> = new Set([
  'because',
  'code',
  'correlationId',
  'disposition',
  'hint',
  'input',
  'kind',
  'lastObservation',
  'outcome',
  'region',
  'result',
  'service',
  'sharing',
  'source',
  'what'
])
/** Fields that hold IDs, hashes and statuses. */
const IDS: ReadonlySet<string> = new Set(['commit', 'id', 'jobId', 'pipelineId', 'runId', 'status', 'stepId'])
/** What an ID, a hash or a status looks like; anything else in such a field is a text. */
const ID = /^[\w-]{1,64}$/

/**
 * The same value with the secrets taken out of its texts: what CodeArts or a user has written. Everything else stays
 * as it is, even where a secret is the same word: keys, our own words, IDs, hashes, statuses and numbers. What was one
 * object stays one.
 *
 * A field is a text unless it is named above, so that nobody has to think of a new one.
 *
 * @param ids texts that are no secrets wherever they stand
 */
export function redactTexts<T>(value: T, redact: Redact, ids: readonly string[] = []): T {
  const known = new Map<object, unknown>()
  const walk = (part: unknown, own: readonly string[]): unknown => {
    if (typeof part === 'string') return redact(part, own)
    if (typeof part !== 'object' || part === null) return part
    const before = known.get(part)
    if (before !== undefined) return before
    const after = Array.isArray(part) ? part.map((item: unknown) => walk(item, ids)) : walkFields(part)
    known.set(part, after)
    return after
  }
  const walkFields = (part: object): object => {
    const entries: [string, unknown][] = Object.entries(part)
    // The address of a run holds its IDs.
    const mine = entries.filter(isId).map(([, field]) => String(field))
    const own = mine.length === 0 ? ids : [...ids, ...mine]
    return Object.fromEntries(
      entries.map(([key, field]) => [key, isStructure(key, field) ? field : walk(field, own)])
    )
  }
  return walk(value, ids) as T
}

function isStructure(key: string, field: unknown): boolean {
  return (OURS.has(key) && typeof field === 'string') || isId([key, field])
}

function isId([key, field]: readonly [string, unknown]): boolean {
  return IDS.has(key) && typeof field === 'string' && ID.test(field)
}
