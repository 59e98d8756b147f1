import type { Mistake } from './mistake.js'

const DAYS = '__tests__/soak/days'

/** Sweeps over the statuses of open pull requests. */
export const OF_SWEEPS: readonly Mistake[] = [
  {
    what: 'a sweep accepts a success from the list',
    file: 'src/sweep/plan.ts',
    right: "return status.state !== 'pending' || (standing",
    wrong: "return status.state === 'error' || (standing",
    tests: DAYS
  },
  {
    what: 'an error is opened again by a list that has a run of another commit',
    file: 'src/sweep/plan.ts',
    right: "standing.isOwn && standing.state !== 'pending')",
    wrong: "standing.isOwn && standing.state !== 'pending' && standing.state !== 'error')",
    tests: '__tests__/unit/sweep/plan'
  },
  {
    what: 'a success is written although the list that another head needs has a newer run',
    file: 'src/codearts/v5/observe.ts',
    right: "isProven = trusts === 'details' && proofs.isProven(run)",
    wrong: 'isProven = proofs.isProven(run)',
    tests: '__tests__/unit/sweep/plan'
  },
  {
    what: 'the one status is left to a list that has a run of another commit',
    file: 'src/domain/sweep.ts',
    right: 'return runs.some(own => own.length > 1) && runs',
    wrong: 'return runs.some(own => own.length > 9) && runs',
    tests: '__tests__/unit/sweep/sweep'
  },
  {
    what: 'a sweep accepts a status of another author',
    file: 'src/domain/sweep.ts',
    right: 'if (standing?.isOwn !== true) return true',
    wrong: 'if (standing === null) return true',
    tests: DAYS
  },
  {
    what: 'an old success without a run in the list becomes an error',
    file: 'src/domain/sweep.ts',
    right: 'return earliest < readBackTo ||',
    wrong: 'return earliest < readBackTo &&',
    tests: DAYS
  },
  {
    what: 'a sweep uses the clock of the runner instead of that of CodeArts',
    file: 'src/sweep/prepare.ts',
    right: 'cloudNow: timeAt(requests.serverClock.reading ?? machine, clock.now())',
    wrong: 'cloudNow: timeAt(machine, clock.now())',
    tests: DAYS
  },
  {
    what: 'a run that never ends stays pending',
    file: 'src/domain/sweep.ts',
    right: 'return isLate ? expire(pipeline) : pipeline',
    wrong: 'return isLate && pipeline.decided ? expire(pipeline) : pipeline',
    tests: DAYS
  },
  {
    what: 'a run that is queued without end stays pending',
    file: 'src/domain/sweep.ts',
    right: 'isQueued(run) && forgeNow >= until',
    wrong: 'isQueued(run) && forgeNow >= Number.POSITIVE_INFINITY',
    tests: DAYS
  },
  {
    what: 'a run that is queued is waited for again and again',
    file: 'src/domain/sweep.ts',
    right: 'isAboutIt ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY',
    wrong: 'isAboutIt ? Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY',
    tests: DAYS
  },
  {
    what: 'a head whose run never comes stays pending',
    file: 'src/domain/sweep.ts',
    right: 'Number.POSITIVE_INFINITY : standing.writtenAt + startTimeoutMs',
    wrong: 'Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY',
    tests: DAYS
  }
]
