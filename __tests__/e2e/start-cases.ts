import type { Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export function bodies({ simulator }: Cloud): Record<string, unknown>[] {
  return simulator.requests
    .filter(({ kind }) => kind === 'v5.start')
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
}

export const start = (made: Cloud, ids: readonly string[], more: Inputs = {}): Promise<Step> =>
  step(made.v5(ids, { start: 'true', ...more }))
