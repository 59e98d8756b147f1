import type { Moment, PipelineSpec, RunSpec, State } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'
import { MINUTE, PROJECT, REPOSITORY, runsKey, SECOND, type Head } from './story.js'

const CONSOLE = 'https://devcloud.cn-north-4.huaweicloud.com/cicd/project'

/** A run, and the commit of this repository that it is of. */
export interface Draft {
  readonly commit: string
  readonly run: Omit<RunSpec, 'number'>
}

/** The runs of a head that has succeeded once, as far as CodeArts has them. */
export function oldRuns({ commit }: Head, leaves: 'by age' | 'by length' | null, index: number): Draft[] {
  if (leaves === 'by age') return []
  const at = -29 * MINUTE + index * SECOND
  return [{ commit, run: { moments: [going(at), { at: at + MINUTE, state: 'success' }] } }]
}

/** More runs than the list is read back. */
export function noiseOf(random: Random, isInDay: boolean): Draft[] {
  const from = (isInDay ? random.whole(0, 10) : random.whole(-25, -15)) * MINUTE
  return Array.from({ length: 520 }, (_, n) => {
    const at = from + n * 500
    return { commit: '0'.repeat(40), run: { moments: [going(at), { at: at + 200, state: 'success' }] } }
  })
}

function going(at: number): Moment {
  return { at, state: 'running' }
}

/** The runs of a head in one pipeline: none, one that comes late, and re-runs of both kinds. */
export function runsOf(random: Random, { commit, from, pullRequest }: Head, isSeveral: boolean): Draft[] {
  // The head of two pull requests is built once.
  if (pullRequest === 50 || random.chance(0.1)) return []
  const start = from + (random.chance(0.9) ? random.whole(2, 50) * SECOND : random.whole(3, 9) * MINUTE)
  const drafts = [runAt(random, commit, start, isSeveral)]
  if (random.chance(0.25))
    drafts.push(runAt(random, commit, start + random.whole(10, 400) * SECOND, isSeveral))
  // A run whose list names this commit, and its detail another.
  if (random.chance(0.06)) {
    const at = start + random.whole(-60, 300) * SECOND
    const { run } = runAt(random, random.hex(40), at, false)
    drafts.push({ commit: '0'.repeat(40), run: { ...run, commitIn: { list: commit, batch: commit } } })
  }
  return drafts
}

function runAt(random: Random, commit: string, at: number, isSeveral: boolean): Draft {
  const waits = random.chance(0.1) ? queueingOf(random) : 0
  const start = at + waits
  const took = random.chance(0.85) ? random.whole(10, 300) * SECOND : random.whole(5, 25) * MINUTE
  const end = start + took
  const moments: Moment[] = [
    { at: start, state: random.chance(0.92) ? 'running' : 'paused' },
    { at: end, state: endOf(random) }
  ]
  // It resumes under the same ID.
  if (random.chance(0.15)) {
    const again = end + random.whole(5, 240) * SECOND
    moments.push(going(again), { at: again + random.whole(5, 200) * SECOND, state: endOf(random) })
  }
  const lag = random.chance(0.7) ? 0 : random.whole(1, 60) * SECOND
  const visible = { batch: at + lag, list: at + lag, detail: at + lag }
  const queue = waits > 0 ? { queue: { at, until: start } } : {}
  const other = random.hex(40)
  const sources = isSeveral ? { sources: [{ commit: other }, { commit }] } : {}
  return {
    commit,
    run: { start, moments, visible, commit: isSeveral ? other : commit, ...queue, ...sources }
  }
}

/** How long it is queued first: now and then longer than it is waited for, or always. */
function queueingOf(random: Random): number {
  if (random.chance(0.6)) return random.whole(10, 400) * SECOND
  return random.chance(0.5) ? random.whole(7, 40) * MINUTE : Number.POSITIVE_INFINITY
}

function endOf(random: Random): State {
  if (random.chance(0.7)) return 'success'
  return random.pick(['error', 'error', 'aborted', 'running'] as const)
}

/** @param shows how queued runs appear @param byCommit takes the runs of each commit */
export function pipelineOf(
  id: string,
  name: string,
  drafts: readonly Draft[],
  isSeveral: boolean,
  shows: 'hidden' | 'queued',
  byCommit: Map<string, RunSpec[]>
): PipelineSpec {
  const triggeredAt = ({ run: { queue, start, moments } }: Draft): number =>
    queue?.at ?? start ?? moments[0]?.at ?? 0
  const runs = drafts
    .toSorted((a, b) => triggeredAt(a) - triggeredAt(b))
    .map(({ commit, run }, index): RunSpec => {
      const made = { commit, ...run, number: index + 1 }
      const key = runsKey(id, commit)
      byCommit.set(key, [...(byCommit.get(key) ?? []), made])
      return made
    })
  const detailUrl = `${CONSOLE}/${PROJECT}/pipeline/detail/${id}/{run}?v=1`
  const own = `https://github.com/${REPOSITORY}.git`
  const sources = isSeveral
    ? {
        sources: [
          { alias: 'tools', url: 'https://github.com/octo/tools.git', gitType: 'github' as const },
          { alias: 'app', url: own, gitType: 'github' as const }
        ]
      }
    : {}
  return { id, name, projectId: PROJECT, origin: 'start', runs, detailUrl, queue: { shows }, ...sources }
}
