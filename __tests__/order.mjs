import TestSequencer from '@jest/test-sequencer'

/** Suites that mostly wait: begun last, they would go on when all others have ended. */
const FIRST = ['start-trials', 'answers', 'credentials-random', 'credentials', 'faults', 'cancel']
/** Fifty processes at once leave nothing to others, whose times would be those of the crowd. */
const LAST = ['e2e/crowd']

const rank = ({ path }) => {
  const isIn = names => names.some(name => path.replaceAll('\\', '/').endsWith(`/${name}.test.ts`))
  if (isIn(LAST)) return 1
  return isIn(FIRST) ? -1 : 0
}

/** The order in which the suites begin; within a rank it is jest's own. */
export default class Order extends TestSequencer {
  async sort(tests) {
    const sorted = await super.sort(tests)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
