import { isObject } from './codearts/envelope.js'
import { text } from './codearts/values.js'

/** A run that this step has started, or may have started. */
export interface Entry {
  readonly pipelineId: string
  /** `null`: the start was sent, and its answer is not known. */
  readonly runId: string | null
  /** Stands in the description of the run. */
  readonly mark: string
  /** Epoch milliseconds of the start. */
  readonly since: number
}

/** What this step has started and has not seen ended: kept for the case that it is killed. */
export interface Ledger {
  /** To be called before a start is sent. */
  enter(entry: Entry): void
  /** The run is known now. */
  learn(pipelineId: string, runId: string): void
  /** Nothing was created, or it has ended, or it is to be left alone. */
  strike(pipelineId: string): void
  open(): readonly Entry[]
}

/** The runner hands a state to the post step in its environment, where one value has 128 KiB at most. */
const LONGEST_STATE = 100_000

/** @param save keeps a text for the post step; it holds IDs and no secrets */
export function openLedger(save: (state: string) => void): Ledger {
  const entries = new Map<string, Entry>()
  const keep = (): void => save(written([...entries.values()]))
  return {
    enter(entry) {
      entries.set(entry.pipelineId, entry)
      keep()
    },
    learn(pipelineId, runId) {
      const entry = entries.get(pipelineId)
      if (entry === undefined) return
      entries.set(pipelineId, { ...entry, runId })
      keep()
    },
    strike(pipelineId) {
      if (entries.delete(pipelineId)) keep()
    },
    open: () => [...entries.values()]
  }
}

function written(entries: readonly Entry[]): string {
  const state = JSON.stringify(entries)
  return state.length <= LONGEST_STATE ? state : written(entries.slice(0, Math.floor(entries.length / 2)))
}

/** The entries that a step has left; none for a text that is not a ledger's. */
export function readLedger(state: string): Entry[] {
  try {
    const entries: unknown = JSON.parse(state)
    if (!Array.isArray(entries)) return []
    return entries.filter(isObject).flatMap(({ pipelineId, runId, mark, since }) => {
      const [id, known, words] = [text(pipelineId), text(runId), text(mark)]
      if (id === null || words === null || typeof since !== 'number') return []
      return [{ pipelineId: id, runId: known, mark: words, since }]
    })
  } catch {
    return []
  }
}
