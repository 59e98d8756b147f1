import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { A, cloud, ends, pipeline } from './cloud.js'
import { NODE } from './harness.js'
import { sample } from '../sample.js'

/** Real Nodes that are older than the gate needs, as paths; `.ci/run` installs some. */
const OLD_NODES = (process.env.E2E_OLD_NODES ?? '').split(':').filter(path => path !== '')

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'gate-floor-'))))
afterAll(() => rmSync(folder, { recursive: true }))

interface Run {
  readonly status: number | null
  readonly lines: readonly string[]
  readonly stderr: string
}

function start(node: string, words: readonly string[]): Run {
  const env = { PATH: process.env.PATH ?? '', TMPDIR: folder }
  const { status, stdout, stderr } = spawnSync(node, words, { env, encoding: 'utf8', timeout: 60_000 })
  return { status, lines: stdout.split('\n').filter(line => line !== ''), stderr }
}

/** This Node under the number of another one. */
function as(version: string, more: readonly string[] = []): Run {
  const probe = join(folder, `${version}.cjs`)
  const versions = `{ ...process.versions, node: '${version}' }`
  writeFileSync(
    probe,
    `Object.defineProperty(process, 'versions', { value: ${versions} })
Object.defineProperty(process, 'version', { value: 'v${version}' })`
  )
  return start(NODE, ['-r', probe, 'dist/index.js', ...more])
}

describe('a Node that is too old', () => {
  it.each(sample(['12.22.12', '16.20.2', '18.20.8', '20.0.0', '20.2.9']))(
    '%s is told in one line',
    version => {
      const { status, lines, stderr } = as(version)
      expect(status).toBe(2)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain(`needs Node 20.3 or later, and this is v${version}`)
      expect(lines[0]).toContain(`需要 Node 20.3 或更高版本，当前为 v${version}`)
      expect(stderr).toBe('')
    }
  )

  it('says nothing in a post step, and fails no job for it', () => {
    expect(as('18.20.8', ['post'])).toEqual({ status: 0, lines: [], stderr: '' })
  })

  for (const node of OLD_NODES)
    it(`${node}, in truth, ends in the same way`, () => {
      const { status, lines, stderr } = start(node, ['dist/index.js'])
      expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain('needs Node 20.3 or later')
    })
})

describe('a Node that is new enough', () => {
  it.each(sample(['20.3.0', '20.19.0', '22.0.0', '30.1.0']))('%s plays the step', version => {
    const { lines } = as(version)
    expect(lines.join('\n')).toContain('pipeline_ids')
    expect(lines.join('\n')).not.toContain('needs Node')
  })
})

/** The first Node that the gate works with, as a path; `.ci/run` installs it. */
const FIRST_NODE = process.env.E2E_FIRST_NODE ?? ''

describe('the first Node that is new enough', () => {
  for (const node of [NODE, FIRST_NODE].filter(path => path !== ''))
    it(`${node} plays a whole story, green and red`, async () => {
      for (const state of ['success', 'error'] as const) {
        await using made = await cloud([pipeline(A, ends(state))])
        const inputs = Object.entries(made.v5([A])).map(([name, value]) => [
          `INPUT_${name.toUpperCase()}`,
          value
        ])
        const ended = await run(node, Object.fromEntries(inputs) as Readonly<Record<string, string>>)
        expect(ended).toMatchObject({ code: state === 'success' ? 0 : 1, stderr: '' })
        expect(ended.stdout).toContain(`passed=${String(state === 'success')}`)
      }
    })
})

function run(
  node: string,
  env: Readonly<Record<string, string>>
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['dist/index.js'], { env: { PATH: process.env.PATH, TMPDIR: folder, ...env } })
    const text = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...text }))
  })
}

describe('the exit status', () => {
  const inputs = { INPUT_PIPELINE_IDS: 'not an ID' }
  const status = (env: Readonly<Record<string, string>>): number | null =>
    spawnSync(NODE, ['dist/index.js'], { env: { TMPDIR: folder, ...inputs, ...env }, encoding: 'utf8' })
      .status

  it('tells in a shell that the step could not judge', () => expect(status({})).toBe(2))

  it.each(sample(['GITHUB_ACTIONS', 'RUNNER_TEMP']))('is 1 where %s says that a runner reads it', name => {
    expect(status({ [name]: name === 'RUNNER_TEMP' ? folder : 'true' })).toBe(1)
  })
})
