import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { EXAMPLE_KEY } from '../../simulator/index.js'
import { cloud, ends } from './cloud.js'
import { NODE } from './harness.js'
import { sample } from '../sample.js'

const FOLDER = 'examples/other-ci'
const ADDRESS = 'https://github.com/codearts-pipeline-gate/codearts-pipeline-gate'
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const PROJECT = '0d5c1e9a7b3f4c2d8e6a5b4c3d2e1f00'
const PIPELINE = '7f1d6b5f0c5e4c0e9a3e2b1d4c6f8a90'

type Env = Readonly<Record<string, string>>

/** What a CI would run of a template, and the variables that it and the CI set. */
interface Played {
  readonly script: string
  readonly env: Env
  /** What a user of this CI finds in the log. */
  readonly says: RegExp
}

let home = ''
let commit = ''
const git = (folder: string, ...words: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
    encoding: 'utf8'
  }).trim()
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8')

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gate-templates-'))
  const [ours, theirs] = [join(home, 'ours'), join(home, 'theirs')]
  for (const folder of [ours, theirs]) {
    mkdirSync(folder)
    git(folder, 'init', '--quiet')
  }
  cpSync('dist', join(ours, 'dist'), { recursive: true })
  writeFileSync(join(theirs, 'README'), 'a project')
  for (const folder of [ours, theirs]) {
    git(folder, 'add', '--force', '.')
    git(folder, 'commit', '--quiet', '-m', 'all')
  }
  git(ours, 'tag', `v${version}`)
  commit = git(theirs, 'rev-parse', 'HEAD')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Each template as its CI would take it. The names of the variables are in the documents of the CIs. */
const TEMPLATES: Readonly<Record<string, () => Played>> = {
  'gate.sh': () => ({ script: read('gate.sh'), env: {}, says: /commit/ }),
  'gitlab-ci.yml': () => {
    const { codearts } = parse(read('gitlab-ci.yml')) as { codearts: { variables: Env; script: string[] } }
    const env = { GITLAB_CI: 'true', CI: 'true', CI_COMMIT_SHA: commit, ...codearts.variables }
    return { script: codearts.script.join('\n'), env, says: /GitLab CI/ }
  },
  Jenkinsfile: () => {
    const text = read('Jenkinsfile')
    const script = /sh '''([\s\S]*?)'''/.exec(text)?.[1] ?? ''
    const own = [...text.matchAll(/^ +(INPUT_\w+) = '([^']*)'$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const
    )
    expect(text).toContain('INPUT_COMMIT = "${GIT_COMMIT}"')
    expect(text).toContain("CODEARTS = credentials('codearts-key')")
    const keys = { CODEARTS_USR: EXAMPLE_KEY.accessKey, CODEARTS_PSW: EXAMPLE_KEY.secretKey }
    const env = { BUILD_ID: '1', CHANGE_ID: '7', GIT_COMMIT: commit, INPUT_COMMIT: commit }
    return { script, env: { ...env, ...keys, ...Object.fromEntries(own) }, says: /passed=/ }
  },
  'gitcode.yml': () => {
    const { jobs } = parse(read('gitcode.yml')) as {
      jobs: { codearts: { steps: { env: Env; run: string }[] } }
    }
    const { env = {}, run = '' } = jobs.codearts.steps[0] ?? {}
    const files = Object.fromEntries(
      ['OUTPUT', 'STEP_SUMMARY', 'STATE'].map(name => [`ATOMGIT_${name}`, join(home, name)])
    )
    for (const file of Object.values(files)) writeFileSync(file, '')
    const event = join(home, 'event.json')
    writeFileSync(
      event,
      JSON.stringify({ object_kind: 'merge_request', object_attributes: { last_commit: { id: commit } } })
    )
    const theirs = { ATOMGIT_ACTIONS: 'true', ATOMGIT_EVENT_NAME: 'pull_request', ATOMGIT_EVENT_PATH: event }
    const given = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('INPUT_')))
    return { script: run, env: { ...files, ...theirs, ...given }, says: /流水线/ }
  }
}

/** Runs a script as a CI does, with the action's repository on this machine. */
function run(script: string, env: Env): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const folder = mkdtempSync(join(home, 'job-'))
    git(folder, 'clone', '--quiet', join(home, 'theirs'), '.')
    const child = spawn('sh', ['-e', '-c', script], {
      cwd: folder,
      env: {
        PATH: `${dirname(NODE)}:${process.env.PATH ?? ''}`,
        ...{ HOME: home, TMPDIR: folder, GIT_CONFIG_COUNT: '1' },
        GIT_CONFIG_KEY_0: `url.file://${join(home, 'ours')}.insteadOf`,
        ...{ GIT_CONFIG_VALUE_0: ADDRESS },
        ...env
      }
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code, text }))
  })
}

describe('the templates for other CI', () => {
  it('are all played', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(TEMPLATES).sort())
  })

  it.each(sample(Object.keys(TEMPLATES)))('%s names this version, and no secret', file => {
    expect(read(file)).toContain(`--branch v${version} `)
    expect(read(file)).not.toMatch(/--(secret-key|security-token|auth-token|iam-password)/)
  })

  it.each(sample(Object.entries(TEMPLATES)))(
    '%s: green and red are what its CI sees',
    async (_, template) => {
      for (const state of ['success', 'error'] as const) {
        const spec = { id: PIPELINE, name: 'build', projectId: PROJECT }
        await using made = await cloud([{ ...spec, runs: [{ number: 7, commit, moments: [ends(state)] }] }])
        const { script, env, says } = template()
        const { code, text } = await run(script, {
          INPUT_ENDPOINT: made.served.url,
          INPUT_POLL_INTERVAL: '20ms',
          ...{ HUAWEICLOUD_SDK_AK: EXAMPLE_KEY.accessKey, HUAWEICLOUD_SDK_SK: EXAMPLE_KEY.secretKey },
          ...env
        })
        expect([text, code]).toEqual([expect.stringMatching(says), state === 'success' ? 0 : 1])
        // A commit was asked for, whoever has named it.
        expect(text).toContain(commit.slice(0, 10))
        const isRelative = 'ATOMGIT_OUTPUT' in env
        // The runner hides what a mask names.
        expect(text.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(EXAMPLE_KEY.secretKey)
        if (!isRelative) expect(text).not.toMatch(/^::|<details>|^\|/m)
      }
    }
  )
})
