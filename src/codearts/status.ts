import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Observation, PipelineState } from '../domain/pipeline-state.js'
import { FailureError } from '../errors.js'
import type { Answer } from './http/attempt.js'
import { areAlike, text } from './http/values.js'
import { isObject, type JsonObject } from '../common/json.js'
import { failure, type DetailCode } from '../domain/failure.js'

/** Polls the given pipelines once; `report` is called with each answer as it comes. */
export type Poll = (
  open: readonly PipelineState[],
  report: (observations: ReadonlyMap<string, Observation>) => void
) => Promise<void>

/** Neither generation's reference gives a limit; this is safe with the gateway. */
export const IDS_PER_REQUEST = 100

/** One element of a status answer. */
export type Element = JsonObject & { readonly pipeline_id: string }

/** What one status answer says of one pipeline. */
export type Found =
  | Exclude<Observation, { kind: 'run' } | { kind: 'no_match' }>
  | { readonly kind: 'latest'; readonly run: PipelineRun }

/**
 * What a status answer, of either generation, says of each pipeline that was asked for. Pipelines that were not
 * requested are ignored.
 *
 * @param readRun the element's run, or `null` for a pipeline that never ran
 * @throws {FailureError} for whatever is not an array of objects with a `pipeline_id`
 */
export function readStatus(
  answer: Answer,
  ids: readonly string[],
  readRun: (element: Element) => PipelineRun | null
): Map<string, Found> {
  const elements = readElements(answer)
  const byId = new Map<string, Element[]>(ids.map(id => [id, []]))
  for (const element of elements) byId.get(element.pipeline_id)?.push(element)
  const isForeign = elements.length > 0 && [...byId.values()].every(own => own.length === 0)
  return new Map(
    [...byId].map(([id, own]) => [
      id,
      isForeign ? { kind: 'other_pipelines_only' } : readDuplicates(own, readRun)
    ])
  )
}

function readElements(answer: Answer): Element[] {
  if (!Array.isArray(answer.json)) throw notUnderstood(answer, answer.json === null ? 'null' : 'not_a_list')
  return answer.json.map((element: unknown) => {
    if (!isObject(element) || typeof element.pipeline_id !== 'string')
      throw notUnderstood(answer, 'bad_element')
    return { ...element, pipeline_id: element.pipeline_id }
  })
}

function readDuplicates(
  [element, ...duplicates]: readonly Element[],
  readRun: (element: Element) => PipelineRun | null
): Found {
  if (element === undefined) return { kind: 'no_run' }
  if (duplicates.some(duplicate => !areAlike(duplicate, element))) return { kind: 'contradiction' }
  const run = readRun(element)
  return run === null ? { kind: 'no_run', name: text(element.pipeline_name) } : { kind: 'latest', run }
}

/** A response with the right status whose JSON has not the requested form. */
export function notUnderstood({ status, requestId }: Answer, code: DetailCode): FailureError {
  return new FailureError(
    failure('not_understood', { status, requestId, detail: { code, params: {} }, hint: 'wrong_endpoint' })
  )
}

const TOO_MUCH: ReadonlySet<DetailCode | undefined> = new Set<DetailCode>(['too_large', 'too_many_values'])

/**
 * Asks for all at once, and for one half after the other where the answer is more than is read: long texts of one
 * pipeline must not cost the others their outcome.
 */
export async function inParts<T>(
  items: readonly T[],
  ask: (part: readonly T[]) => Promise<void>
): Promise<void> {
  try {
    await ask(items)
  } catch (error) {
    const isTooMuch = error instanceof FailureError && TOO_MUCH.has(error.failure.detail?.code)
    if (!isTooMuch || items.length < 2) throw error
    const middle = Math.ceil(items.length / 2)
    await inParts(items.slice(0, middle), ask)
    await inParts(items.slice(middle), ask)
  }
}
