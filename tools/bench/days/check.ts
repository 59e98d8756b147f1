import { JOB_ACCOUNT, type PipelineSpec, type SimStatus } from '../../../simulator/index.js'
import { runIdOf, type RunNow } from '../../../simulator/model.js'
import { allowedIn, changesOf, isKept, pipelinesOf, runsSeen, type State } from './expected.js'
import type { Ended, Played } from './play.js'
import { contextOf, MINUTE, type Day, type Head } from './story.js'
import type { Heard } from '../lib/wire.js'
import { EPOCH } from './wire.js'

/** A sweep ends within ten minutes. */
const LONGEST_MS = 10 * MINUTE
const MOST_WRITES = 40

/** What is wrong with a day, in words; empty if nothing is. */
export function complaints(played: Played): string[] {
  const all = [...played.steps, ...played.last]
  return [
    ...all.flatMap(step => unseenSuccesses(step, played.day)),
    ...all.flatMap(step => lostSuccesses(step, played)),
    ...all.flatMap(step => boundsOf(step)),
    ...all.filter(isWhole).flatMap(step => unsettled(step, all, played)),
    ...ending(played)
  ]
}

/** A success that was sent before the step had seen the newest run of the commit succeed, and read its detail. */
function unseenSuccesses({ sent, heard, job }: Ended, day: Day): string[] {
  return sent.flatMap(({ sentAt, status }) => {
    if (status.state !== 'success') return []
    return pipelinesOf(status.context, day).flatMap(pipeline => {
      const known = heard.filter(({ heardAt }) => heardAt <= sentAt)
      const why = whyUnseen(pipeline, status.sha, known, day)
      return why === null
        ? []
        : [`${job.kind}: success of ${pipeline.name} on ${status.sha.slice(0, 6)} at ${sentAt}: ${why}`]
    })
  })
}

function whyUnseen(pipeline: PipelineSpec, commit: string, heard: readonly Heard[], day: Day): string | null {
  const path = `/pipelines/${pipeline.id}/`
  const batch = heard.findLast(({ kind, ids }) => kind === 'v5.status' && ids.includes(pipeline.id))
  const list = heard.findLast(({ kind, target }) => kind === 'v5.runs' && target.includes(path))
  const inBatch = batch === undefined ? [] : runsSeen(pipeline, commit, 'batch', batch.at, day)
  const inList = list === undefined ? [] : runsSeen(pipeline, commit, 'list', list.at, day)
  const told = [...inBatch, ...inList]
  const newest = told.reduce<RunNow | null>(
    (first, run) => (first === null || run.spec.number >= first.spec.number ? run : first),
    null
  )
  if (newest === null) return 'no run of the commit was told'
  const { number } = newest.spec
  const runId = runIdOf(pipeline, newest.spec)
  const details = heard.filter(
    ({ kind, target }) => kind === 'v5.run' && target.includes(path) && target.includes(runId)
  )
  const read = details.at(-1)
  if (read === undefined) return `the detail of run ${number} was not read`
  const states = [
    ...told.filter(({ spec }) => spec.number === number),
    ...runsSeen(pipeline, commit, 'detail', read.at, day).filter(({ spec }) => spec.number === number)
  ]
  // Of what was reported of it, the latest counts.
  const last = states.reduce((first, run) => (run.past.length > first.past.length ? run : first), newest)
  return last.moment.state === 'success' ? null : `run ${number} was ${last.moment.state}`
}

/** Another state over a success of this action, although the run that counts had succeeded all the time. */
function lostSuccesses({ sent, begins, job }: Ended, { day, statuses }: Played): string[] {
  return sent.flatMap(({ status }) => {
    if (status.state === 'success') return []
    const before = statuses
      .slice(0, statuses.indexOf(status))
      .findLast(other => isOn(other, status.sha, status.context))
    if (before?.state !== 'success' || before.creator !== JOB_ACCOUNT.login) return []
    const until = status.createdAt - EPOCH
    const isForged = day.forged.some(({ commit }) => commit === status.sha)
    const held = pipelinesOf(status.context, day).every(
      pipeline => isKept(status.sha, pipeline, day) || hasHeld(pipeline, status.sha, begins, until, day)
    )
    return held && !isForged
      ? [
          `${job.kind}: ${status.state} over the success of ${status.context} on ${status.sha.slice(0, 6)}, which held`
        ]
      : []
  })
}

