import { failure, unreachable, type Failure } from '../domain/failure.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'
import type { Check, CheckName } from './check.js'

/** What is wrong; a check that was cancelled has found nothing. */
export function bad(name: CheckName, failure: Failure): Check {
  if (failure.code === 'cancelled') return notChecked(name)
  return { name, result: 'bad', about: { code: 'failed', failure } }
}

export function badPipeline(called: string, failure: Failure): Check {
  if (failure.code === 'cancelled') return notChecked('pipeline')
  return { name: 'pipeline', result: 'bad', about: { code: 'pipeline_failed', name: called, failure } }
}

export function skipped(name: CheckName, because: CheckName): Check {
  return { name, result: 'skipped', about: { code: 'not_reached', because } }
}

/** The step was cancelled before this could be checked. */
export function notChecked(name: CheckName): Check {
  return { name, result: 'skipped', about: { code: 'not_checked' } }
}

/** Whether something was not checked because the step was cancelled. */
export function isCancelled(checks: readonly Check[]): boolean {
  return checks.some(({ about }) => about.code === 'not_checked')
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
