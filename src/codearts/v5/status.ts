import type { Observation, PipelineState } from '../../domain/pipeline-state.js'
import type { Client } from '../http/client.js'
import { inFlight } from '../../common/limit.js'
import { IDS_PER_REQUEST, inParts, readStatus, type Found, type Poll } from '../status.js'
import { isOwn, v5Path, type Project } from './api.js'
import { furtherObservation, latestObservation, type Observer } from './observe.js'
import { openProofs } from './proofs.js'
import { openRunReader, withPagesReadOnce, type RunReader } from './run-reader.js'
import { readRunElement } from './run.js'
import { openSearch, type RunSearch } from './search.js'

export interface V5Options {
  readonly client: Client
  readonly project: Project
  /** What a pipeline is called, as far as that has been looked up. */
  readonly nameOf: (pipelineId: string) => string | null
  /** When the step began, by CodeArts' clock as far as its responses have shown it: epoch milliseconds. */
  readonly begunAt: () => number
}

interface Tools extends V5Options, Observer {
  readonly batch: (chunk: readonly PipelineState[]) => Promise<Map<string, Found>>
}

/**
 * The second generation of the question: batch status, and the run list and details where the latest run does not
 * decide.
 */
export function v5Poll(options: V5Options): Poll {
  const reader = openRunReader(options.client, options.project, options.nameOf)
  return pollWith(toolsOf(options, reader))
}

/** Polls for many commits, which share each page of a run list and each detail that a search needs. */
export interface V5Sweep {
  /** The run that counts according to the lists: a detail is read only where a list cannot decide which one counts. */
  readonly listed: Poll
  /** The same by lists that are read now and with the proof of its detail, as a gate polls. */
  readonly proven: Poll
  /** As `listed`, with answers of its own, which all of its calls share. */
  readonly listedAgain: () => Poll
  /** Whether the last search in a pipeline left details for the next poll. */
  readonly hasMore: RunSearch['hasMore']
  readonly readBackTo: RunSearch['readBackTo']
  readonly runsOf: RunSearch['runsOf']
}

/** Polls for many commits: the heads share the pages of run lists and the batch answers. */
export function v5Sweep(options: V5Options): V5Sweep {
  const reader = withPagesReadOnce(openRunReader(options.client, options.project, options.nameOf))
  const tools = toolsOf(options, reader)
  const prove = pollWith(tools)
  const listed = (): Poll => pollWith({ ...tools, trusts: 'lists', batch: askedOnce(tools.batch) })
  return {
    listed: listed(),
    listedAgain: () => {
      reader.forgetPages()
      return listed()
    },
    proven: (asked, report) => {
      // A newer run may have come since the lists were read, and another one after it.
      reader.forgetPages()
      return prove(asked, report)
    },
    hasMore: pipelineId => tools.search.hasMore(pipelineId),
    readBackTo: pipelineId => tools.search.readBackTo(pipelineId),
    runsOf: (pipelineId, commit) => tools.search.runsOf(pipelineId, commit)
  }
}

function toolsOf(options: V5Options, reader: RunReader): Tools {
  return {
    ...options,
    reader,
    search: openSearch(reader),
    proofs: openProofs(),
    trusts: 'details',
    batch: chunk => batchStatus(chunk, options)
  }
}

function askedOnce(batch: Tools['batch']): Tools['batch'] {
  const answers = new Map<string, ReturnType<Tools['batch']>>()
  return chunk => {
    const key = chunk.map(({ id }) => id).join(' ')
    const answer = answers.get(key) ?? batch(chunk)
    answers.set(key, answer)
    return answer
  }
}

function pollWith(tools: Tools): Poll {
  return async (asked, report) => {
    const byId = new Map(asked.map(pipeline => [pipeline.id, pipeline]))
    const further: (() => Promise<void>)[] = []
    const tell = (id: string, observation: Observation): void => report(new Map([[id, observation]]))
    const askFurther = (pipeline: PipelineState, found: Found): void =>
      void further.push(async () => tell(pipeline.id, await furtherObservation(pipeline, found, tools)))

    const askFor = async (chunk: readonly PipelineState[]): Promise<void> => {
      for (const [id, found] of await tools.batch(chunk)) {
        const pipeline = byId.get(id)
        if (pipeline === undefined) continue
        const observation = latestObservation(pipeline, found, tools)
        if (observation === null) askFurther(pipeline, found)
        else tell(id, observation)
      }
    }
    // A started run is the latest as a rule, so that one batch request covers many; a pinned one hardly ever is.
    const others = asked.filter(({ target }) => target.kind !== 'pin')
    await inFlight(chunksOf(others, IDS_PER_REQUEST), chunk => inParts(chunk, askFor))
    for (const pipeline of asked) if (pipeline.target.kind === 'pin') askFurther(pipeline, { kind: 'no_run' })
    await inFlight(further, task => task())
  }
}

async function batchStatus(chunk: readonly PipelineState[], options: V5Options): Promise<Map<string, Found>> {
  const ids = chunk.map(({ id }) => id)
  const answer = await options.client.post(v5Path(options.project, 'status'), ids)
  return readStatus(answer, ids, element => {
    const { pipeline_id: id } = element
    return isOwn(element, options.project, id)
      ? readRunElement(element, id, options.project, options.nameOf(id))
      : null
  })
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}
