import { describe, expect, it } from '@jest/globals'
import { onTheWire, rateLimited, type Rule } from '../../simulator/index.js'
import { sample } from '../sample.js'
import { A, cloud, ends, pipelineWith } from './cloud.js'
import { eventFile } from './event.js'
import { step, type Inputs } from './harness.js'
import { COMMIT, hub } from './hub.js'
import { commitOf, pipelineOf, play, pull, runOf, SCHEDULE } from './sweeps.js'

const hangs = onTheWire({ kind: 'hang' })
/** A bound that a busy machine does not cross, far below what GitHub asks for, or a request may take. */
const SOON_MS = 8_000
const NAMED = {
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_EVENT_PATH: eventFile({ inputs: { sha: commitOf(1) } })
}

interface Case {
  readonly what: string
  /** The request that the step is cancelled in, and which of them. */
  readonly on: string
  readonly nth?: number
  readonly rules?: { readonly cloud?: readonly Rule[]; readonly github?: readonly Rule[] }
  readonly inputs?: Inputs
  readonly env?: Readonly<Record<string, string>>
  readonly runs?: 'success' | 'running'
  readonly says: readonly [swept: string, open: string, settled: string]
}

const SWEEPS: readonly Case[] = [
  {
    what: 'the first request, where GitHub hangs',
    on: 'github.graphql',
    rules: { github: [{ on: 'github.graphql', does: hangs }] },
    says: ['0', '0', '0']
  },
  {
    what: 'a pause that GitHub asks for',
    on: 'github.graphql',
    rules: { github: [{ on: 'github.graphql', does: () => rateLimited('secondary', 120_000, 0) }] },
    says: ['0', '0', '0']
  },
  {
    what: 'a status that hangs',
    on: 'github.set_status',
    rules: { github: [{ on: 'github.set_status', does: hangs }] },
    says: ['1', '0', '0']
  },
  {
    what: 'a status, after another one was written',
    on: 'github.set_status',
    nth: 2,
    rules: { github: [{ on: 'github.set_status', after: 1, does: hangs }] },
    says: ['2', '0', '1']
  },
  {
    what: 'a comment',
    on: 'github.graphql',
    nth: 4,
    inputs: { comment: 'true' },
    rules: {
      github: [{ on: 'github.graphql', when: ({ body }) => body.includes('viewerDidAuthor'), does: hangs }]
    },
    says: ['1', '0', '1']
  },
  {
    what: 'the list of pipelines',
    on: 'v5.list',
    inputs: { pipeline_ids: '', pipeline_names: 'build' },
    rules: { cloud: [{ on: 'v5.list', does: hangs }] },
    says: ['0', '0', '0']
  },
  {
    what: 'the polls of the commit that the event names',
    on: 'v5.status',
    nth: 3,
    env: NAMED,
    runs: 'running',
    inputs: { poll_interval: '200ms' },
    says: ['1', '1', '1']
  }
]

describe('a sweep hears that it is cancelled', () => {
  it.concurrent.each(sample(SWEEPS))(
    'in $what',
    async ({ on, nth = 1, rules = {}, inputs = {}, env = SCHEDULE, runs = 'success', says }) => {
      const pulls = says[0] === '2' ? [1, 2] : [1]
      await using made = await play(
        [
          pipelineOf(
            A,
            'build',
            pulls.map(pr => runOf(pr, runs))
          )
        ],
        { pullRequests: pulls.map(pr => pull(pr)) },
        rules
      )
      const asked = (): number => made.made.count(on) + made.github.requests(on).length
      const all = made.made.v5([A], { ...made.github.inputs, sweep: 'true', timeout: '60m', ...inputs })
      const ended = await step(all, {
        env: { ...made.github.env, ...env },
        kills: [{ signal: 'SIGTERM', once: () => asked() >= nth }]
      })
      expect(ended).toMatchObject({ code: 1, signal: null })
      expect(ended.sinceSignalMs).toBeLessThan(SOON_MS)
      const [swept, open, settled] = says
      expect(ended.outputs).toMatchObject({ passed: 'false', pipelines: '[]', swept, open, settled })
      expect(ended.stdout).toContain('cancelled')
      expect(ended.summary).toContain('cancelled')
      expect(ended.report).toMatchObject({ failure: { code: 'cancelled' } })
    }
  )

  it.concurrent('elsewhere the exit status says that it could not judge', async () => {
    const rules = [{ on: 'github.graphql', does: hangs }]
    await using made = await play(
      [pipelineOf(A, 'build', [])],
      { pullRequests: [pull(1)] },
      { github: rules }
    )
    const all = made.made.v5([A], { ...made.github.inputs, sweep: 'true' })
    const bare = { GITHUB_ACTIONS: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', RUNNER_TEMP: '' }
    const ended = await step(all, {
      env: { ...made.github.env, ...SCHEDULE, ...bare },
      kills: [{ signal: 'SIGTERM', once: () => made.github.requests().length > 0 }]
    })
    expect(ended.code).toBe(2)
    expect(ended.lines).toEqual(expect.arrayContaining(['swept=0', 'open=0', 'settled=0']))
  })
})

describe('a setup check that is cancelled', () => {
  const cases: readonly (readonly [string, string, Inputs])[] = [
    ['GitHub', 'github.statuses', { commit_status: 'one' }],
    ['GitHub, for a comment', 'github.graphql', { comment: 'true' }],
    ['CodeArts', 'v5.status', {}]
  ]
  it.concurrent.each(sample(cases))(
    'while it asks %s is not green, and finds no fault',
    async (_, on, more) => {
      await using made = await cloud(
        [pipelineWith(A, [{ number: 25, commit: COMMIT, moments: [ends('success')] }])],
        on === 'v5.status' ? [{ on, does: hangs }] : []
      )
      await using github = await hub({}, [{ on, does: hangs }])
      const ended = await step(made.v5([A], { ...github.inputs, dry_run: 'true', commit: 'auto', ...more }), {
        env: github.env,
        kills: [{ signal: 'SIGTERM', once: () => made.count(on) + github.requests(on).length > 0 }]
      })
      expect(ended).toMatchObject({ code: 1, signal: null, outputs: { passed: 'false' } })
      expect(ended.sinceSignalMs).toBeLessThan(SOON_MS)
      expect(ended.stdout).toMatch(/setup check cancelled/)
      expect(ended.summary).toMatch(/❌ .*cancelled/)
      expect(ended.lines.filter(line => /^[✗⚠]|first fix|Remove `dry_run`/.test(line))).toEqual([])
    }
  )
})
