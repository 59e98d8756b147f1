import type { RunOutcome, Stage } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { axisOf, chartTime } from './axis.js'
import { offsetMs, UTC, type TimeZone } from './time-zone.js'
import { stageSymbol, nameOf } from './conclusion.js'
import { plain } from './escape.js'

/** With more pipelines than this, the chart is unreadable. */
export const CHART_PIPELINES = 30
/** Stages drawn of a run. */
export const CHART_STAGES = 30
/** Mermaid refuses texts of more than 50,000 characters. */
const LONGEST_CHART = 40_000
/** Of a name in front of the bars, where a wide character counts as two. */
const NAME_COLUMNS = 24
/** A longer name on a bar runs into the names in front of the bars where the window is narrow. */
const BAR_COLUMNS = 14
/** Of a column, in the size that Mermaid writes names of sections in; and what is around them. */
const COLUMN_PX = 6.5
const MARGIN_PX = 24

/** A chart, or why there is none where one might be expected. */
export type Chart =
  { readonly text: string; readonly isCut: boolean } | { readonly leftOut: 'many' | 'long' } | null

/**
 * When which stage ran, as a Gantt chart in Mermaid's language; `null` where there is nothing to draw.
 * @param now epoch milliseconds, for what has not ended and was not seen since
 * @param zone its offset at the beginning holds for the whole chart: a bar must not end before it begins
 */
export function chartOf(pipelines: readonly PipelineState[], now: number, zone: TimeZone = UTC): Chart {
  const sections = pipelines
    .map(pipeline => ({ name: cut(safe(nameOf(pipeline), 60), NAME_COLUMNS), bars: barsOf(pipeline, now) }))
    .filter(({ bars }) => bars.length > 0)
  if (sections.length === 0) return null
  if (pipelines.length > CHART_PIPELINES) return { leftOut: 'many' }
  const begin = Math.min(...sections.flatMap(({ bars }) => bars.map(({ startedAt }) => startedAt)))
  const shift = offsetMs(zone, begin)
  const text = [
    ...head(sections),
    ...sections.flatMap(({ name, bars }) => [`  section ${name}`, ...bars.map(bar => barLine(bar, shift))])
  ].join('\n')
  if (text.length > LONGEST_CHART) return { leftOut: 'long' }
  return { text, isCut: pipelines.some(({ run }) => (run?.stages.length ?? 0) > CHART_STAGES) }
}

/**
 * What is the same in GitHub's light and dark theme; all else is left to the theme. A bar that has ended is filled, and
 * its name dark on it; one that has not is tinted, and its name in a grey that both backgrounds carry, for Mermaid gives
 * `active` bars one colour for names inside and outside.
 * https://mermaid.js.org/config/theming.html
 */
const COLOURS = {
  taskBkgColor: '#aceebb',
  taskBorderColor: '#4ac26b',
  taskTextColor: '#1f2328',
  critBkgColor: '#ffcecb',
  critBorderColor: '#ff8182',
  activeTaskBkgColor: 'rgba(212, 167, 44, 0.08)',
  activeTaskBorderColor: '#d4a72c',
  taskTextDarkColor: '#818b98'
}

interface Section {
  readonly name: string
  readonly bars: readonly Bar[]
}

/** What holds for the whole chart: room for the names, and an axis that fits the span. */
function head(sections: readonly Section[]): string[] {
  const bars = sections.flatMap(({ bars }) => bars)
  const begin = Math.min(...bars.map(({ startedAt }) => startedAt))
  const end = Math.max(...bars.map(({ endedAt }) => endedAt))
  const { format, interval } = axisOf(end - begin)
  const widest = Math.max(...sections.map(({ name }) => columnsOf(name)))
  const padding = Math.round(widest * COLUMN_PX + MARGIN_PX)
  return [
    `%%{init: ${JSON.stringify({ gantt: { leftPadding: padding }, themeVariables: COLOURS })}}%%`,
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${format}`,
    `  tickInterval ${interval}`,
    '  todayMarker off'
  ]
}

interface Bar {
  readonly name: string
  readonly outcome: RunOutcome | null
  readonly startedAt: number
  readonly endedAt: number
}

/** A bar for each stage whose beginning is known; where none is, one for the whole run. */
function barsOf({ run, observedAt }: PipelineState, now: number): Bar[] {
  if (run === null) return []
  const stages = run.stages
    .slice(0, CHART_STAGES)
    .filter(({ startedAt, outcome }) => startedAt !== null && outcome !== null)
  const { startedAt, endedAt, outcome, runNumber } = run
  const whole = { name: runNumber === null ? '' : `#${runNumber}`, outcome, startedAt, endedAt }
  return (stages.length > 0 ? stages : [whole]).flatMap(part => bar(part, observedAt ?? now))
}

function bar({ name, outcome, startedAt, endedAt }: Stage, now: number): Bar[] {
  if (startedAt === null || !isDrawable(startedAt)) return []
  const end = endedAt ?? now
  // A bar without any length is not drawn.
  return [
    { name, outcome, startedAt, endedAt: Math.max(isDrawable(end) ? end : startedAt, startedAt + 1_000) }
  ]
}

/** Whether it is an instant of the four-digit years. */
function isDrawable(epochMs: number): boolean {
  return epochMs >= 0 && epochMs < Date.UTC(9999, 0)
}

function barLine({ name, outcome, startedAt, endedAt }: Bar, shift: number): string {
  const tag = outcome === null ? '' : TAGS[outcome]
  const label = `${stageSymbol({ outcome })} ${cut(safe(name, 40), BAR_COLUMNS)}`.trim()
  return `  ${label} :${tag === '' ? '' : `${tag}, `}${chartTime(startedAt + shift)}, ${chartTime(endedAt + shift)}`
}

/** A name of limited width. */
function cut(name: string, most: number): string {
  const characters = [...name]
  let columns = 0
  const saved = characters.findIndex(character => (columns += columnsOf(character)) > most)
  return saved < 0 ? name : `${characters.slice(0, saved - 1).join('')}…`
}

/** How wide a text is, in Latin letters. */
function columnsOf(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u1100-\uFFFF]|[^\0-\uFFFF]/u.test(character) ? 2 : 1),
    0
  )
}

const TAGS: Readonly<Record<RunOutcome, string>> = {
  success: '',
  error: 'crit',
  aborted: 'crit',
  running: 'active',
  paused: 'active',
  unknown: 'active'
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