function isOn(status: SimStatus, commit: string, context: string): boolean {
  return status.sha === commit && status.context.toLowerCase() === context.toLowerCase()
}

function hasHeld(pipeline: PipelineSpec, commit: string, from: number, until: number, day: Day): boolean {
  const times = [from, until, ...changesOf(pipeline, commit, day).filter(at => at > from && at < until)]
  return times.every(at => {
    const [own] = runsSeen(pipeline, commit, 'any', at, day)
    const [seen] = runsSeen(pipeline, commit, 'list', at, day)
    return own?.moment.state === 'success' && own.spec.number === seen?.spec.number
  })
}

function boundsOf({ job, begins, ends, writes }: Ended): string[] {
  if (job.kind === 'announce' || job.kind === 'gate') return []
  return [
    ...(ends - begins > LONGEST_MS ? [`a sweep took ${ends - begins} ms`] : []),
    ...(writes > MOST_WRITES ? [`a sweep wrote ${writes} times`] : [])
  ]
}

/** A sweep that has done all that there was to do. */
function isWhole({ report }: Ended): boolean {
  if (report === null || report.failures.length > 0) return false
  const { writes, heads, unread, moved } = report.left
  return writes + heads + unread + moved === 0
}

/** What a sweep alone has not settled, of what was there when it began and has not changed since. */
function unsettled(step: Ended, all: readonly Ended[], played: Played): string[] {
  const { day, statuses } = played
  const { begins, ends } = step
  const isBusy = all.some(other => other !== step && other.begins <= ends && other.ends >= begins)
  if (isBusy || day.forged.some(({ at }) => at >= begins && at <= ends)) return []
  return day.heads.flatMap(head => {
    if (!isSwept(head, begins, ends, day)) return []
    return contextsIn(day).flatMap(context => {
      const made = statuses.filter(status => isOn(status, head.commit, context))
      const standing = made.findLast(({ createdAt }) => createdAt - EPOCH <= ends)
      const before = made.findLast(({ createdAt }) => createdAt - EPOCH < begins)
      const allowed = allowedIn(context, head, before, begins, ends, day)
      const found = (standing?.state ?? 'none') as State
      const isOurs = standing?.creator === JOB_ACCOUNT.login
      return allowed.has(found) && isOurs
        ? []
        : [
            `${step.job.kind} at ${begins}: ${context} on ${head.commit.slice(0, 6)} is ${found}${isOurs ? '' : ' of a stranger'}, not ${[...allowed].join('/')}`
          ]
    })
  })
}

/** Whether a commit has been a head into the default branch all the time, and no other one has come or gone. */
function isSwept(head: Head, begins: number, ends: number, day: Day): boolean {
  const others = day.heads.filter(({ commit, base }) => commit === head.commit && base === 'main')
  return head.base === 'main' && others.some(({ from, until }) => from < begins && until > ends)
}

function contextsIn(day: Day): string[] {
  return day.mode === 'one' ? ['codearts/gate'] : day.pipelines.map(contextOf)
}

/** How a day ends, whatever has happened in it: each status as its runs have ended, and nothing more to write. */
function ending({ day, last, statuses }: Played): string[] {
  const final = last.at(-1)
  if (final === undefined || !last.every(isWhole)) return ['the last sweeps fail']
  const more = final.sent.map(
    ({ status }) => `the last sweep still wrote ${status.state} to ${status.context}`
  )
  const heads = day.heads.filter(head => isSwept(head, final.begins, final.ends, day))
  return [
    ...more,
    ...heads.flatMap(({ commit, ...head }) =>
      contextsIn(day).flatMap(context => {
        const standing = statuses.findLast(status => isOn(status, commit, context))
        const allowed = allowedIn(context, { ...head, commit }, standing, final.begins, final.begins, day)
        const found = (standing?.state ?? 'none') as State
        const isRight = allowed.has(found) && found !== 'pending' && standing?.creator === JOB_ACCOUNT.login
        return isRight
          ? []
          : [`${context} on ${commit.slice(0, 6)} ends as ${found}, not ${[...allowed].join('/')}`]
      })
    )
  ]
}
