import type { PipelineRun } from '../../domain/pipeline-run.js'

/** What details have shown: a batch response and a list have one commit only, and may be wrong about it. */
export interface Proofs {
  /** Remembers what the detail of a run had. */
  learned(detail: PipelineRun): PipelineRun
  /** A run of a batch response with the commits that its detail had. */
  applied(run: PipelineRun): PipelineRun
  /** Whether nothing more can be learned: the detail was read after the run's end or, before that, had commits. */
  isProven(run: PipelineRun): boolean
}

export function openProofs(): Proofs {
  const details = new Map<string, PipelineRun>()
  const detailOf = ({ runId }: PipelineRun): PipelineRun | undefined => details.get(runId ?? '')
  return {
    learned(detail) {
      if (detail.runId !== null) details.set(detail.runId, detail)
      return detail
    },
    applied(run) {
      const detail = detailOf(run)
      if (detail === undefined) return run
      // A run that is going again has an end to come, which no detail has shown yet.
      if (!run.ended && run.runId !== null) details.set(run.runId, { ...detail, ended: false })
      return detail.sources.length === 0
        ? { ...run, sources: [] }
        : { ...run, sources: detail.sources, commit: detail.commit }
    },
    isProven(run) {
      const detail = detailOf(run)
      return detail !== undefined && (detail.ended || (!run.ended && detail.sources.length > 0))
    }
  }
}
