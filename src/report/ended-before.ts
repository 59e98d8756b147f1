import type { PipelineState } from '../domain/pipeline-state.js'
import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined, sentences } from './phrases.js'
import { durationText, runLabel } from './text.js'

/** Runs that are named; the others are counted. */
const NAMED = 10

/** What the log adds to a run that had ended before this step began, empty for any other. */
export function endedText({ run, endedBeforeMs }: PipelineState, messages: Messages): string {
  if (run === null || endedBeforeMs === null) return ''
  return messages.say('log.ended_before', { time: durationText(endedBeforeMs, messages) })
}

/** Which runs had ended before this step began, in one line; empty without any. */
export function endedBeforeLine(
  pipelines: readonly PipelineState[],
  messages: Messages,
  escape: Escape = plain
): string {
  const all = pipelines.filter(({ run, endedBeforeMs }) => run !== null && endedBeforeMs !== null)
  if (all.length === 0) return ''
  const named = all.slice(0, NAMED).map(pipeline =>
    messages.say('summary.ended_before.one', {
      name: escape(nameOf(pipeline), 60),
      run: escape(runLabel(pipeline) ?? '–', 40),
      time: durationText(pipeline.endedBeforeMs ?? 0, messages)
    })
  )
  const more = all.length - named.length
  return sentences(
    [
      messages.say('summary.ended_before', { list: joined(named, messages) }),
      more > 0 ? messages.say('log.more', { n: more }) : ''
    ],
    messages
  )
}
