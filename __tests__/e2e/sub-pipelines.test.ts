import { describe, expect, it } from '@jest/globals'
import {
  answersJson,
  fails,
  onTheWire,
  subPipelineStep,
  type Misbehaviour,
  type PipelineSpec,
  type StageSpec,
  type StepSpec
} from '../../simulator/index.js'
import { A, B, C, cloud, pipeline, pipelineWith } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { sample } from '../sample.js'
import { runOf, failed, stage, MAKE, calls, parent, child, notesOf, childOf } from './sub-pipelines-cases.js'

/** The detail of a run that was never started. */
const EMPTY = { detail: { id: null, status: null, stages: null } }

describe('a failed sub-pipeline', () => {
  it.concurrent('is followed to the step that failed, and to its log', async () => {
    await using made = await cloud([parent(calls(B)), child])
    const ended = await step(made.v5([A]))
    const chain = 'deploy › compile ⟶ child-pipeline #12 › build › make'
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.pipelines).toMatchObject([
      {
        failure: {
          stage: 'deploy',
          job: 'compile',
          step: 'run the other pipeline',
          message: 'See the sub-pipeline for details.',
          child: {
            pipeline_id: B,
            run_id: runOf(B),
            name: 'child-pipeline',
            url: `https://devcloud.example/child/${runOf(B)}`,
            stage: 'build',
            job: 'make',
            step: 'make',
            message: 'exit code 2'
          }
        }
      }
    ])
    expect(ended.stdout).toMatch(new RegExp(`::error .*error in ${chain}.*exit code 2`))
    expect(ended.stdout).toMatch(
      new RegExp(`::group::.*${chain}.*\\ngcc main.c\\nmain.c:7: undeclared\\n::endgroup::`)
    )
    expect(ended.summary).toContain(chain)
    expect(ended.summary).toContain('main.c:7: undeclared')
    expect(ended.summary).toMatch(new RegExp(`\\[open the sub-pipeline run\\]\\([^)]*${runOf(B)}`))
    expect(ended.report).toMatchObject({
      reasons: [{ explanation: { children: [{ run_id: runOf(B), failed: [{ step: 'make' }] }] } }]
    })
    const kinds = ['v5.run', 'v5.outputs', 'v5.log'] as const
    expect(kinds.map(kind => made.count(kind))).toEqual([2, 1, 1])
  })

  it.concurrent('shows no secret, wherever it stands', async () => {
    await using made = await cloud([parent(calls(B))])
    const inputs = made.v5([A])
    const secret = inputs.secret_key ?? ''
    const leaking: StepSpec = {
      name: `make ${secret}`,
      message: JSON.stringify({ errorMessage: `${'x'.repeat(3_990)}${secret}` }),
      log: `password is ${secret} indeed`
    }
    made.simulator.add(failed(B, `child ${secret}`, [stage(secret, secret, leaking)]))
    const ended = await step(inputs)
    const written = [ended.stdout.replace(`::add-mask::${secret}`, ''), ended.summary]
    const told = [...written, JSON.stringify([ended.outputs, ended.report])].join('\n')
    expect(told).toContain('child ***')
    expect(told).toContain('password is *** indeed')
    expect(told).not.toContain(secret)
    // Nor the beginning of one that was cut.
    expect(told).not.toContain(secret.slice(0, 8))
  })

  it.concurrent('asks for nothing while all is green', async () => {
    await using made = await cloud([
      pipeline(A, {
        at: 0,
        state: 'success',
        stages: [{ name: 'deploy', state: 'success', jobs: [{ name: 'compile', steps: [calls(B)] }] }]
      })
    ])
    expect(await step(made.v5([A]))).toMatchObject({ code: 0 })
    expect(made.count('v5.outputs') + made.count('v5.run') + made.count('v5.log')).toBe(0)
  })

  const CHAIN = Array.from({ length: 8 }, (_, n) => pipelineId(`${n}c`))
  const nested = CHAIN.map((id, n) =>
    failed(id, `child-${n}`, [stage(`stage-${n}`, `job-${n}`, n < 7 ? calls(CHAIN[n + 1] ?? '') : MAKE)])
  )

  it.concurrent('is followed five runs down, and what lies deeper is counted', async () => {
    await using made = await cloud([parent(calls(CHAIN[0] ?? '')), ...nested])
    const ended = await step(made.v5([A]))
    expect(childOf(ended)).toMatchObject({ pipeline_id: CHAIN[4], stage: 'stage-4', job: 'job-4' })
    expect(ended.stdout).toContain(
      'compile ⟶ child-0 #12 › stage-0 › job-0 ⟶ child-1 #12 › stage-1 › job-1 ⟶ child-2 #12'
    )
    expect(ended.stdout).toContain('1 more failed sub-pipeline was not fetched')
    expect(made.count('v5.run')).toBe(6)
    expect(made.count('v5.outputs')).toBe(5)
  })

  it.concurrent('whose child cannot be read leaves its run as the deepest', async () => {
    await using made = await cloud([
      parent(calls(B)),
      failed(B, 'child-pipeline', [stage('build', 'make', calls(C))]),
      failed(C, 'secret', [], { forbidden: 'DEVPIPE.30011011' })
    ])
    const ended = await step(made.v5([A]))
    expect(childOf(ended)).toMatchObject({
      pipeline_id: B,
      stage: 'build',
      job: 'make',
      step: 'run the other pipeline'
    })
    expect(notesOf(ended)).toEqual([
      expect.stringMatching(
        new RegExp(`child-pipeline #12 › build › make.*DEVPIPE.30011011.*${C}.*${runOf(C)}`)
      )
    ])
  })

  it.concurrent('that was cancelled says where', async () => {
    const stopped: StageSpec = {
      name: 'build',
      state: 'aborted',
      jobs: [{ name: 'make', message: 'stopped by lin' }]
    }
    const run = {
      number: 12,
      id: runOf(B),
      moments: [{ at: 0, state: 'aborted' as const, stages: [stopped] }]
    }
    await using made = await cloud([parent(calls(B)), { ...pipelineWith(B, [run]), name: 'child-pipeline' }])
    const ended = await step(made.v5([A]))
    expect(childOf(ended)).toMatchObject({
      stage: 'build',
      job: 'make',
      step: null,
      message: 'stopped by lin'
    })
    expect(ended.stdout).toContain('stopped by lin')
  })

  it.concurrent('before which another step of the job failed is not what is told', async () => {
    const first: StageSpec = { name: 'check', state: 'error', jobs: [{ name: 'lint', steps: [MAKE] }] }
    const stages = [first, stage('deploy', 'compile', calls(B))]
    await using made = await cloud([pipeline(A, { at: 0, state: 'error', stages }), child])
    const ended = await step(made.v5([A]))
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'check', step: 'make', child: null } }])
    expect(ended.report).toMatchObject({ reasons: [{ explanation: { children: [{ run_id: runOf(B) }] } }] })
  })
})

