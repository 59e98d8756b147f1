import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventFile } from './event.js'
import { A, cloud, ends, pipelineWith } from './cloud.js'
import { step } from './harness.js'

const [OURS, OTHER] = ['1f'.repeat(20), '2e'.repeat(20)]
const GITHUB = ['ACTIONS', 'OUTPUT', 'STEP_SUMMARY', 'STATE'].map(name => `GITHUB_${name}`)
const pullRequest = {
  object_kind: 'merge_request',
  git_commit_no: OTHER,
  object_attributes: { last_commit: { id: OURS } }
}

/** A step of a runner whose variables begin otherwise; what it has written, by the name of the variable. */
async function played(prefix: string, payload: unknown, more: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gate-relative-'))
  try {
    const event = join(folder, 'event.json')
    writeFileSync(event, JSON.stringify(payload))
    const files = Object.fromEntries(
      ['OUTPUT', 'STEP_SUMMARY', 'STATE'].map(name => [`${prefix}${name}`, join(folder, name)])
    )
    for (const file of Object.values(files)) writeFileSync(file, '')
    await using made = await cloud([
      pipelineWith(A, [
        { number: 4, commit: OURS, moments: [ends('success')] },
        { number: 5, commit: OTHER, moments: [ends('error')] }
      ])
    ])
    const env = {
      ...Object.fromEntries(GITHUB.map(name => [name, undefined])),
      ...{ RUNNER_TEMP: undefined, ...files },
      ...{ [`${prefix}EVENT_NAME`]: 'pull_request', [`${prefix}EVENT_PATH`]: event },
      ...more
    }
    const ended = await step(made.v5([A]), { env })
    const written = Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name.slice(prefix.length), readFileSync(file, 'utf8')])
    )
    return { ended, written }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a runner that speaks the protocol of GitHub under other names', () => {
  it.concurrent.each(
    sample([
      ['ATOMGIT_', pullRequest],
      ['ATOMGIT_', { pull_request: { head: { sha: OURS } } }],
      ['GITEA_', { pull_request: { head: { sha: OURS } } }]
    ])
  )('%s gets outputs and summary, and tells the commit: %j', async (prefix, payload) => {
    const { ended, written } = await played(prefix, payload)
    expect(ended.code).toBe(0)
    expect(written.OUTPUT).toContain('passed')
    expect(written.STEP_SUMMARY).toContain('## ')
    expect(ended.stdout).toContain(OURS)
    expect(ended.stdout).not.toContain('## ')
  })

  it.concurrent('whose payload nobody knows is asked for a hash', async () => {
    const { ended } = await played('ATOMGIT_', { object_kind: 'note' })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('commit: any')
  })

  it.concurrent('gives way to GitHub where both set their names', async () => {
    const { ended, written } = await played(
      'ATOMGIT_',
      { pull_request: { head: { sha: OTHER } } },
      {
        GITHUB_ACTIONS: 'true',
        ATOMGIT_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: eventFile({ pull_request: { head: { sha: OURS } } }),
        GITHUB_OUTPUT: '/dev/null'
      }
    )
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain(OURS)
    expect(ended.stdout).not.toContain(OTHER)
    expect(written).toMatchObject({ OUTPUT: '', STEP_SUMMARY: '', STATE: '' })
  })
})
