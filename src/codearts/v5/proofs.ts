import type { PipelineRun } from '../../domain/pipeline-run.js'

/** The commits from details: a batch response and a list have one of them only, and may be wrong about it. */
export interface Proofs {
  /** Remembers what the detail of a run had. */
  learned(detail: PipelineRun): PipelineRun
  /** A run of a batch response with what its detail had. */
  applied(run: PipelineRun): PipelineRun
  /** Whether nothing more can be learned: the detail had commits, or was read after the run had ended. */
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
    applied: run => ({ ...run, sources: detailOf(run)?.sources ?? run.sources }),
    isProven(run) {
      const detail = detailOf(run)
      return detail !== undefined && (detail.sources.length > 0 || detail.ended)
    }
  }
}
