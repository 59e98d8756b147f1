import { text, isObject } from '../codearts/cloud.js'
import type { Project } from '../codearts/v5/api.js'

/** A run that this step has started, or may have started. */
export interface JournalEntry {
  readonly pipelineId: string
  /** `null`: the start was sent, and the service has not told its run. */
  readonly runId: string | null
  /** Stands in the description of the run. */
  readonly correlationId: string
  /** Epoch milliseconds of the start. */
  readonly since: number
  /** Whether it is of another commit than the one asked for: it is stopped whatever ends the step. */
  readonly isMismatched: boolean
}

/** What this step has started and has not seen ended: kept for the case that it is killed. */
export interface Journal {
  /** To be called before a start is sent. */
  record(entry: Pick<JournalEntry, 'pipelineId' | 'correlationId' | 'since'>): void
  /** The run is known now. */
  setRunId(pipelineId: string, runId: string): void
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

/** The runner hands a state to the post step in its environment, where one value has 128 KiB at most. */
const LONGEST_STATE = 100_000

/** @param save keeps a text for the post step; it holds IDs and no secrets */
export function openJournal(project: Project, save: (state: string) => void): Journal {
  const entries = new Map<string, JournalEntry>()
  const keep = (): void => save(written({ project, entries: [...entries.values()] }))
  const change = (pipelineId: string, news: Partial<JournalEntry>): void => {
    const entry = entries.get(pipelineId)
    if (entry === undefined) return
    entries.set(pipelineId, { ...entry, ...news })
    keep()
  }
  return {
    record(entry) {
      entries.set(entry.pipelineId, { ...entry, runId: null, isMismatched: false })
      keep()
    },
    setRunId: (pipelineId, runId) => change(pipelineId, { runId }),
    markMismatched: pipelineId => change(pipelineId, { isMismatched: true }),
    remove(pipelineId) {
      if (entries.delete(pipelineId)) keep()
    },
    of: pipelineId => entries.get(pipelineId) ?? null,
    open: () => [...entries.values()]
  }
}

function written({ project, entries }: SavedJournal): string {
  if (entries.length === 0) return ''
  const state = JSON.stringify({ ...project, runs: entries })
  if (state.length <= LONGEST_STATE) return state
  return written({ project, entries: entries.slice(0, Math.floor(entries.length / 2)) })
}

/** What a step has left; no entries for a text that is not a journal's. */
export function readJournal(state: string): SavedJournal {
  const { region, projectId, runs } = parsed(state)
  const project = { region: text(region) ?? '', projectId: text(projectId) ?? '' }
  const entries = (Array.isArray(runs) ? runs : []).filter(isObject).flatMap(run => {
    const [pipelineId, runId, correlationId] = [
      text(run.pipelineId),
      text(run.runId),
      text(run.correlationId)
    ]
    const { since } = run
    if (pipelineId === null || correlationId === null || typeof since !== 'number') return []
    return [{ pipelineId, runId, correlationId, since, isMismatched: run.isMismatched === true }]
  })
  return { project, entries }
}

function parsed(state: string): Readonly<Record<string, unknown>> {
  try {
    const saved: unknown = JSON.parse(state)
    return isObject(saved) ? saved : {}
  } catch {
    return {}
  }
}
