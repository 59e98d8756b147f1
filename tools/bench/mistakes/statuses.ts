import type { Mistake } from './mistake.js'

const STORIES = '__tests__/soak/statuses'

/** Commit statuses. */
export const OF_STATUSES: readonly Mistake[] = [
  {
    what: 'a status is a success before its pipeline has ended',
    file: 'src/domain/commit-status.ts',
    right: "&& !pipeline.decided) return 'pending'",
    wrong: "&& !pipeline.decided) return 'success'",
    tests: STORIES
  },
  {
    what: 'a success is written without a look at what stands there',
    file: 'src/gate/success-check.ts',
    right: "state !== 'success' || cleared.get(context) === targetUrl",
    wrong: "state !== 'success' || cleared.get(context) !== targetUrl",
    tests: STORIES
  },
  {
    what: 'nobody notices that another step has the same context',
    file: 'src/gate/standing-statuses.ts',
    right: 'if (isTaken(slot, list, pipelines, baseline)) shared.add(slot.context)',
    wrong: 'if (isTaken(slot, list, pipelines, baseline)) shared.delete(slot.context)',
    tests: STORIES
  },
  {
    what: 'what differs at the decision is not written',
    file: 'src/gate/status-announcer.ts',
    right: 'else board.insist(last)\n}',
    wrong: 'else board.accept(last)\n}',
    tests: STORIES
  },
  {
    what: 'what is pending is not kept for the post step',
    file: 'src/gate/status-announcer.ts',
    right: 'for (const { context, owner } of slots) state.open(context, owner)',
    wrong: '',
    tests: STORIES
  },
  {
    what: 'the post step looks once only at what a killed step has left',
    file: 'src/gate/settle.ts',
    right: 'settled = await settle()\n  }',
    wrong: '}',
    tests: '__tests__/unit/gate/settle'
  },
  {
    what: 'the post step settles nothing',
    file: 'src/gate/settle.ts',
    right: "if (standing?.state !== 'pending' ||",
    wrong: "if (standing?.state !== 'error' ||",
    tests: STORIES
  }
]
