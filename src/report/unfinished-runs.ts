import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { errorText } from './text.js'
import type { Conclusion, UnfinishedRun } from '../domain/conclusion.js'

/** How many runs get a line each; the other runs that continue share one line. */
const SHOWN = 20

export interface UnfinishedRunLines {
  readonly lines: readonly string[]
  /** Runs that may continue although they should not. */
  readonly warnings: readonly string[]
}

/** How a target writes what comes from elsewhere. */
export interface Style {
  readonly escape: Escape
  readonly address: (url: string) => string
}

const PLAIN: Style = { escape: plain, address: url => plain(url, 400) }

/** What became of the runs that this step had started and not seen ended. Every run that may continue is named. */
export function unfinishedRunLines(
  { unfinishedRuns, verdict }: Pick<Conclusion, 'unfinishedRuns' | 'verdict'>,
  messages: Messages,
  style: Style = PLAIN
): UnfinishedRunLines {
  const { escape } = style
  const byId = new Map(verdict.pipelines.map(pipeline => [pipeline.id, pipeline]))
  const linesOf = (told: readonly UnfinishedRun[]): string[] =>
    told.slice(0, SHOWN).map(unfinishedRun => {
      const pipeline = byId.get(unfinishedRun.pipelineId)
      const name = escape(pipeline === undefined ? unfinishedRun.pipelineId : nameOf(pipeline), 120)
      return textOf(unfinishedRun, name, pipeline?.run?.url ?? null, messages, style)
    })
  const othersIn = (
    told: readonly UnfinishedRun[],
    key: 'stop.others.left' | 'stop.others.going'
  ): string[] => {
    const others = told.slice(SHOWN).map(unfinishedRun => escape(labelOf(unfinishedRun), 140))
    return others.length === 0 ? [] : [messages.say(key, { n: others.length, runs: others.join(', ') })]
  }
  const stopped = unfinishedRuns.filter(({ disposition }) => disposition === 'stopped')
  const left = unfinishedRuns.filter(({ disposition }) => disposition === 'left')
  const going = unfinishedRuns.filter(
    ({ disposition }) => disposition === 'unstopped' || disposition === 'not_there'
  )
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

/** What a run can be found by: its ID, else the correlation ID and the pipeline. */
function labelOf({ pipelineId, runId, correlationId }: UnfinishedRun): string {
  return runId ?? `${correlationId} (${pipelineId})`
}

function textOf(
  { disposition, runId, correlationId, lastError }: UnfinishedRun,
  name: string,
  url: string | null,
  messages: Messages,
  { escape, address }: Style
): string {
  const why = lastError === null ? messages.say('stop.no_time') : errorText(lastError, messages, escape)
  if (runId === null) {
    const about = { name, correlationId: escape(correlationId, 60), why }
    if (disposition === 'left') return messages.say('stop.left.unknown', about)
    return messages.say(lastError === null ? 'stop.not_there' : 'stop.not_searched', about)
  }
  const about = { name, run: escape(runId, 64), why, link: url === null ? '' : address(url) }
  switch (disposition) {
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
