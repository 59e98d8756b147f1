import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Workflow {
  readonly on: { readonly workflow_call?: { readonly inputs: Readonly<Record<string, unknown>> } }
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps?: readonly {
    readonly uses?: string
    readonly run?: string
    readonly with?: Readonly<Record<string, unknown>>
  }[]
}

const FOLDER = '.github/workflows'
const FILES = readdirSync(FOLDER).sort()
const read = (file: string): Workflow => parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Workflow
const usesOf = ({ jobs }: Workflow): string[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? []))

/** Ours, by path or by its moving tag; all others by the hash of a commit. */
const PINNED = /^\.\/$|^codearts-pipeline-gate\/codearts-pipeline-gate@v1$|^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/

/** What the jobs of a workflow may write. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'codeql.yml': ['analyze: security-events'],
  'release.yml': ['release: attestations', 'release: contents', 'release: id-token'],
  'scorecard.yml': ['analyze: id-token', 'analyze: security-events']
}

describe('the workflows of the project', () => {
  it('are these', () => {
    const own = ['ci.yml', 'gate.yml', 'release.yml', 'self-test.yml']
    expect(FILES).toEqual([...own, 'codeql.yml', 'dependency-review.yml', 'scorecard.yml'].sort())
  })

  it.each(FILES)('%s: every action is pinned by its commit', file => {
    expect(usesOf(read(file)).filter(uses => !PINNED.test(uses))).toEqual([])
  })

  it('a tag would be found', () => {
    expect(PINNED.test('actions/checkout@v5')).toBe(false)
  })

  it.each(FILES)('%s: nothing may be written but what its job is for', file => {
    const { permissions = { all: 'write' }, jobs } = read(file)
    expect(Object.values(permissions).every(right => right === 'read')).toBe(true)
    const written = Object.entries(jobs).flatMap(([job, { permissions: rights = {} }]) =>
      Object.entries(rights).flatMap(([right, level]) => (level === 'write' ? `${job}: ${right}` : []))
    )
    expect(written.sort()).toEqual(WRITTEN[file] ?? [])
  })

  it('the job that releases runs no package: it installs none', () => {
    const steps = read('release.yml').jobs.release?.steps ?? []
    const commands = steps.flatMap(({ run = '' }) => run.match(/\b(?:npm|npx|node|yarn|pnpm)\b.*/g) ?? [])
    expect([steps.length > 0, commands]).toEqual([true, []])
  })

  it.each(FILES)('%s: no job keeps the token of its checkout', file => {
    for (const { steps = [] } of Object.values(read(file).jobs))
      for (const { uses = '', with: inputs = {} } of steps)
        if (uses.startsWith('actions/checkout@'))
          expect(inputs).toMatchObject({ 'persist-credentials': false })
  })

  it('run with the Node that runs the action', () => {
    const { runs } = parse(readFileSync('action.yml', 'utf8')) as { runs: { using: string } }
    expect(`node${readFileSync('.node-version', 'utf8').trim()}`).toBe(runs.using)
  })

  it('gate.yml hands on every input that it takes', () => {
    const { on, jobs } = read('gate.yml')
    const step = jobs.gate?.steps?.find(({ uses }) => uses?.startsWith('codearts') === true)
    for (const input of Object.keys(on.workflow_call?.inputs ?? {}))
      expect([input, step?.with?.[input]]).toEqual([input, `\${{ inputs.${input} }}`])
  })

  it('gate.yml and action.yml have the same defaults', () => {
    const action = parse(readFileSync('action.yml', 'utf8')) as {
      inputs: Record<string, { default?: string }>
    }
    const own: Readonly<Record<string, string>> = { region: '', fail_on: '' }
    const inputs = read('gate.yml').on.workflow_call?.inputs as Record<string, { default?: string | boolean }>
    for (const [name, { default: value }] of Object.entries(inputs))
      if (value !== undefined)
        expect([name, String(value)]).toEqual([name, own[name] ?? action.inputs[name]?.default])
  })
})
