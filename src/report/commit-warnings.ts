import { ofAnotherCommit } from '../domain/another-commit.js'
import type { Conclusion } from '../domain/conclusion.js'
import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { runLabel } from './text.js'

/** GitHub shows this many annotations of a step; one of them counts the rest. */
const NAMED = 9

/** A warning for each judged run that is of another commit than the event is about. */
export function commitWarnings(
  { verdict, underTest }: Conclusion,
  messages: Messages,
  escape: Escape = plain
): string[] {
  const found = ofAnotherCommit(verdict.pipelines, underTest)
  const named = found.slice(0, NAMED).map(({ pipeline, commit }) =>
    messages.say(
      pipeline.target.kind === 'pin' ? 'warning.another_commit.pinned' : 'warning.another_commit',
      {
        name: escape(nameOf(pipeline), 120),
        run: escape(runLabel(pipeline) ?? '–', 40),
        commit: escape(commit, 64),
        wanted: underTest?.commit ?? ''
      }
    )
  )
  const more = found.length - named.length
  return more > 0 ? [...named, messages.say('warning.another_commit.more', { n: more })] : named
}
