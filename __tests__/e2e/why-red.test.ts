import { describe, expect, it } from '@jest/globals'
import {
  answersJson,
  fails,
  onTheWire,
  type Misbehaviour,
  type PipelineSpec,
  type RunSpec,
  type StageSpec
} from '../../simulator/index.js'
import { A, cloud, ends, pipeline, pipelineWith } from './cloud.js'
import { step } from './harness.js'
import { sample } from '../sample.js'
import { cancelled, failedIn, newer, NEW, OLD } from './why-red-cases.js'

describe('a condition before or after the jobs of a stage', () => {
  it.concurrent('is a place without a job, with what it says', async () => {
    const gate = { name: 'quality gate', state: 'error' as const, message: 'coverage 61 % is below 80 %' }
    const deploy: StageSpec = {
      name: 'deploy',
      state: 'error',
      pre: [{ name: 'entry', state: 'success' }],
      jobs: [{ name: 'roll out', state: 'success' }],
      post: [gate]
    }
    await using made = await cloud([failedIn(deploy)])
    const ended = await step(made.v5([A]))
    expect(ended.pipelines).toMatchObject([
      {
        failure: {
          ...{ stage: 'deploy', job: null, step: 'quality gate', message: 'coverage 61 % is below 80 %' },
          child: null
        }
      }
    ])
    expect(ended.stdout).toMatch(
      /::error .*error in deploy › quality gate\. .*coverage 61 %25 is below 80 %25/
    )
    expect(made.count('v5.log')).toBe(0)
  })
})

describe('a message that is JSON', () => {
  const saying = (message: string): PipelineSpec =>
    failedIn({ name: 'build', state: 'error', jobs: [{ name: 'maven', message }] })
  const json = JSON.stringify({ errorCode: 'DEV.CB.0051', errorMessage: 'out of memory', stack: 'x' })
  it.concurrent('shows the words and the code of the error', async () => {
    await using made = await cloud([saying(json)])
    const ended = await step(made.v5([A]))
    expect(ended.pipelines).toMatchObject([{ failure: { message: 'DEV.CB.0051: out of memory' } }])
    expect(ended.stdout).toContain('Message: DEV.CB.0051: out of memory')
    expect(ended.stdout + ended.summary).not.toContain('errorMessage')
  })

  const odd = [
    ['broken', json.slice(0, -3)],
    ['deep', '['.repeat(50_000)],
    ['of 100 kB', JSON.stringify({ errorMessage: 'x'.repeat(100_000) })],
    ['another', '{"words":"no"}'],
    ['no words', '{"errorMessage":{"a":[1]},"errorCode":null}'],
    ['100 kB of text', '::error::'.repeat(11_000)]
  ] as const
  it.concurrent.each(sample(odd))('that is %s costs nothing', async (_, message) => {
    await using made = await cloud([saying(message)])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    const { failure } = ended.pipelines[0] as unknown as { failure: { message: string } }
    const start = message.startsWith('{"errorMessage":"x') ? 'xxxx' : message.slice(0, 20)
    expect(failure.message.startsWith(start)).toBe(true)
    expect(failure.message.length).toBeLessThanOrEqual(4_001)
    expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(1)
    expect(ended.summary.length).toBeLessThan(20_000)
  })
})

describe('what was not selected', () => {
  it.concurrent('is left out, whatever it says', async () => {
    const red = { name: 'play', message: 'exit code 1' }
    await using made = await cloud([
      failedIn(
        { name: 'never', state: 'error', isSelected: false, jobs: [{ name: 'n', steps: [red] }] },
        {
          name: 'test',
          state: 'error',
          jobs: [
            { name: 'left out', state: 'error', isSelected: false, steps: [red] },
            { name: 'unit', steps: [{ name: 'left out too', status: 'UNSELECTED' }, red] }
          ]
        }
      )
    ])
    const ended = await step(made.v5([A], { log_lines: '0' }))
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'test', job: 'unit', step: 'play' } }])
    expect(ended.report).toMatchObject({ reasons: [{ explanation: { failed: { length: 1 } } }] })
    expect(ended.stdout).not.toContain('left out')
  })
})

