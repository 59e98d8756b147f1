import { factsOf, type Shown } from './facts.js'
import type { Ended, Heard } from './play.js'
import type { Story } from './story.js'
import { idIn, wordsFor, type Said } from './truth.js'

/** Faults that say that nothing was done, as the service itself says it. */
const REFUSALS: ReadonlySet<string> = new Set([
  'HTTP 401',
  'HTTP 404',
  'HTTP 429',
  'HTTP 429, ask in 7 s',
  'error under 200',
  'throttled under 200'
])
const ENDED: ReadonlySet<string> = new Set(['success', 'error', 'aborted'])
/** Between the poll that shows a failure and its retry, the run's detail is asked for why it failed. */
const DETAILS_BEFORE = 3

/** What is wrong with the retries that a step has asked for. */
export function retryComplaints(story: Story, ended: Ended): string[] {
  return story.asked.flatMap(id => {
    const requests = ended.retryRequests.filter(({ target }) => target.includes(`/pipelines/${id}/`))
    if (requests.length === 0) return []
    const { pipeline, states } = factsOf(story, id, ended)
    const counting = requests.filter(request => !isRefused(request))
    const shownOf = (request: Heard): Shown[] =>
      states.filter(({ at, run }) => at <= request.at && request.target.includes(idIn(story, pipeline, run)))
    const most = Number(story.inputs.retry ?? '0')
    return [
      ...(counting.length > most ? [`${id}: ${counting.length} retries`] : []),
      ...requests.flatMap(request =>
        hasFailed(story, shownOf(request)) ? [] : [`${id}: a retry at ${request.at}, when nothing had failed`]
      ),
      ...counting.slice(1).flatMap((request, index) => {
        const before = counting[index]
        const isSame =
          before?.target === request.target && changes(shownOf(request)) === changes(shownOf(before))
        return isSame ? [`${id}: a second retry of one failure at ${request.at}`] : []
      })
    ]
  })
}

/** Whether a failure is what was shown last, but for the details that say why. */
function hasFailed(story: Story, shown: readonly Shown[]): boolean {
  const batch = shown.findLast(({ by }) => by === 'batch')
  const last = [...shown.slice(-DETAILS_BEFORE), ...(batch === undefined ? [] : [batch])]
  return last.some(({ moment }) => wordsFor(story, moment).includes('error'))
}

/** Why `attempts` is not what CodeArts has shown of a run; `null` if it is. */
export function whyMiscounted(
  story: Story,
  { id, run_id: runId, attempts }: Said,
  ended: Ended
): string | null {
  if (story.api === 'v3' || runId === null)
    return attempts === null ? null : `is attempt ${attempts} of no run`
  const { pipeline, states } = factsOf(story, id, ended)
  const own = states.filter(({ run }) => idIn(story, pipeline, run) === runId)
  const first = ended.retryRequests.find(({ target }) => target.includes(`/${runId}/`))
  // From its first retry on, the run is known to be the one that counts.
  const sure = first === undefined ? [] : own.filter(({ at, by }) => by === 'batch' && at >= first.at - 1)
  const [least, most] = [1 + changes(sure), 1 + changes(own)]
  return attempts !== null && attempts >= least && attempts <= most
    ? null
    : `is attempt ${attempts}, not ${least} to ${most}`
}

/** How often a run that had ended was shown to resume, or with another end. */
function changes(shown: readonly Shown[]): number {
  return shown.filter(({ moment }, index) => {
    const before = shown[index - 1]?.moment
    return before !== undefined && ENDED.has(before.state) && before !== moment && before.at !== moment.at
  }).length
}

function isRefused({ fault, status }: Heard): boolean {
  return fault === null ? status >= 400 : REFUSALS.has(fault)
}
