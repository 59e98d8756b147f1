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
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

const FOLDER = '.github/workflows'
const FILES = readdirSync(FOLDER).sort()
const read = (file: string): Workflow => parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Workflow
const usesOf = ({ jobs }: Workflow): string[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? []))

/** Ours, by path or by its moving tag; all others by the hash of a commit. */
const PINNED = /^\.\/$|^codearts-pipeline-gate\/codearts-pipeline-gate@v1$|^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/

describe('the workflows of the project', () => {
  it('are these', () => {
    expect(FILES).toEqual(['ci.yml', 'gate.yml', 'release.yml', 'self-test.yml'])
  })

  it.each(FILES)('%s: every action is pinned by its commit', file => {
    expect(usesOf(read(file)).filter(uses => !PINNED.test(uses))).toEqual([])
  })

  it('a tag would be found', () => {
    expect(PINNED.test('actions/checkout@v5')).toBe(false)
  })

  it.each(FILES)('%s: nothing may be written but by the job that releases', file => {
    const { permissions = { all: 'write' }, jobs } = read(file)
    const writing = Object.entries(jobs).filter(([, job]) =>
      Object.values(job.permissions ?? {}).includes('write')
    )
    expect(Object.values(permissions).every(right => right === 'read')).toBe(true)
    expect(writing.map(([name]) => name)).toEqual(file === 'release.yml' ? ['release'] : [])
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
    const own: Readonly<Record<string, string>> = { region: 'cn-north-4', fail_on: '' }
    const inputs = read('gate.yml').on.workflow_call?.inputs as Record<string, { default?: string | boolean }>
    for (const [name, { default: value }] of Object.entries(inputs))
      if (value !== undefined)
        expect([name, String(value)]).toEqual([name, own[name] ?? action.inputs[name]?.default])
  })
})
