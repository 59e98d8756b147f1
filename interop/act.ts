import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXAMPLE_KEY } from '../simulator/index.js'
import { run } from './processes.js'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OWN = 'codearts-pipeline-gate/codearts-pipeline-gate'
/** No job that is played here takes longer, on a busy machine as well. */
const JOB_MS = 300_000

/** A runner: nektos/act, and the Node that it runs actions with. */
export interface Runner {
  /** The program. */
  readonly act: string
  /** The folder of `node`, and its major version. */
  readonly node: string
  readonly major: number
}

export interface Job {
  /** The workflow's text; in `folder`, its path. */
  readonly workflow: string
  readonly event: { readonly name: string; readonly payload: object }
  /** Where the simulator listens. */
  readonly url: string
  /** A repository that is there already; a new one with nothing but the workflow if not given. */
  readonly folder?: string
  /** Actions beside our own, as `owner/name@ref=FOLDER`. */
  readonly actions?: readonly string[]
  readonly vars?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Called when act has been started. */
  readonly onStart?: (act: ChildProcess) => void
}

/** A line that act prints with `--json`. */
interface Line {
  readonly step?: string
  readonly stage?: 'Pre' | 'Main' | 'Post'
  readonly stepResult?: string
  readonly jobID?: string
  readonly jobResult?: string
  readonly msg?: string
  /** Printed by the step itself. */
  readonly raw_output?: boolean
  /** A workflow command of the step, with its name and value; `summary` has its text in `content`. */
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
}

/** What a workflow has written. */
export class Played {
  constructor(
    private readonly lines: readonly Line[],
    readonly code: number | null,
    readonly leftBehind: readonly string[]
  ) {}

  /** The results of the jobs, by their IDs. */
  get jobs(): Record<string, string> {
    return Object.fromEntries(
      this.lines.flatMap(({ jobID, jobResult }) =>
        jobResult === undefined ? [] : [[jobID ?? '', jobResult]]
      )
    )
  }

  /** What all steps have printed. */
  get printed(): string {
    return this.lines.flatMap(({ raw_output, msg }) => (raw_output === true ? [msg] : [])).join('')
  }

  /** Everything that act has printed for people. */
  get log(): string {
    return this.lines.map(({ msg = '' }) => msg).join('\n')
  }

  /** Such as `Main gate: failure`, in the order of their ends. */
  get steps(): string[] {
    return this.lines.flatMap(({ stage, step, stepResult }) =>
      stage === undefined || stepResult === undefined ? [] : [`${stage} ${step ?? ''}: ${stepResult}`]
    )
  }

  /** The values that were given to an output, in their order: by several jobs, or by several steps. */
  outputs(output: string): string[] {
    return this.lines.flatMap(({ command, name, arg }) =>
      command === 'set-output' && name === output ? [arg ?? ''] : []
    )
  }

  get summary(): string {
    return this.lines.flatMap(({ command, content }) => (command === 'summary' ? [content] : [])).join('\n')
  }
}

/** Plays a workflow on this machine, without a container: act's host mode. */
export async function playWorkflow({ act, node }: Runner, job: Job): Promise<Played> {
  const home = mkdtempSync(join(tmpdir(), 'interop-'))
  const path = `${node}${delimiter}${process.env.PATH ?? ''}`
  try {
    const folder = job.folder ?? (await makeRepository(join(home, 'repository'), job.workflow))
    writeFileSync(join(home, 'event.json'), JSON.stringify(job.event.payload))
    const { code, stdout, stderr, isTimeout, leftBehind } = await run(
      act,
      [
        job.event.name,
        ...['--workflows', job.folder === undefined ? '.github/workflows/workflow.yml' : job.workflow],
        ...['--eventpath', join(home, 'event.json')],
        ...['--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--json'],
        ...[...ownActions(join(home, 'action')), ...(job.actions ?? [])].flatMap(action => [
          '--local-repository',
          action
        ]),
        ...['--secret', `HUAWEI_CLOUD_AK=${EXAMPLE_KEY.accessKey}`],
        ...['--secret', `HUAWEI_CLOUD_SK=${EXAMPLE_KEY.secretKey}`],
        ...Object.entries({ ENDPOINT: job.url, ...job.vars }).flatMap(([name, value]) => [
          '--var',
          `${name}=${value}`
        ])
      ],
      {
        cwd: folder,
        env: { PATH: path, HOME: home, TMPDIR: home, ...job.env },
        timeoutMs: JOB_MS,
        ...(job.onStart === undefined ? {} : { onStart: job.onStart })
      }
    )
    if (isTimeout) throw new Error(`act was still going after ${JOB_MS / 1000} s:\n${stdout.slice(-2_000)}`)
    const lines = `${stdout}\n${stderr}`
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Line)
    return new Played(lines, code, leftBehind)
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A repository with one workflow, as a user of the action has it. */
async function makeRepository(folder: string, workflow: string): Promise<string> {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  writeFileSync(join(folder, '.github/workflows/workflow.yml'), workflow)
  const git = [
    '-c',
    'user.name=octocat',
    '-c',
    'user.email=octocat@example.com',
    '-c',
    'commit.gpgsign=false'
  ]
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    ['remote', 'add', 'origin', 'https://github.com/octo-org/app.git'],
    ['add', '--all'],
    [...git, 'commit', '--quiet', '--message', 'Add the gate']
  ]) {
    const { code, stderr } = await run('git', args, { cwd: folder, timeoutMs: 60_000 })
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  }
  return folder
}

/** The action as a release has it, by the moving tag and by the exact version that gate.yml names. */
function ownActions(folder: string): string[] {
  for (const path of ['action.yml', 'post.js', 'dist'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  const gate = '.github/workflows/gate.yml'
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  const text = readFileSync(join(ROOT, gate), 'utf8')
  writeFileSync(join(folder, gate), calledWithEndpoint(text))
  const version = /pipeline-gate@(v\d+\.\d+\.\d+)$/m.exec(text)?.[1] ?? ''
  return ['v1', version].map(ref => `${OWN}@${ref}=${folder}`)
}

/** Callers need not name the simulator. */
function calledWithEndpoint(gate: string): string {
  return gate
    .replace(/\{\{ inputs\.((?:iam_|sts_)?endpoint) \}\}/g, '{{ inputs.$1 || vars.ENDPOINT }}')
    .replace('{{ inputs.poll_interval }}', "{{ inputs.poll_interval || '500ms' }}")
}

/** A workflow whose steps with our action talk to the simulator. */
export function withEndpoint(workflow: string): string {
  return workflow.replace(
    /^( *)((?:- )?)uses: codearts-pipeline-gate\/codearts-pipeline-gate@v1\n\1 *with:\n( +)/gm,
    (text, _indent, _dash, inner: string) =>
      ['endpoint', 'iam_endpoint', 'sts_endpoint']
        .reduce((all, input) => `${all}${input}: \${{ vars.ENDPOINT }}\n${inner}`, text)
        .concat(`poll_interval: 500ms\n${inner}`)
  )
}
