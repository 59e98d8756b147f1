import type { PipelineRun } from '../../domain/pipeline-run.js'
import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { isDenied, meaningIn } from '../http/error-codes.js'
import { isObject, objectsIn } from '../../common/json.js'
import { notUnderstood } from '../status.js'
import { isOwn, runDetailPath, v5Path, type Project } from './api.js'
import { readRunDetail, readRunElement } from './run.js'
import { readRunPage, runListBody } from './run-list.js'

/** Reads single runs of a pipeline, and what says how to read them. */
export interface RunReader {
  /** One page of the run list. @throws {FailureError} */
  list(pipelineId: string, offset: number): Promise<Page>
  /**
   * A run by its detail; `null` where the service says that it has no such run.
   * @param known what a list has of it: used for what the detail lacks
   */
  detail(pipelineId: string, runId: string, known: PipelineRun | null): Promise<PipelineRun | null>
  /** Whether the pipeline builds from several repositories; read once. Where that cannot be read, it may. */
  hasSeveralSources(pipelineId: string): Promise<boolean>
}

export interface Page {
  readonly runs: readonly PipelineRun[]
  /** Elements on it: where the next page begins. */
  readonly size: number
  /** Runs on all pages, `null` where it is unknown. */
  readonly total: number | null
}

export function openRunReader(
  client: Client,
  project: Project,
  nameOf: (pipelineId: string) => string | null
): RunReader {
  const several = new Map<string, Promise<boolean>>()
  return {
    async list(pipelineId, offset) {
      const path = v5Path(project, pipelineId, 'pipeline-runs', 'list')
      const { own, size, total } = readRunPage(
        await client.post(path, runListBody(offset)),
        project,
        pipelineId
      )
      const runs = own.flatMap(
        element => readRunElement(element, pipelineId, project, nameOf(pipelineId)) ?? []
      )
      return { runs, size, total }
    },
    async detail(pipelineId, runId, known) {
      const answer = await client.get(runDetailPath(project, pipelineId, runId)).catch((error: unknown) => {
        if (isNoSuchRun(error)) return null
        throw error
      })
      if (answer === null) return null
      const run = isObject(answer.json) ? readRunDetail(answer.json, pipelineId, runId, project) : null
      if (run === null) throw notUnderstood(answer, 'other_run')
      return { ...run, commit: run.commit ?? known?.commit ?? null, branch: known?.branch ?? run.branch }
    },
    hasSeveralSources(pipelineId) {
      const asked = several.get(pipelineId) ?? readSources(client, project, pipelineId)
      several.set(pipelineId, asked)
      // What failed may be asked again.
      asked.catch(() => several.delete(pipelineId))
      return asked
    }
  }
}

/** A reader that keeps the pages that it has read. */
interface PageKeeper extends RunReader {
  /** Forgets the pages: the next search sees what is new. */
  forgetPages(): void
}

/** The same reader, which reads each page of a run list once: many who search share it. */
export function withPagesReadOnce(reader: RunReader): PageKeeper {
  const pages = new Map<string, Promise<Page>>()
  return {
    ...reader,
    forgetPages: () => pages.clear(),
    list(pipelineId, offset) {
      const key = `${pipelineId} ${offset}`
      const page = pages.get(key) ?? reader.list(pipelineId, offset)
      pages.set(key, page)
      return page
    }
  }
}

/** A credential that may not see the pipeline itself may see its runs: then each run has its own sources. */
async function readSources(client: Client, project: Project, pipelineId: string): Promise<boolean> {
  try {
    const { json } = await client.get(v5Path(project, pipelineId))
    if (!isObject(json) || !isOwn({ pipeline_id: json.id }, project, pipelineId)) return true
    return objectsIn(json.sources).filter(({ type }) => type === 'code').length > 1
  } catch (error) {
    if (error instanceof FailureError && isDenied(error.failure)) return true
    throw error
  }
}

/** How the service says that it has no such run: which code comes with it is documented nowhere. */
const NO_SUCH_RUN =
  /(run|execution|record)s?\b.*\b(not|doesn't|no longer) (be )?(exists?|found)\b|\bno such\b.*run\b|(运行|执行).*(不存在|未找到)/i

/**
 * The service itself says that it has no such run, or no such pipeline: it may not know it yet, not any more, or never.
 * A refusal for another reason, such as a missing permission, says nothing of the run.
 */
function isNoSuchRun(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false
  const { code, cloudCode, cloudMessage } = error.failure
  if (code !== 'rejected' || (cloudCode !== null && !/^DEVPIPE\./i.test(cloudCode))) return false
  const meaning = meaningIn(error.failure)
  return meaning === 'no_such_pipeline' || (meaning === null && NO_SUCH_RUN.test(cloudMessage ?? ''))
}
