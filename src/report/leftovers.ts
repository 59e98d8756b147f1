import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { troubleText } from './text.js'
import type { Conclusion, Leftover } from '../domain/conclusion.js'

/** How many runs are told one by one; of runs that go on, the others are named in one line. */
const SHOWN = 20

export interface LeftoverLines {
  readonly lines: readonly string[]
  /** Runs that may go on although they should not. */
  readonly warnings: readonly string[]
}

/** What became of the runs that this step had started and not seen ended. Every run that may go on is named. */
export function leftoverLines(
  { leftovers, verdict }: Pick<Conclusion, 'leftovers' | 'verdict'>,
  messages: Messages,
  escape: Escape = plain
): LeftoverLines {
  const byId = new Map(verdict.pipelines.map(tracked => [tracked.id, tracked]))
  const linesOf = (told: readonly Leftover[]): string[] =>
    told.slice(0, SHOWN).map(leftover => {
      const tracked = byId.get(leftover.pipelineId)
      const name = escape(tracked === undefined ? leftover.pipelineId : nameOf(tracked), 120)
      return textOf(leftover, name, tracked?.run?.url ?? null, messages, escape)
    })
  const othersIn = (told: readonly Leftover[], key: 'stop.others.left' | 'stop.others.going'): string[] => {
    const others = told.slice(SHOWN).map(leftover => escape(labelOf(leftover), 140))
    return others.length === 0 ? [] : [messages.say(key, { n: others.length, runs: others.join(', ') })]
  }
  const stopped = leftovers.filter(({ fate }) => fate === 'stopped')
  const left = leftovers.filter(({ fate }) => fate === 'left')
  const going = leftovers.filter(({ fate }) => fate === 'unstopped' || fate === 'not_there')
  const more = stopped.length - SHOWN
  return {
    lines: [
      ...linesOf(stopped),
      ...(more > 0 ? [messages.say('log.more', { n: more })] : []),
      ...linesOf(left),
      ...othersIn(left, 'stop.others.left')
    ],
    warnings: [...linesOf(going), ...othersIn(going, 'stop.others.going')]
  }
}

/** What a run can be found by: its ID, else the mark and the pipeline. */
function labelOf({ pipelineId, runId, mark }: Leftover): string {
  return runId ?? `${mark} (${pipelineId})`
}

function textOf(
  { fate, runId, mark, trouble }: Leftover,
  name: string,
  url: string | null,
  messages: Messages,
  escape: Escape
): string {
  const why = trouble === null ? messages.say('stop.no_time') : troubleText(trouble, messages, escape)
  if (runId === null) {
    const about = { name, mark: escape(mark, 60), why }
    if (fate === 'left') return messages.say('stop.left.unknown', about)
    return messages.say(trouble === null ? 'stop.not_there' : 'stop.not_searched', about)
  }
  const about = { name, run: escape(runId, 64), why, link: url === null ? '' : plain(url, 400) }
  switch (fate) {
    case 'unstopped':
      return messages.say('stop.unstopped', about).trim()
    case 'left':
      return messages.say('stop.left', about).trim()
    case 'not_there':
    case 'stopped':
    case 'had_ended':
      return messages.say('stop.stopped', about)
  }
}
