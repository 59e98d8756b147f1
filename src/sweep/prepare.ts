import type { V5Cloud } from '../codearts/cloud.js'
import type { V5Sweep } from '../codearts/v5/status.js'
import { timeAt } from '../domain/cloud-clock.js'
import type { OpenHead } from '../domain/open-head.js'
import { slotsOf } from '../domain/status-slots.js'
import type { SweepRules } from '../domain/sweep.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { OpenHeads } from '../forge/open-heads.js'
import { initialStates, type Config } from '../inputs/config.js'
import { resolveConfig } from '../inputs/resolve.js'
import { observe, statesFor, type Judging } from './judge.js'
import type { Opened } from './opened.js'

/** A sweep that knows its pipelines and their contexts. */
export interface Prepared {
  readonly config: Config
  readonly judging: Judging
  /** The pipelines before the first poll. */
  readonly states: readonly PipelineState[]
  readonly polls: V5Sweep
}

/** Finds the pipelines, and what they are called: contexts depend on it. @param first a head to begin with */
export async function prepare(opened: Opened, read: OpenHeads, first: OpenHead): Promise<Prepared> {
  const { cloud, statuses, messages, input, redact } = opened
  const { config, project } = await resolveConfig(opened.config, () => cloud.pipelines())
  cloud.names.know(project)
  const states = initialStates(config)
  const polls = cloud.sweep()
  const { repository } = input
  // Names are looked up once a request has been accepted; what this one brings serves all heads.
  await observe(statesFor(first, states, repository), polls.listed)
  await learnNames(states, statuses.mode === 'each', cloud)
  const nameOf = (id: string): string | null => cloud.names.of(id)
  const judging: Judging = {
    ...{ scheme: statuses, messages, redact, repository, nameOf },
    rules: rulesOf(config, read, opened),
    slots: slotsOf(states, nameOf, statuses),
    readBackTo: id => polls.readBackTo(id),
    runsOf: (id, commit) => polls.runsOf(id, commit),
    queuedSince: onceEach(id => queuedSince(id, opened))
  }
  return { config, judging, states, polls }
}

/**
 * @param isNeeded whether contexts are made of them: then one that could not be read must not pass for one without a
 * name
 */
async function learnNames(
  states: readonly PipelineState[],
  isNeeded: boolean,
  cloud: V5Cloud
): Promise<void> {
  const { names } = cloud
  const ids = states.map(({ id }) => id)
  names.lookUp(ids, isNeeded ? 'all' : 'some')
  await names.whole()
  if (isNeeded && ids.some(id => names.of(id) === null)) names.know(await cloud.pipelines())
}

function rulesOf(
  { failOn, startTimeoutMs, timeoutMs }: Config,
  { readAt }: OpenHeads,
  { effects: { clock }, requests, statuses }: Opened
): SweepRules {
  const machine = { epochMs: clock.epoch(), at: clock.now() }
  return {
    ...{ mode: statuses.mode, failOn, startTimeoutMs, timeoutMs },
    forgeNow: readAt ?? clock.epoch(),
    cloudNow: timeAt(requests.serverClock.reading ?? machine, clock.now())
  }
}

async function queuedSince(id: string, { cloud, requests }: Opened): Promise<readonly (number | null)[]> {
  const { deadline, signal } = requests
  const records = await cloud.runsApi({ deadline, signal }).queue(id)
  return records.flatMap(({ state, since }) => (state === 'waiting' ? [since] : []))
}

/** Asks for each once. */
function onceEach<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return id => {
    const answer = answers.get(id) ?? ask(id)
    answers.set(id, answer)
    return answer
  }
}
