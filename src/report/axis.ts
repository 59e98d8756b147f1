/** The time axis of a chart: which times it shows, how far apart, and in which form. */

const S = 1_000
const M = 60 * S
const H = 60 * M
const D = 24 * H

/** Distances of two marks, in the words of Mermaid. */
const INTERVALS: readonly (readonly [number, string])[] = [
  [S, '1second'],
  [5 * S, '5second'],
  [10 * S, '10second'],
  [15 * S, '15second'],
  [30 * S, '30second'],
  [M, '1minute'],
  [2 * M, '2minute'],
  [3 * M, '3minute'],
  [5 * M, '5minute'],
  [10 * M, '10minute'],
  [15 * M, '15minute'],
  [30 * M, '30minute'],
  [H, '1hour'],
  [2 * H, '2hour'],
  [3 * H, '3hour'],
  [6 * H, '6hour'],
  [12 * H, '12hour'],
  [D, '1day'],
  [7 * D, '1week'],
  [31 * D, '1month'],
  [92 * D, '3month'],
  [366 * D, '12month']
]
/** In a window of 420 pixels, labels that are closer than this overlap: the wider the label, the fewer fit. */
const MOST_INTERVALS: Readonly<Record<string, number>> = { '%H:%M:%S': 3, '%m-%d %H:%M': 3 }
const INTERVALS_OF_SHORT_LABELS = 4

/** @param spanMs from the first to the last instant of the chart */
export function axisOf(spanMs: number): { readonly format: string; readonly interval: string } {
  for (const [distance, interval] of INTERVALS) {
    const format = formatFor(spanMs, distance)
    if (spanMs / distance <= (MOST_INTERVALS[format] ?? INTERVALS_OF_SHORT_LABELS))
      return { format, interval }
  }
  const months = 12 * Math.ceil(spanMs / (INTERVALS_OF_SHORT_LABELS * 366 * D))
  return { format: formatFor(spanMs, 0), interval: `${months}month` }
}

function formatFor(spanMs: number, distance: number): string {
  if (spanMs < 10 * M) return '%H:%M:%S'
  if (spanMs <= D) return '%H:%M'
  if (distance > 0 && distance < D) return '%m-%d %H:%M'
  return spanMs < 300 * D ? '%m-%d' : '%Y-%m'
}

/**
 * What a clock shows, given as if it were UTC, written without a zone: Mermaid reads and shows it in the zone of the
 * browser, so that everybody sees the same. (In the one hour a year that a browser's zone skips, a bar may be an
 * hour late.)
 */
export function chartTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')
}
