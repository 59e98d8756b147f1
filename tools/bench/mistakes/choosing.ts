import type { Mistake } from './mistake.js'

const PUSHES = '__tests__/soak/pushes'
const HISTORIES = '__tests__/soak/histories'

/** Which run counts, and when it is looked at. */
export const OF_CHOOSING: readonly Mistake[] = [
  {
    what: 'only the first of several sources is read',
    file: 'src/codearts/v5/run.ts',
    right: 'const sources = sourcesIn(detail).map(',
    wrong: 'const sources = sourcesIn(detail).slice(0, 1).map(',
    tests: '__tests__/unit/codearts/v5/run.test'
  },
  {
    what: 'a commit of any source counts, although one is this repository',
    file: 'src/domain/selection.ts',
    right: 'own.length > 0 ? own : run.sources',
    wrong: 'run.sources',
    tests: PUSHES
  },
  {
    what: 'a detail that was read before the end proves the end',
    file: 'src/codearts/v5/proofs.ts',
    right: 'detail.ended || (!run.ended && detail.sources.length > 0)',
    wrong: 'detail.ended || detail.sources.length > 0',
    tests: '__tests__/unit/codearts/v5/proofs'
  },
  {
    what: 'a poll that fails at the deadline leaves a success confirmed',
    file: 'src/polling/watch.ts',
    right: 'new Set([...course.confirmed, ...course.answered]) : course.answered',
    wrong: 'new Set([...course.confirmed, ...course.answered]) : course.confirmed',
    tests: '__tests__/unit/polling/watch'
  },
  {
    what: 'the next page begins where it was expected, not where the last one ended',
    file: 'src/codearts/v5/search.ts',
    right: 'const news = learnPage(runs, memory)\n    offset += size',
    wrong: 'const news = learnPage(runs, memory)\n    offset += size === 0 ? 0 : 50',
    tests: PUSHES
  },
  {
    what: 'the order of the list decides',
    file: 'src/codearts/v5/search.ts',
    right: 'number !== first - at',
    wrong: 'number > first',
    tests: '__tests__/unit/codearts/v5/search'
  },
  {
    what: 'a page without new runs ends a later search',
    file: 'src/codearts/v5/run-memory.ts',
    right: 'return total === null ? news === 0 : listed.size + unread >= total',
    wrong: 'return news === 0 || listed.size + unread >= (total ?? 0)',
    tests: '__tests__/unit/codearts/v5'
  },
  {
    what: 'a search ends at a run that is not proven',
    file: 'src/codearts/v5/search.ts',
    right: 'if (wholeDownTo === null) return true',
    wrong: 'if (found !== null || wholeDownTo === null) return true',
    tests: '__tests__/unit/codearts/v5/search'
  },
  {
    what: 'the last element of a run that is reported twice counts',
    file: 'src/codearts/v5/run-memory.ts',
    right:
      'if (commits.size > 1) conflicting.set(runId, commits)\n  runs.set(runId, { ...run, commit: commits.size > 1 ? null : only })',
    wrong: 'runs.set(runId, { ...run, commit: run.commit ?? only })',
    tests: '__tests__/unit/codearts/v5/search'
  },
  {
    what: 'a run that was queued when it was listed never starts',
    file: 'src/codearts/v5/search.ts',
    right: 'const isDated = startedAfter === null || run.startedAt !== null',
    wrong: 'const isDated = true',
    tests: '__tests__/unit/codearts/v5/search'
  },
  {
    what: 'a run of another pipeline in the list counts',
    file: 'src/codearts/v5/run-list.ts',
    right: 'elements.filter(element => isOwn(element, project, pipelineId))',
    wrong: 'elements.filter(element => isOwn(element, project, pipelineId) || true)',
    tests: '__tests__/unit/codearts/v5/run-list'
  },
  {
    what: 'the list counts, whatever the detail has',
    file: 'src/codearts/v5/observe.ts',
    right: "if (observation.kind !== 'run' || matches(observation.run, criteria)) return observation",
    wrong: 'return observation',
    tests: PUSHES
  },
  {
    what: 'decided pipelines are not polled once more',
    file: 'src/polling/watch.ts',
    right: 'if (unconfirmedIn(course).length === 0) return false',
    wrong: 'if (course.pipelines.length > 0) return false',
    tests: PUSHES
  },
  {
    what: 'at the last poll a newer run of the commit does not count',
    file: 'src/domain/tracking.ts',
    right: 'const counts = isSame ||',
    wrong: 'const counts = isSame || run === null &&',
    tests: PUSHES
  },
  {
    what: 'at the last poll a resumed run does not count',
    file: 'src/domain/tracking.ts',
    right: 'const counts = isSame ||',
    wrong: 'const counts = !isSame &&',
    tests: PUSHES
  },
  {
    what: 'a success that could not be confirmed remains',
    file: 'src/domain/tracking.ts',
    right: "if (pipeline.outcome !== 'success') return pipeline",
    wrong: "if (pipeline.outcome !== 'error') return pipeline",
    tests: '__tests__/unit/polling/watch'
  },
  {
    what: 'an error message next to a success is ignored',
    file: 'src/codearts/http/envelope.ts',
    right: '    firstOf(answers, errorInWords) ??\n',
    wrong: '    (isFailure ? firstOf(answers, errorInWords) : null) ??\n',
    tests: '__tests__/unit/codearts/http/envelope'
  },
  {
    what: "`started_after` goes by the runner's clock",
    file: 'src/domain/selection.ts',
    right: 'begunAt - startedAfter.agoMs',
    wrong: 'begunAt - startedAfter.agoMs - 3_600_000',
    tests: PUSHES
  },
  {
    what: 'a snapshot is green while a run continues',
    file: 'src/inputs/fail-on.ts',
    right: "purpose === 'snapshot' ? [...DEFAULT, ...OPEN] : DEFAULT",
    wrong: 'DEFAULT',
    tests: HISTORIES
  },
  {
    what: 'an empty `commit` weakens the condition',
    file: 'src/inputs/commit.ts',
    right: "env.INPUT_COMMIT === undefined ? 'auto' : 'empty'",
    wrong: "'auto'",
    tests: PUSHES
  },
  {
    what: 'a workflow run of a branch counts as one of a commit',
    file: 'src/domain/event-commit.ts',
    right: 'if (RUN_OF_A_BRANCH.has(known) || ruleOf(known) === undefined)',
    wrong: 'if (ruleOf(known) === undefined)',
    tests: PUSHES
  },
  {
    what: 'a comment on an issue is about the head of the default branch',
    file: 'src/domain/event-commit.ts',
    right: "  ['schedule', githubSha('branch')],",
    wrong: "  ['schedule', githubSha('branch')],\n  ['issue_comment', githubSha('commit')],",
    tests: '__tests__/unit/domain/event-commit'
  }
]
