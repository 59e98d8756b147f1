import { createHash } from 'node:crypto'
import { ENDED, type RunNow } from './model.js'

/** Where a part of a run is: the numbers of stage, job and step, or `pre` and `post` in the place of a job. */
export type Place = readonly (number | 'pre' | 'post')[]

/** 32 characters, different for every part of every run, and for each attempt where that is wanted. */
export function idOf(run: RunNow, ...place: Place): string {
  const attempt = run.spec.newIdsOnRetry === true ? attemptOf(run) : 1
  return createHash('sha256')
    .update([run.id, ...place, ...(attempt === 1 ? [] : [`attempt ${attempt}`])].join('/'))
    .digest('hex')
    .slice(0, 32)
}

/** How many times the run has gone, from 1. */
function attemptOf({ past }: RunNow): number {
  const states = past.map(({ state }) => ENDED.has(state))
  return 1 + states.filter((hasEnded, index) => !hasEnded && states[index - 1] === true).length
}
