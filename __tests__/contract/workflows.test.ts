import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Workflow {
  readonly on: {
    readonly workflow_call?: {
      readonly inputs: Readonly<Record<string, { readonly default?: string; readonly type: string }>>
      readonly secrets: Readonly<Record<string, { readonly required: boolean }>>
      readonly outputs: Readonly<Record<string, { readonly value: string }>>
    }
  }
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, string>>
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

/** Ours, by path or by its exact version; all others by the hash of a commit. */
const PINNED =
  /^\.\/$|^codearts-pipeline-gate\/codearts-pipeline-gate@v\d+\.\d+\.\d+$|^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/

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
    // What is called has what its caller grants: a table says what that has to be.
    const { permissions = file === 'gate.yml' ? {} : { all: 'write' }, jobs } = read(file)
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

  it('the tag that a release moves is the one that documents, examples and gate.yml name', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const moved = `v${version.split('.')[0] ?? ''}`
    const move = read('release.yml').jobs.release?.steps?.at(-1)?.run ?? ''
    expect(move).toContain('major=${GITHUB_REF_NAME%%.*}')
    const files = ['.', 'docs', 'examples', 'interop/workflows', FOLDER].flatMap(folder =>
      readdirSync(folder)
        .filter(file => /\.(md|ya?ml)$/.test(file))
        .map(file => `${folder}/${file}`)
    )
    // gate.yml names its own version, which is a step of the release.
    const tags = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/codearts-pipeline-gate(?:\/\.github\S*)?@(v[\w.-]*)/g)].map(
        ([, tag]) => tag
      )
    )
    expect(tags.length).toBeGreaterThan(30)
    expect([...new Set(tags)].sort()).toEqual([moved, `v${version}`])
  })

  it('run with the Node that runs the action', () => {
    const { runs } = parse(readFileSync('action.yml', 'utf8')) as { runs: { using: string } }
    expect(`node${readFileSync('.node-version', 'utf8').trim()}`).toBe(runs.using)
  })
})

describe('gate.yml, which others call', () => {
  const { on, jobs, permissions } = read('gate.yml')
  const { inputs = {}, secrets = {}, outputs = {} } = on.workflow_call ?? {}
  const action = parse(readFileSync('action.yml', 'utf8')) as Record<
    'inputs' | 'outputs',
    Readonly<Record<string, unknown>>
  >
  const step = jobs.gate?.steps?.[0]
  /** GitHub allows no secret of this name, and the token of the job is there without it. */
  const leftOut = ['github_token']

  it('takes every input of the action, as an input or as a secret, and no other', () => {
    const taken = [...Object.keys(inputs), ...Object.keys(secrets), ...leftOut]
    expect(taken.sort()).toEqual(Object.keys(action.inputs).sort())
  })

  it('is given nothing that its caller has not given, but commit: auto', () => {
    for (const [name, { default: value, type }] of Object.entries(inputs))
      expect([name, type, value]).toEqual([name, 'string', name === 'commit' ? 'auto' : ''])
    for (const { required } of Object.values(secrets)) expect(required).toBe(false)
  })

  it('hands everything on', () => {
    const handed = Object.fromEntries([
      ...Object.keys(inputs).map(name => [name, `\${{ inputs.${name} }}`]),
      ...Object.keys(secrets).map(name => [name, `\${{ secrets.${name} }}`])
    ]) as Record<string, string>
    expect(step?.with).toEqual(handed)
  })

  it('hands back every output of the action but the path of a file, which is gone with its runner', () => {
    const names = Object.keys(action.outputs).filter(name => name !== 'report_path')
    const of = (place: string): object =>
      Object.fromEntries(names.map(name => [name, `\${{ ${place}.outputs.${name} }}`]))
    expect(jobs.gate?.outputs).toEqual(of('steps.gate'))
    const values = Object.entries(outputs).map(([name, { value }]) => [name, value])
    expect(Object.fromEntries(values)).toEqual(of('jobs.gate'))
  })

  it('asks for no permissions: one that its caller does not grant would keep it from starting', () => {
    expect([permissions, ...Object.values(jobs).map(job => job.permissions)]).toEqual([undefined, undefined])
  })

  it('runs the action by the version of package.json, which a release checks', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(step?.uses).toBe(`codearts-pipeline-gate/codearts-pipeline-gate@v${version}`)
  })

  it('docs/reusable-workflow.md says what to grant, by inputs that there are', () => {
    const page = readFileSync('docs/reusable-workflow.md', 'utf8')
    const rows = page.split('\n').filter(line => /^\| .*`[a-z-]+: (?:read|write)`/.test(line))
    expect(rows.length).toBeGreaterThanOrEqual(4)
    const named = rows.flatMap(row =>
      [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)/g)].map(([, name]) => name)
    )
    expect(named.filter(name => !Object.hasOwn(inputs, name ?? ''))).toEqual([])
    expect(page).toContain('`codearts / CodeArts`')
  })
})
