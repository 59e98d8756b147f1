import { isObject } from '../common/json.js'
import type { Project } from '../codearts/v5/api.js'
import { isCorrelationId } from './description.js'

/** A run that this step has started, or may have started. */
export interface JournalEntry {
  readonly pipelineId: string
  /** `null`: the start was sent, and the service did not return its run. */
  readonly runId: string | null
  /** In the description of the run. */
  readonly correlationId: string
  /** Epoch milliseconds of the start. */
  readonly since: number
  /** Whether it is of another commit than the one asked for: it is stopped whatever ends the step. */
  readonly isMismatched: boolean
  /** Whether this process has its ID from CodeArts: what a step has left may have been written by anybody. */
  readonly isAnswered: boolean
  /** Whether CodeArts has shown it as the run that was started here. */
  readonly isVerified: boolean
  /** Whether it waits in the queue of its pipeline, as far as that is known. */
  readonly isQueued: boolean
  /** Its record in the queue, `null` where that is not known. */
  readonly queueId: string | null
}

/** What this step has started and has not seen ended: kept for the case that it is killed. */
export interface Journal {
  /** To be called before a start is sent. */
  record(entry: Pick<JournalEntry, 'pipelineId' | 'correlationId' | 'since'>): void
  /** The run is known now. */
  setRunId(pipelineId: string, runId: string): void
  /** The run that was taken for the started one is another one. */
  forgetRun(pipelineId: string): void
  /** CodeArts has shown the run as the one that was started here. */
  markVerified(pipelineId: string): void
  /** The run waits in the queue. */
  markQueued(pipelineId: string, queueId: string | null): void
  markDequeued(pipelineId: string): void
  /** The run is of another commit than the one asked for. */
  markMismatched(pipelineId: string): void
  /** Nothing was created, or it has ended, or it is to be left alone. */
  remove(pipelineId: string): void
  of(pipelineId: string): JournalEntry | null
  open(): readonly JournalEntry[]
}

/** What is kept for the post step: runs, and where they are. */
export interface SavedJournal {
  readonly project: Project
  readonly entries: readonly JournalEntry[]
}

/**
 * What is kept, by name: one text for the project, and one for each pipeline, so that a change writes that one only.
 */
type State = Readonly<Record<string, string>>

const PROJECT = 'project'
const RUN = 'run_'

/** What is known of a run before CodeArts has shown it. */
const UNSEEN = { isAnswered: true, isVerified: false, isQueued: false, queueId: null } as const

/**
 * @param save keeps a text for the post step, in the place of the one before of that name; it holds IDs and no
 * secrets
 */
export function openJournal(project: Project, save: (name: string, state: string) => void): Journal {
  const entries = new Map<string, JournalEntry>()
  let isProjectSaved = false
  const set = (entry: JournalEntry): void => {
    if (!isProjectSaved) save(PROJECT, JSON.stringify(project))
    isProjectSaved = true
    entries.set(entry.pipelineId, entry)
    save(`${RUN}${entry.pipelineId}`, JSON.stringify(keptOf(entry)))
  }
  const change = (pipelineId: string, news: Partial<JournalEntry>): void => {
    const entry = entries.get(pipelineId)
    if (entry !== undefined) set({ ...entry, ...news })
  }
  return {
    record: entry => set({ ...entry, runId: null, isMismatched: false, ...UNSEEN }),
    setRunId: (pipelineId, runId) => change(pipelineId, { runId }),
    forgetRun: pipelineId => change(pipelineId, { runId: null, isMismatched: false, ...UNSEEN }),
    markVerified(pipelineId) {
      const entry = entries.get(pipelineId)
      if (entry !== undefined) entries.set(pipelineId, { ...entry, isVerified: true })
    },
    markQueued: (pipelineId, queueId) => change(pipelineId, { isQueued: true, queueId }),
    markDequeued(pipelineId) {
      if (entries.get(pipelineId)?.isQueued === true) change(pipelineId, { isQueued: false, queueId: null })
    },
    markMismatched(pipelineId) {
      if (entries.get(pipelineId)?.isMismatched === false) change(pipelineId, { isMismatched: true })
    },
    remove(pipelineId) {
      if (entries.delete(pipelineId)) save(`${RUN}${pipelineId}`, '')
    },
    of: pipelineId => entries.get(pipelineId) ?? null,
    open: () => [...entries.values()]
  }
}

/** What a post step takes from an entry, after checking it; whose run it is, CodeArts says. */
function keptOf({ runId, correlationId, since, isMismatched, isQueued, queueId }: JournalEntry): Fields {
  return { runId, correlationId, since, isMismatched, isQueued, queueId }
}

/** Whether a step has left anything at all. */
export function hasEntries(state: State): boolean {
  return Object.entries(state).some(([name, text]) => name.startsWith(RUN) && text !== '')
}

/** The pipelines that a step has left runs of, as recorded in the state. */
export function savedPipelines(state: State): string[] {
  return Object.keys(state).flatMap(name => /^run_([0-9A-Za-z]{32})$/.exec(name)?.[1] ?? [])
}

/**
 * What a step has left, checked like an input: whoever can set a variable of the job could have written it. Whatever
 * is no run of a requested pipeline that a step like this one has started is passed over.
 * @param requested the pipelines that the inputs name
 */
export function readJournal(state: State, requested: Iterable<string>): SavedJournal | null {
  const project = readProject(parsed(state[PROJECT]))
  if (project === null) return null
  const entries = [...requested].flatMap(id => readEntry(id, parsed(state[`${RUN}${id}`])) ?? [])
  return entries.length === 0 ? null : { project, entries }
}

function readProject({ region, projectId, hasOwnEndpoint }: Fields): Project | null {
  const isWhole = isMatch(region, /^[0-9A-Za-z-]{1,64}$/) && isMatch(projectId, /^[0-9A-Za-z]{32}$/)
  return isWhole ? { region, projectId, hasOwnEndpoint: hasOwnEndpoint === true } : null
}

function readEntry(pipelineId: string, fields: Fields): JournalEntry | null {
  const { runId, correlationId, since, isMismatched, isQueued, queueId } = fields
  if (runId !== null && !isMatch(runId, /^[0-9A-Za-z]{32}$/)) return null
  if (!isCorrelationId(correlationId) || typeof isMismatched !== 'boolean') return null
  if (typeof isQueued !== 'boolean') return null
  // The reference calls it a number, Huawei's own Terraform provider a text.
  if (queueId !== null && !isMatch(queueId, /^[0-9A-Za-z]{1,64}$/)) return null
  if (typeof since !== 'number' || !Number.isSafeInteger(since) || since < 0) return null
  // Whose run it is has to be shown by CodeArts, whatever is written here.
  const unproven = { isAnswered: false, isVerified: false }
  return { pipelineId, runId, correlationId, since, isMismatched, ...unproven, isQueued, queueId }
}

function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

type Fields = Readonly<Record<string, unknown>>

function parsed(text: string | undefined): Fields {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
