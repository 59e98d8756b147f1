import { failure, unreachable, type Failure } from '../domain/failure.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'
import type { Check, CheckName } from './check.js'

export function bad(name: CheckName, failure: Failure): Check {
  return { name, result: 'bad', about: { code: 'failed', failure } }
}

export function badPipeline(called: string, failure: Failure): Check {
  return { name: 'pipeline', result: 'bad', about: { code: 'pipeline_failed', name: called, failure } }
}

export function skipped(name: CheckName, because: CheckName): Check {
  return { name, result: 'skipped', about: { code: 'not_reached', because } }
}

/** What was found, or why it could not be: every check ends. */
export async function orFailure<T>(
  finding: Promise<T>
): Promise<{ readonly value: T } | { readonly failed: Failure }> {
  try {
    return { value: await finding }
  } catch (error) {
    if (error instanceof FailureError) return { failed: error.failure }
    if (error instanceof DeadlineError) return { failed: unreachable(error.lastError) }
    if (error instanceof AbortedError) return { failed: failure('cancelled') }
    throw error
  }
}
