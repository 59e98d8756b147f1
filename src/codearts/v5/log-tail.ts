import type { LogPage } from './run-detail.js'
import type { JsonObject } from '../../common/json.js'

/** The last lines of a log, oldest first, and whether there is more before them. */
export interface LogTail {
  readonly lines: readonly string[]
  readonly isCut: boolean
}

/**
 * Reads a log from its end, page by page.
 *
 * A page that comes empty is asked for once more, because the log may not have been ready. Where an answer has no
 * offset to continue from, or the one that was requested, there is no more to read: it would be the same page.
 *
 * @param ask one request for so many lines; `null` where it brought nothing, which ends the reading
 * @param limit in lines
 * @param allowed requests at most
 */
export async function readTail(
  ask: (limit: number, from: JsonObject | null) => Promise<LogPage | null>,
  limit: number,
  allowed: number
): Promise<LogTail> {
  let lines: string[] = []
  let isCut = false
  let from: JsonObject | null = null
  for (let left = allowed; left > 0 && lines.length < limit; left--) {
    const page: LogPage | null = await ask(limit - lines.length, from)
    if (page === null) break
    if (page.log === '') {
      if (lines.length > 0) break
      continue
    }
    const isSame = from !== null && page.next !== null && isEqual(page.next, from)
    isCut = page.hasMore || isSame
    if (isSame) break
    lines = [...downwards(linesOf(page.log)), ...lines]
    if (!page.hasMore || page.next === null || isEqual(page.next, from ?? START)) break
    from = page.next
  }
  return { lines: lines.slice(-limit), isCut: isCut || lines.length > limit }
}

/** What the first request asks from. */
const START = { start_offset: 0, end_offset: 0 }

function linesOf(log: string): string[] {
  return log.replace(/\r?\n$/, '').split(/\r?\n/)
}

const TIME = /^\W?(\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?)/

/** Lines within a page read downwards, which is not documented: pages whose times say otherwise are reversed. */
function downwards(lines: readonly string[]): readonly string[] {
  const times = lines.map(line => TIME.exec(line)?.[1]).filter(time => time !== undefined)
  const [first, last] = [times[0] ?? '', times.at(-1) ?? '']
  return first > last ? lines.toReversed() : lines
}

function isEqual(a: JsonObject, b: JsonObject): boolean {
  return a.start_offset === b.start_offset && a.end_offset === b.end_offset
}
