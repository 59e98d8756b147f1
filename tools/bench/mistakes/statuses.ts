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
    what: 'a success is written without reading the current statuses',
    file: 'src/gate/success-check.ts',
    right: "state !== 'success' || cleared.get(context) === targetUrl",
    wrong: "state !== 'success' || cleared.get(context) !== targetUrl",
    tests: STORIES
  },
  {
    what: 'another step with the same context goes unnoticed',
    file: 'src/gate/standing-statuses.ts',
    right: 'if (isTaken(slot, list, pipelines, baseline)) shared.add(slot.context)',
    wrong: 'if (isTaken(slot, list, pipelines, baseline)) shared.delete(slot.context)',
    tests: STORIES
  },
  {
    what: 'statuses that differ at the decision are not written',
    file: 'src/gate/status-announcer.ts',
    right: 'else board.insist(last)\n}',
    wrong: 'else board.accept(last)\n}',
    tests: STORIES
  },
  {
    what: 'pending statuses are not saved for the post step',
    file: 'src/gate/status-announcer.ts',
    right: 'for (const { context, owner } of slots) state.open(context, owner)',
    wrong: '',
    tests: STORIES
  },
  {
    what: 'the post step reads only once what a killed step has left',
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