describe('a run that is paused', () => {
  const review = (inputs: Readonly<Record<string, unknown>>): StageSpec => ({
    name: 'release',
    state: 'paused',
    jobs: [
      { name: 'notify', state: 'running' },
      {
        name: 'approval',
        state: 'paused',
        message: 'the release board decides',
        steps: [{ name: 'review', state: 'paused', task: 'official_devcloud_checkpoint', inputs }]
      }
    ]
  })
  const wait = { wait: 'false' }
  it.concurrent('says at which step, whom it waits for, and where that is done', async () => {
    const detailUrl = 'https://devcloud.example/run/{run}'
    const stages = [review({ audit_source: 'members', approvers: 'lin,wang', check_strategy: 'all' })]
    await using made = await cloud([{ ...pipeline(A, { at: 0, state: 'paused', stages }), detailUrl }])
    const ended = await step(made.v5([A], wait))
    const error = ended.lines.find(line => line.startsWith('::error')) ?? ''
    expect(error).toMatch(/release › approval › review, since /)
    expect(error).toContain('the release board decides')
    expect(error).toContain('Waiting for manual review by lin, wang')
    expect(error).toContain('https://devcloud.example/run/')
    expect(ended.summary).toContain('Waiting for manual review by lin, wang')
    expect(ended.report).toMatchObject({
      reasons: [
        { explanation: { doing: [{ step: 'review', reviewers: ['lin', 'wang'] }, { job: 'notify' }] } }
      ]
    })
  })
})

describe('a detail whose parts are not what they should be', () => {
  const odd = [
    ['null', null],
    ['an object', { name: 'entry', status: 'FAILED' }],
    ['a text', 'FAILED'],
    ['a list of what is no step', [null, 7, 'x', [], { status: 7, name: {}, inputs: 'x', message: [] }]]
  ] as const
  it.concurrent.each(sample(odd))('pre and post are %s', async (_, part) => {
    const job = { id: 'j', name: 'unit', status: 'FAILED', message: 'no', steps: part }
    const stages = [{ id: 's', name: 'test', status: 'FAILED', pre: part, post: part, jobs: [job] }]
    const run: RunSpec = { number: 25, moments: [ends('error')], raw: { detail: { stages } } }
    await using made = await cloud([pipelineWith(A, [run])])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.pipelines).toMatchObject([{ failure: { stage: 'test', job: 'unit', message: 'no' } }])
  })
})

describe('a cancelled run whose place a newer one has taken', () => {
  const judged = { commit: OLD }

  it.concurrent('says so, where a newer run of its merge request is going', async () => {
    await using made = await cloud([pipelineWith(A, [cancelled, newer({})])])
    const ended = await step(made.v5([A], judged))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'aborted' } })
    expect(ended.stdout).toContain(
      'superseded by #118 (running, commit 2222222222), a newer run of the same merge request'
    )
    expect(ended.summary).toContain('superseded by #118')
    expect(ended.report).toMatchObject({
      reasons: [
        { explanation: { superseded_by: { run_number: 118, outcome: 'running', sharing: 'merge_request' } } }
      ]
    })
  })

  it.concurrent('and in Chinese, where it has ended', async () => {
    await using made = await cloud([pipelineWith(A, [cancelled, newer({ moments: [ends('error', -500)] })])])
    const ended = await step(made.v5([A], { ...judged, language: 'zh' }))
    expect(ended.outputs.result).toBe('aborted')
    expect(ended.stdout).toContain('已被 #118（')
  })

  it.concurrent(
    'of the same commit: a pinned run says so, a condition on the commit takes the newer one',
    async () => {
      const id = 'e'.repeat(32)
      const old: RunSpec = { number: 117, id, commit: OLD, moments: cancelled.moments }
      const rerun: RunSpec = { number: 118, commit: OLD, moments: [ends('success', -500)] }
      await using made = await cloud([pipelineWith(A, [old, rerun])])
      const pinned = await step(made.v5([`${A}@${id}`]))
      expect(pinned.outputs.result).toBe('aborted')
      expect(pinned.stdout).toContain(
        'superseded by #118 (success, commit 1111111111), a newer run of the same commit'
      )
      const ofCommit = await step(made.v5([A], judged))
      expect(ofCommit).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(ofCommit.stdout).not.toContain('superseded')
    }
  )

  const others = [
    ['of another merge request', newer({ mergeId: '6' })],
    [
      'of the same number in another repository',
      newer({ sources: [{ commit: NEW, url: 'https://git.example/other.git' }] })
    ],
    ['that is older', newer({ number: 116 })]
  ] as const
  it.concurrent.each(sample(others))('is not said of one %s', async (_, other) => {
    await using made = await cloud([pipelineWith(A, [cancelled, other])])
    const ended = await step(made.v5([A], judged))
    expect(ended.outputs.result).toBe('aborted')
    expect(ended.stdout).not.toContain('superseded')
  })

  const faults: readonly (readonly [string, Misbehaviour])[] = [
    ['500', fails(500)],
    ['nonsense', answersJson(200, { pipeline_runs: [7] })],
    ['slowly', onTheWire({ kind: 'hang' })]
  ]
  it.concurrent.each(sample(faults))('a run list that cannot be had costs nothing: %s', async (_, does) => {
    const id = 'e'.repeat(32)
    await using made = await cloud(
      [pipelineWith(A, [{ ...cancelled, id }, newer({})])],
      [{ on: 'v5.runs', does }]
    )
    const ended = await step(made.v5([`${A}@${id}`]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'aborted' } })
    expect(ended.stdout).not.toContain('could not be')
  })
})
