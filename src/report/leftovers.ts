import { nameOf, type Conclusion, type Leftover } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { troubleText } from './text.js'

/** How many runs are told one by one. */
const SHOWN = 20

export interface LeftoverLines {
  readonly lines: readonly string[]
  /** Runs that may go on although they should not. */
  readonly warnings: readonly string[]
}

/** What became of the runs that this step had started and not seen ended. */
export function leftoverLines(
  { leftovers, verdict }: Pick<Conclusion, 'leftovers' | 'verdict'>,
  messages: Messages,
  escape: Escape = plain
): LeftoverLines {
  const byId = new Map(verdict.pipelines.map(tracked => [tracked.id, tracked]))
  const told = leftovers.filter(({ fate }) => fate !== 'had_ended')
  const texts = told.slice(0, SHOWN).map(leftover => {
    const tracked = byId.get(leftover.pipelineId)
    const name = escape(tracked === undefined ? leftover.pipelineId : nameOf(tracked), 120)
    return { text: textOf(leftover, name, tracked?.run?.url ?? null, messages, escape), is: leftover.fate }
  })
  const more = told.length > SHOWN ? [messages.say('log.more', { n: told.length - SHOWN })] : []
  const isWarning = (fate: Leftover['fate']): boolean => fate === 'unstopped' || fate === 'not_there'
  return {
    lines: [...texts.filter(({ is }) => !isWarning(is)).map(({ text }) => text), ...more],
    warnings: texts.filter(({ is }) => isWarning(is)).map(({ text }) => text)
  }
}

function textOf(
  { fate, runId, mark, trouble }: Leftover,
  name: string,
  url: string | null,
  messages: Messages,
  escape: Escape
): string {
  const run = escape(runId ?? '–', 64)
  const link = url === null ? '' : plain(url, 400)
  switch (fate) {
    case 'unstopped': {
      const why = trouble === null ? messages.say('stop.no_time') : troubleText(trouble, messages, escape)
      return messages.say('stop.unstopped', { name, run, why, link }).trim()
    }
    case 'not_there':
      return messages.say('stop.not_there', { name, mark: escape(mark, 60) })
    case 'left':
      return messages.say('stop.left', { name, run, link }).trim()
    case 'stopped':
    case 'had_ended':
      return messages.say('stop.stopped', { name, run })
  }
}