describe('a sub-pipeline that cannot be read says so, and the verdict stands', () => {
  type Case = readonly [name: string, why: RegExp, children: readonly PipelineSpec[]]
  const unread: readonly Case[] = [
    ['that there is not', /DEVPIPE.00011401/, []],
    ['in another project', /DEVPIPE.00011136/, [{ ...child, projectId: 'd'.repeat(32) }]],
    ['without permission', /DEVCP.00014031/, [{ ...child, forbidden: 'DEVCP.00014031' }]],
    ['whose run there is not', /The pipeline run does not exist/, [{ ...child, runs: [] }]],
    [
      'whose detail is empty',
      /HTTP 200, no run/,
      [failed(B, 'child-pipeline', [], { runs: child.runs.map(run => ({ ...run, raw: EMPTY })) })]
    ]
  ]
  it.concurrent.each(sample(unread))('%s', async (_, why, children) => {
    await using made = await cloud([parent(calls(B)), ...children])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    const [note, ...others] = notesOf(ended)
    expect(others).toEqual([])
    expect(note).toContain('deploy › compile')
    expect(note).toContain(`: pipeline ID ${B}, run ID ${runOf(B)}.`)
    expect(note).toMatch(why)
    expect(ended.summary).toContain(runOf(B))
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'deploy', job: 'compile', child: null } }])
    expect(made.count('v5.log')).toBe(0)
  })

  const outputs: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['no outputs', {}],
    ['a number and null', { pipeline_id: 7, pipeline_run_id: null }],
    ['words', { pipeline_id: 'the other one', pipeline_run_id: '../../../detail' }],
    ['one ID', { pipeline_id: B }],
    ['a list and an object', { pipeline_id: [B], pipeline_run_id: { id: runOf(B) } }],
    ['100 kB', { pipeline_id: 'b'.repeat(100_000), pipeline_run_id: 'b'.repeat(100_000) }]
  ]
  it.concurrent.each(sample(outputs))('with outputs that are no IDs: %s', async (_, given) => {
    await using made = await cloud([parent({ ...calls(B), outputs: given }), child])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    // Where it is missing, the reason is shown instead.
    expect(ended.stdout).toContain('could not be identified')
    expect(notesOf(ended)).toEqual([
      'pipeline-a000: The sub-pipeline run started by deploy › compile › run the other pipeline could not be identified (no valid pipeline ID and run ID in the step outputs): open the run to see it.'
    ])
    expect(childOf(ended)).toBeNull()
    expect(made.count('v5.run')).toBe(1)
  })

  it.concurrent('that is the parent itself ends there', async () => {
    const own = { ...parent(subPipelineStep('again', A, runOf(A))) }
    await using made = await cloud([{ ...own, runs: own.runs.map(run => ({ ...run, id: runOf(A) })) }])
    const ended = await step(made.v5([A]))
    expect(notesOf(ended)).toEqual([
      expect.stringContaining(`form a cycle). Open it in the console: pipeline ID ${A}, run ID ${runOf(A)}.`)
    ])
    expect(childOf(ended)).toBeNull()
    expect(made.count('v5.run')).toBe(1)
  })

  const faults: readonly (readonly [string, Misbehaviour, RegExp])[] = [
    ['403', fails(403, 'DEVPIPE.00011136', 'no'), /HTTP 403, DEVPIPE.00011136: no/],
    ['500', fails(500), /HTTP 500/],
    ['nonsense', answersJson(200, [1, 2]), /HTTP 200, no step outputs/],
    ['a word', answersJson(200, { step_outputs: 'none' }), /HTTP 200, no step outputs/],
    ['slowly', onTheWire({ kind: 'hang' }), /no response within 9s/]
  ]
  it.concurrent.each(sample(faults))('whose outputs cannot be had: %s', async (_, does, why) => {
    await using made = await cloud([parent(calls(B)), child], [{ on: 'v5.outputs', does }])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([expect.stringMatching(why)])
    expect(childOf(ended)).toBeNull()
  })

  it.concurrent('whose detail does not come in time', async () => {
    const hangs = { on: 'v5.run' as const, after: 1, does: onTheWire({ kind: 'hang' }) }
    await using made = await cloud([parent(calls(B), calls(C)), child], [hangs])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(notesOf(ended)).toEqual([expect.stringMatching(new RegExp(`no response within 9s.*${runOf(B)}`))])
  })
})
