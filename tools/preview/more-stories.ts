import { fails, subPipelineStep, type PipelineSpec, type StageSpec } from '../../simulator/index.js'
import { COMMIT, PROJECT, type Story } from './play.js'
import { approval, build, M, mixed, named, S, stage, testFailed } from './stories.js'

const CHILD = '4'.repeat(32)
const CHILD_RUN = '4d'.repeat(16)

/** The sub-pipeline of `release-train`. It is not requested: only the explanation of a failure reads it. */
const child: PipelineSpec = {
  ...named('browser-tests', [
    {
      at: 0,
      state: 'error',
      stages: [
        stage('Checkout', 'error', [
          {
            name: 'Basket',
            steps: [
              { name: 'install', state: 'success' },
              {
                name: 'Playwright',
                message: '1 of 12 tests failed',
                log: 'Running 12 tests using 4 workers\n  1) checkout.spec.ts:42 › keeps the basket after sign-in\n     expected 3 items in the basket, found 2\n  11 passed, 1 failed (38.2s)'
              }
            ]
          }
        ])
      ]
    }
  ]),
  id: CHILD,
  origin: 'start'
}
const release = named(
  'release-train',
  [
    { at: 0, state: 'running', stages: [stage('Deploy', 'running'), stage('Browser tests', null)] },
    {
      at: 2 * M,
      state: 'error',
      stages: [
        stage('Deploy', 'success'),
        stage('Browser tests', 'error', [
          {
            name: 'Run browser-tests',
            message: 'The sub-pipeline failed.',
            steps: [subPipelineStep('SubPipeline', CHILD, CHILD_RUN)]
          }
        ])
      ]
    }
  ],
  { number: 64 }
)
const subPipeline: readonly PipelineSpec[] = [
  release,
  { ...child, runs: child.runs.map(run => ({ ...run, id: CHILD_RUN, number: 212 })) }
]

const tests = (state: 'running' | 'success' | 'error'): StageSpec[] => [
  stage('Source', 'success'),
  stage('Tests', state, [
    { name: 'Integration', steps: [{ name: 'npm test', state, message: 'connection reset by peer' }] }
  ])
]
const flaky = named(
  'integration',
  [
    { at: 0, state: 'running', stages: [stage('Source', 'running'), stage('Tests', null)] },
    { at: 20 * S, state: 'running', stages: tests('running') },
    { at: 2 * M, state: 'error', stages: tests('error') }
  ],
  {
    number: 87,
    retries: [
      {
        moments: [
          { at: 0, state: 'running', stages: tests('running') },
          { at: M, state: 'success', stages: tests('success') }
        ]
      }
    ]
  }
)

/** What the recommended use looks like: runs of the commit, each with a number of its own. */
const lint = named(
  'lint',
  [
    { at: 0, state: 'running', stages: [stage('Source', 'success'), stage('ESLint', 'running')] },
    { at: 50 * S, state: 'success', stages: [stage('Source', 'success'), stage('ESLint', 'success')] }
  ],
  { number: 342, trigger: 'MR' }
)
const numbered = (pipeline: PipelineSpec, number: number): PipelineSpec => ({
  ...pipeline,
  runs: pipeline.runs.map(run => ({ ...run, number, branch: 'feature/checkout' }))
})
const RECOMMENDED = { commit: 'event', timeout: '30m' }

/** The summary in the README: the job of a pull request, with the commit under test. */
export const FIGURE: Story = {
  name: 'in the README',
  pipelines: [numbered(build, 118), numbered(testFailed, 64), numbered(lint, 342)],
  inputs: { ...RECOMMENDED, log_lines: '6' },
  onPullRequest: true
}

/** The log of a terminal, in colours. */
export const ON_A_TERMINAL: readonly PipelineSpec[] = [numbered(build, 118), numbered(testFailed, 64)]

const odd = (name: string, n: number): PipelineSpec => ({
  ...named(
    name,
    [
      { at: 0, state: 'running' },
      {
        at: M,
        state: n % 2 === 0 ? 'error' : 'success',
        stages: [
          stage(name, n % 2 === 0 ? 'error' : 'success', [
            { name, steps: [{ name, state: 'error', message: name, log: name }] }
          ])
        ]
      }
    ],
    { executor: name, branch: name.slice(0, 40) }
  ),
  id: String(n).padStart(32, 'e')
})
const ODD_NAMES = [
  '🚀 release 👩‍💻 🇨🇳 ✅',
  'بناء النظام والاختبار',
  'שלום בנייה (prod)',
  'a-very-long-pipeline-name-'.repeat(8).slice(0, 200),
  '流水线名称'.repeat(40),
  '| pipes | <b>tags</b> `code` **stars** @octocat #1 $x$'
]

/** Beside the ten: what statuses and comments look like, and what is odd. */
export const MORE_STORIES: readonly Story[] = [
  { name: 'flaky', pipelines: [flaky, build], inputs: { retry: '1' } },
  {
    name: 'advisory',
    pipelines: [build, testFailed, named('nightly-scan', [{ at: M, state: 'aborted' }])],
    inputs: { advisory: 'end-to-end\nnightly-scan' }
  },
  {
    name: 'comment and statuses',
    pipelines: [numbered(build, 118), numbered(testFailed, 64), numbered(flaky, 87)],
    inputs: { ...RECOMMENDED, comment: 'true', commit_status: 'each', retry: '1' },
    onPullRequest: true
  },
  {
    name: 'sub-pipeline failed',
    pipelines: subPipeline,
    inputs: { pipeline_ids: release.id, commit: COMMIT }
  },
  {
    name: 'approvals',
    pipelines: [approval, numbered({ ...approval, id: '9'.repeat(32), name: 'hotfix' }, 12), build],
    inputs: { fail_on: 'paused, error', timeout: '20m' }
  },
  {
    name: 'one that never ran',
    pipelines: [{ id: '5'.repeat(32), name: 'new', projectId: PROJECT, runs: [] }]
  },
  {
    name: 'could not judge',
    pipelines: [build],
    rules: [{ after: 3, does: fails(401, 'APIGW.0301', 'Incorrect IAM authentication information') }]
  },
  {
    name: 'bad inputs',
    pipelines: [build],
    inputs: { time_zone: 'Asia/Bejing', wait: 'yes', timeout: '1d' }
  },
  {
    name: 'step cancelled',
    pipelines: [numbered(build, 118), numbered(testFailed, 64)],
    inputs: { ...RECOMMENDED, comment: 'true', commit_status: 'each' },
    onPullRequest: true,
    cancelledAfterMs: 6 * M
  },
  { name: 'odd names', pipelines: ODD_NAMES.map((name, index) => odd(name, index)) },
  { name: 'one', pipelines: [build] },
  {
    name: 'twelve green',
    pipelines: mixed(80)
      .filter(({ runs: [run] }) => run?.moments.at(-1)?.state === 'success')
      .slice(0, 12)
  },
  { name: 'three hundred', pipelines: mixed(300), inputs: { timeout: '30m' } }
]
