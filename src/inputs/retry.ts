import type { Api } from '../codearts/cloud.js'
import type { InputIssues, RawInput } from './values.js'

const MOST_RETRIES = 3

/** How often a failed run is retried: v5 alone can retry, and without waiting its result is not seen. */
export function parseRetry(
  raw: RawInput,
  api: Pick<Api, 'version'>,
  { wait }: { readonly wait: boolean },
  issues: InputIssues
): number {
  if (raw.value === '') return 0
  const retry = /^\d$/.test(raw.value) ? Number(raw.value) : Number.NaN
  const isInRange = retry <= MOST_RETRIES
  if (!isInRange) issues.add(raw, 'retry', { most: MOST_RETRIES })
  if (retry > 0 && api.version === 'v3') issues.add(raw, 'retry_v3')
  if (retry > 0 && !wait) issues.add(raw, 'retry_wait')
  return isInRange ? retry : 0
}
