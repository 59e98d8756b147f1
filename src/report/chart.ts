import type { RunOutcome, Stage } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { MARKS, nameOf } from './conclusion.js'
import { plain } from './escape.js'

/** More than so many pipelines make a picture that nobody reads. */
const PIPELINES = 30
/** Mermaid refuses texts of more than 50,000 characters. */
const LONGEST_CHART = 40_000
const STAGES = 30

/**
 * When which stage ran, as a Gantt chart in Mermaid's language; `null` where there is nothing to draw, or too much.
 * @param now epoch milliseconds, for what has not ended
 */
export function chartOf(pipelines: readonly Tracked[], now: number): string | null {
  if (pipelines.length > PIPELINES) return null
  const sections = pipelines.flatMap(tracked => {
    const bars = barsOf(tracked, now)
    return bars.length === 0 ? [] : [`  section ${safe(nameOf(tracked), 40)}`, ...bars]
  })
  if (sections.length === 0) return null
  const chart = ['gantt', '  dateFormat x', '  axisFormat %H:%M', ...sections].join('\n')
  return chart.length > LONGEST_CHART ? null : chart
}

/** A bar for each stage whose beginning is known; where none is, one for the whole run. */
function barsOf({ run }: Tracked, now: number): string[] {
  if (run === null) return []
  const stages = run.stages
    .filter(({ startedAt, outcome }) => startedAt !== null && outcome !== null)
    .slice(0, STAGES)
  const whole = {
    name: run.runNumber === null ? '' : `#${run.runNumber}`,
    outcome: run.outcome,
    ...timesOf(run)
  }
  return (stages.length > 0 ? stages : [whole]).flatMap(part => bar(part, now))
}

function timesOf({
  startedAt,
  endedAt
}: Pick<Stage, 'startedAt' | 'endedAt'>): Pick<Stage, 'startedAt' | 'endedAt'> {
  return { startedAt, endedAt }
}

function bar({ name, outcome, startedAt, endedAt }: Stage, now: number): string[] {
  if (startedAt === null) return []
  // A bar without any length is not drawn.
  const end = Math.max(endedAt ?? now, startedAt + 1_000)
  const tag = outcome === null ? '' : TAGS[outcome]
  const label = `${outcome === null ? '○' : MARKS[outcome]} ${safe(name, 40)}`.trim()
  return [`  ${label} :${tag === '' ? '' : `${tag}, `}${startedAt}, ${end}`]
}

const TAGS: Readonly<Record<RunOutcome, string>> = {
  success: 'done',
  error: 'crit',
  aborted: 'crit',
  running: 'active',
  paused: 'active',
  unknown: ''
}

/** What the language takes for its own is replaced by a sign that looks like it. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ':': '∶',
  '#': '＃',
  ';': '；',
  ',': '，',
  '"': '”',
  '%': '％',
  '{': '｛',
  '}': '｝',
  '<': '‹',
  '>': '›',
  '&': '＆',
  '\\': '＼',
  '`': '´',
  $: '＄',
  '@': '＠',
  '-': '‐'
}

function safe(text: string, longest: number): string {
  const name = plain(text, longest).replace(/[:#;,"%{}<>&\\`$@-]/g, char => LOOKALIKES[char] ?? '')
  return name === '' ? '–' : name
}
