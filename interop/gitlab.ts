import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLE_KEY } from '../simulator/index.js'
import { ROOT } from './act.js'
import type { Checks } from './checks.js'
import { run, type Ended } from './processes.js'
import { BUILD, openWorld, PIPELINES } from './world.js'

const TEMPLATE = 'examples/other-ci/gitlab-ci.yml'
const JOB_MS = 120_000

/** What plays a job of GitLab on this machine. */
export interface GitlabRunner {
  /** The program of gitlab-ci-local. */
  readonly program: string
  /** The folder with the `node` that plays it, and the job. */
  readonly node: string
  /** The folder with rsync; its libraries are beside it in `lib`, if the machine has none. */
  readonly rsync: string
}

/** Plays the template for GitLab CI as a user would, for a pipeline that succeeds and for one that fails. */
export async function playGitlab(runner: GitlabRunner, checks: Checks): Promise<void> {
  for (const state of ['success', 'error'] as const) {
    const home = mkdtempSync(join(tmpdir(), 'gitlab-'))
    try {
      await playJob(home, state, runner, checks)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
}

async function playJob(
  home: string,
  state: 'success' | 'error',
  runner: GitlabRunner,
  checks: Checks
): Promise<void> {
  const { commit, env } = await repositories(home, runner)
  const pipelines = PIPELINES.filter(({ id }) => id === BUILD).map(pipeline => ({
    ...pipeline,
    runs: [{ number: 118, commit, branch: 'main', moments: [{ at: 0, state }] }]
  }))
  const world = await openWorld([], pipelines)
  try {
    const key = [`HUAWEICLOUD_SDK_AK=${EXAMPLE_KEY.accessKey}`, `HUAWEICLOUD_SDK_SK=${EXAMPLE_KEY.secretKey}`]
    const variables = [...key, `INPUT_ENDPOINT=${world.url}`, 'INPUT_POLL_INTERVAL=1s']
    const words = ['--force-shell-executor']
    const given = variables.flatMap(variable => ['--variable', variable])
    const ended = await run(join(runner.node, 'node'), [runner.program, ...words, ...given, 'codearts'], {
      cwd: join(home, 'theirs'),
      env: { ...env, NO_COLOR: '1' },
      timeoutMs: JOB_MS
    })
    checkLog(ended, state, commit, checks)
  } finally {
    await world.close()
  }
}

/** What a user of GitLab finds in the log of the job. */
function checkLog(ended: Ended, state: 'success' | 'error', commit: string, checks: Checks): void {
  const log = `${ended.stdout}\n${ended.stderr}`
  const name = `${TEMPLATE}, ${state}`
  checks.expect(`${name}: the end of the job`, ended.code === 0, state === 'success')
  checks.expect(`${name}: the commit, and who has named it`, log, new RegExp(`${commit}.*GitLab CI`))
  checks.expect(`${name}: the table`, log, new RegExp(`build +. ${state} +#118`))
  checks.expect(`${name}: the result in a line`, log, new RegExp(`passed=${String(state === 'success')}`))
  // Markdown, workflow commands, terminal codes and long JSON are of no use there.
  const odd = log
    .split('\n')
    .filter(line => /> (::|##|\|)|<details>|```|passed.*\{"id"/.test(line) || line.length > 400)
  checks.expectNone(`${name}: nothing that GitLab does not read`, odd)
  checks.expectNone(`${name}: no secret`, log.includes(EXAMPLE_KEY.secretKey) ? ['the secret key'] : [])
}

/** The repository of a user with the template, and one that stands in for the release of the action. */
async function repositories(
  home: string,
  { node, rsync }: GitlabRunner
): Promise<{ commit: string; env: NodeJS.ProcessEnv }> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const [ours, theirs] = [join(home, 'ours'), join(home, 'theirs')]
  const env = {
    ...{ PATH: `${node}:${rsync}:${process.env.PATH ?? ''}`, HOME: home },
    LD_LIBRARY_PATH: librariesBeside(rsync),
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.file://${ours}.insteadOf` },
    GIT_CONFIG_VALUE_0: 'https://github.com/codearts-pipeline-gate/codearts-pipeline-gate'
  }
  const git = async (folder: string, ...words: string[]): Promise<string> => {
    const who = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com']
    const ended = await run('git', ['-C', folder, ...who, ...words], { env, timeoutMs: 60_000 })
    if (ended.code !== 0) throw new Error(`git ${words.join(' ')}: ${ended.stderr}`)
    return ended.stdout.trim()
  }
  mkdirSync(theirs)
  cpSync(join(ROOT, 'dist'), join(ours, 'dist'), { recursive: true })
  cpSync(join(ROOT, TEMPLATE), join(theirs, '.gitlab-ci.yml'))
  writeFileSync(join(theirs, '.gitignore'), '.gitlab-ci-local\n')
  for (const folder of [ours, theirs]) {
    await git(folder, 'init', '--quiet', '--initial-branch', 'main')
    await git(folder, 'add', '--force', '.')
    await git(folder, 'commit', '--quiet', '--message', 'all')
  }
  await git(ours, 'tag', `v${version}`)
  await git(theirs, 'remote', 'add', 'origin', 'https://gitlab.example.com/octo-org/app.git')
  return { commit: await git(theirs, 'rev-parse', 'HEAD'), env }
}

/** Folders with shared libraries, of a package that is not installed but only unpacked. */
function librariesBeside(bin: string): string {
  const lib = join(bin, '../lib')
  if (bin.startsWith('/usr/') || !existsSync(lib)) return process.env.LD_LIBRARY_PATH ?? ''
  return readdirSync(lib, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => join(lib, name))
    .join(':')
}
