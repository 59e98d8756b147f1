import { describe, expect, it } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { A, B, cloud, ends, pipelineWith } from './cloud.js'
import { eventFile } from './event.js'
import { step } from './harness.js'
import { sample } from '../sample.js'
import { asTerminal, shown } from './screen.js'

/**
 * What users see, as files to read. After a change of texts: `SURROUNDINGS=write npm test --
 * __tests__/e2e/surroundings`.
 */
const FOLDER = '__tests__/e2e/surroundings'
const COMMIT = 'ab'.repeat(20)

type Env = Readonly<Record<string, string | undefined>>

const NOTHING_OF_GITHUB: Env = {
  ...{ GITHUB_ACTIONS: undefined, GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined },
  ...{ GITHUB_STATE: undefined, RUNNER_TEMP: undefined }
}

interface Surroundings {
  readonly env: Env
  readonly language?: 'zh'
  /** Of the terminal. */
  readonly columns?: number
  /** Prefix of the variables of a relative of GitHub's runner. */
  readonly prefix?: string
}

const pullRequest = eventFile({ pull_request: { number: 7, head: { sha: COMMIT } } })
const SURROUNDINGS: Readonly<Record<string, Surroundings>> = {
  github: { env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pullRequest } },
  gitlab: { env: { ...NOTHING_OF_GITHUB, GITLAB_CI: 'true', CI_COMMIT_SHA: COMMIT } },
  jenkins: { env: { ...NOTHING_OF_GITHUB, BUILD_ID: '12', GIT_COMMIT: COMMIT } },
  shell: { env: NOTHING_OF_GITHUB },
  gitcode: {
    language: 'zh',
    prefix: 'ATOMGIT_',
    env: { ...NOTHING_OF_GITHUB, ATOMGIT_EVENT_NAME: 'pull_request', ATOMGIT_EVENT_PATH: pullRequest }
  },
  terminal: { env: NOTHING_OF_GITHUB, columns: 80 },
  'terminal-zh': { env: NOTHING_OF_GITHUB, columns: 80, language: 'zh' },
  'terminal-narrow': { env: NOTHING_OF_GITHUB, columns: 20 }
}

/** What differs from run to run is always the same: ports, folders, times and durations. */
function settled(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\/\S*codearts-gate-\w+/g, '/tmp/codearts-gate-XXXXXX')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-31T08:00:00.000Z')
    .replace(/\d{4}([-/])\d\d[-/]\d\d(<br>| )\d\d:\d\d(:\d\d)?/g, '2026$101$131$208:00')
    .replace(/(\d+(\.\d+)?)( ?)(ms|s|秒|毫秒)(?![a-z])/g, '0$3s')
    .replace(/```mermaid[\s\S]*?```/g, '```mermaid\n…\n```')
    .replace(/ghadelimiter_[\w-]+/g, 'DELIMITER')
    .replace(/[0-9a-f]{32}/g, id => (id.startsWith('0') ? '0'.repeat(31) + '1' : id))
    .replace(/ {2,}/g, '  ')
    .replace(/-{10,}/g, '----------')
    .replace(/\b(\d+) (polls?|times)\b/g, 'N $2')
}

async function page({ env, language, columns, prefix = 'GITHUB_' }: Surroundings): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-surroundings-'))
  try {
    const names = ['OUTPUT', 'STEP_SUMMARY'] as const
    // Elsewhere the commit is unknown.
    const isNamed = /EVENT_NAME|CI_COMMIT_SHA|GIT_COMMIT/.test(Object.keys(env).join())
    const isPage = prefix !== 'GITHUB_' || env.GITHUB_EVENT_NAME !== undefined
    const files = Object.fromEntries(names.map(name => [`${prefix}${name}`, join(folder, name)]))
    for (const file of Object.values(files)) writeFileSync(file, '')
    await using made = await cloud([
      pipelineWith(A, [{ number: 118, commit: COMMIT, branch: 'main', moments: [ends('success')] }]),
      pipelineWith(B, [
        {
          ...{ number: 64, commit: COMMIT, branch: 'main' },
          moments: [{ at: 0, state: 'error', stages: [{ name: 'unit tests', state: 'error' }] }]
        }
      ])
    ])
    const ended = await step(
      made.v5([A, B], {
        ...(language === undefined ? {} : { language }),
        ...(isNamed ? {} : { commit: COMMIT })
      }),
      {
        env: { ...env, ...(isPage ? files : {}) },
        nodeArguments: columns === undefined ? [] : ['--import', asTerminal(columns)]
      }
    )
    const log = columns === undefined ? ended.stdout : shown(ended.stdout, columns).lines.join('\n')
    const written = names.flatMap(name => {
      const text = isPage && existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
      return text === '' ? [] : [`== ${prefix}${name}`, text.trimEnd()]
    })
    const all = ['== log', log.trimEnd(), ...written, `== exit status ${String(ended.code)}`]
    return `${settled(all.join('\n'))}\n`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('log and result, as a page', () => {
  it.each(sample(Object.entries(SURROUNDINGS)))('%s', async (name, surroundings) => {
    const file = `${FOLDER}/${name}.txt`
    const text = await page(surroundings)
    if (process.env.SURROUNDINGS === 'write') writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })
})
