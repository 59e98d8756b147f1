import { describe, expect, it } from '@jest/globals'
import { v5Poll } from '../../../../src/codearts/v5/status.js'
import {
  initialState,
  type Observation,
  type PipelineState,
  type Target
} from '../../../../src/domain/pipeline-state.js'
import type { HttpRequest } from '../../../../src/ports.js'
import { aRun, started } from '../../helpers.js'
import { scripted, type Reply } from '../scripted.js'

const PROJECT = { region: 'cn-north-4', projectId: 'x' }
const OURS = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const commit: Target = {
  kind: 'condition',
  condition: { commit: { commit: OURS, repository: null }, startedAfter: null }
}

/** A run in the words of every view. */
const run = (number: number, hash: string, status = 'COMPLETED') => ({
  pipeline_id: 'p',
  id: `r${number}`,
  pipeline_run_id: `r${number}`,
  run_number: number,
  status,
  build_params: { commit_id: hash }
})
const kindOf = ({ url }: HttpRequest): string =>
  /(status|list|detail)/.exec(url.split('/').at(-1) ?? '')?.[0] ?? 'pipeline'

/** The pipeline as it is set up. */
const ONE_SOURCE: Reply = { body: { id: 'p', sources: [{ type: 'code' }] } }

/** One poll of one pipeline, and the kinds of its requests. */
async function poll(pipeline: PipelineState, answers: Readonly<Record<string, Reply>>) {
  const kinds: string[] = []
  const { client } = scripted((_, request) => {
    kinds.push(kindOf(request))
    return { pipeline: ONE_SOURCE, ...answers }[kindOf(request)] ?? { status: 500 }
  })
  let seen: Observation | undefined
  await v5Poll({ client, project: PROJECT, nameOf: () => null, begunAt: () => 0 })(
    [pipeline],
    observations => {
      seen = observations.get(pipeline.id)
    }
  )
  return { seen, kinds }
}

const of = (target: Target, parts: Partial<PipelineState> = {}): PipelineState => ({
  ...initialState('p', target),
  ...parts
})

describe('one poll of v5', () => {
  it('takes the latest run where any will do, with one request', async () => {
    const { seen, kinds } = await poll(of({ kind: 'latest' }), { status: { body: [run(2, OTHER)] } })
    expect(seen).toMatchObject({ kind: 'run', run: { runId: 'r2', outcome: 'success' } })
    expect(kinds).toEqual(['status'])
  })

  it('searches the list where the latest does not match, and takes what the detail says', async () => {
    const { seen, kinds } = await poll(of(commit), {
      status: { body: [run(2, OTHER)] },
      list: { body: { total: 2, pipeline_runs: [run(2, OTHER), run(1, OURS)] } },
      detail: { body: run(1, OURS, 'FAILED') }
    })
    expect(seen).toMatchObject({ kind: 'run', run: { runId: 'r1', outcome: 'error', commit: OURS } })
    expect([kinds[0], kinds.at(-1)]).toEqual(['status', 'detail'])
    expect(kinds).toContain('list')
  })

  it('says what is there instead where nothing matches', async () => {
    const { seen } = await poll(of(commit), {
      status: { body: [run(2, OTHER)] },
      list: { body: { total: 1, pipeline_runs: [run(2, OTHER)] } }
    })
    expect(seen).toMatchObject({ kind: 'no_match', instead: { runId: 'r2' } })
  })

  it('follows a run that was seen before by its ID, where the answer forgets it', async () => {
    const seenBefore = { run: aRun({ runId: 'r1' }), lastObservation: 'run' } as const
    const { seen } = await poll(of({ kind: 'latest' }, seenBefore), {
      status: { body: [] },
      detail: { body: run(1, OURS, 'RUNNING') }
    })
    expect(seen).toMatchObject({ kind: 'run', run: { runId: 'r1', outcome: 'running' } })
  })

  it('asks for the detail of a pin, and for nothing else', async () => {
    const { seen, kinds } = await poll(of({ kind: 'pin', runId: 'r1', runNumber: null }), {
      detail: { body: run(1, OURS) }
    })
    expect(seen).toMatchObject({ kind: 'run', run: { runId: 'r1' } })
    expect(kinds).toEqual(['detail'])
  })

  it('a detail of another run is no answer', async () => {
    await expect(
      poll(of({ kind: 'pin', runId: 'r1', runNumber: null }), { detail: { body: run(2, OURS) } })
    ).rejects.toMatchObject({ failure: { detail: { code: 'other_run' } } })
  })

  it('a run that the service does not have is missing; a refusal is none', async () => {
    const refused = (words: string): Reply => ({
      status: 400,
      body: { error_code: 'DEVPIPE.00011402', error_msg: words }
    })
    const pin = of({ kind: 'pin', runId: 'r1', runNumber: null })
    expect((await poll(pin, { detail: refused('The pipeline run does not exist.') })).seen).toEqual({
      kind: 'no_run'
    })
    await expect(poll(pin, { detail: refused('Not yours.') })).rejects.toThrow()
  })

  it('a started run of another commit has moved on', async () => {
    const target = started({ runId: 'r2', commit: { commit: OURS, repository: null } })
    const { seen } = await poll(of(target), {
      status: { body: [run(2, OTHER)] },
      detail: { body: run(2, OTHER) }
    })
    expect(seen).toMatchObject({ kind: 'moved_on', run: { commit: OTHER } })
  })

  it('what the detail of the latest run had counts at each later poll, not the commit of the batch response', async () => {
    const kinds: string[] = []
    const { client } = scripted((_, request) => {
      kinds.push(kindOf(request))
      const answers: Record<string, Reply> = {
        pipeline: ONE_SOURCE,
        status: { body: [run(2, OURS)] },
        list: { body: { total: 1, pipeline_runs: [run(2, OURS)] } },
        detail: { body: { ...run(2, OTHER), sources: [{ params: { build_params: { commit_id: OTHER } } }] } }
      }
      return answers[kindOf(request)] ?? { status: 500 }
    })
    const ask = v5Poll({ client, project: PROJECT, nameOf: () => null, begunAt: () => 0 })
    const seen: (Observation | undefined)[] = []
    for (let poll = 0; poll < 2; poll++)
      await ask([of(commit)], observations => seen.push(observations.get('p')))
    expect(seen).toMatchObject([
      { kind: 'no_match', instead: { runId: 'r2', commit: OTHER } },
      { kind: 'no_match', instead: { runId: 'r2', commit: OTHER } }
    ])
  })
})
