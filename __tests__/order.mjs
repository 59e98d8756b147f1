import TestSequencer from '@jest/test-sequencer'

/** Suites that mostly wait: started last, they would still run when all others have ended. */
const FIRST = [
  'e2e/v5',
  'queue',
  'credentials',
  'explain',
  'stop',
  'start-belief',
  'printed-simulator',
  'no-run',
  'gateway',
  'faults',
  'answers',
  'in-time',
  'signals',
  'start-trials'
]
/** What compares times does so best alone. */
const LAST = ['soak/crowd', 'soak/budget']

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
