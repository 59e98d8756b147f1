import {
  subPipelineStep,
  type Moment,
  type PipelineSpec,
  type RunSpec,
  type StageSpec,
  type State
} from '../../simulator/index.js'

export const PROJECT = 'c0de'.padEnd(32, '0')
export const COMMIT = '5eed'.repeat(10)

const stage = (name: string, state: State | null, jobs: StageSpec['jobs'] = []): StageSpec => ({
  name,
  state,
  jobs
})
const stages = (...all: readonly (readonly [string, State | null])[]): StageSpec[] =>
  all.map(([name, state]) => stage(name, state))

function pipeline(
  digit: string,
  name: string,
  run: Omit<RunSpec, 'commit' | 'branch' | 'trigger' | 'executor'>
): PipelineSpec {
  const common = { commit: COMMIT, branch: 'feature/checkout', trigger: 'MR', executor: 'lin' }
  return { id: digit.repeat(32), name, projectId: PROJECT, runs: [{ ...common, ...run }] }
}

const build = pipeline('1', 'build', {
  number: 118,
  moments: [
    { at: 0, state: 'running', stages: stages(['Source', 'success'], ['Build', 'running']) },
    { at: 1_500, state: 'success', stages: stages(['Source', 'success'], ['Build', 'success']) }
  ]
})

/** Fails, and passes when it is retried. */
const integration = pipeline('2', 'integration', {
  number: 87,
  moments: [
    { at: 0, state: 'running', stages: stages(['Tests', 'running']) },
    {
      at: 2_500,
      state: 'error',
      stages: [
        stage('Tests', 'error', [
          { name: 'Database', steps: [{ name: 'npm test', message: 'connection reset by peer' }] }
        ])
      ]
    }
  ],
  retries: [
    {
      moments: [
        { at: 0, state: 'running', stages: stages(['Tests', 'running']) },
        { at: 2_000, state: 'success', stages: stages(['Tests', 'success']) }
      ]
    }
  ]
})

const BROWSER_TESTS = '4'.repeat(32)
const BROWSER_RUN = '4d'.repeat(16)
const BROWSER_LOG = [
  'Running 12 tests using 4 workers',
  '  1) checkout.spec.ts:42 › keeps the basket after sign-in',
  '     expected 3 items in the basket, found 2',
  '  11 passed, 1 failed (38.2s)'
].join('\n')

/** The pipeline that `end-to-end` runs. It is not requested: the gate reads it to explain the failure. */
export const browserTests: PipelineSpec = {
  id: BROWSER_TESTS,
  name: 'browser-tests',
  projectId: PROJECT,
  origin: 'start',
  runs: [
    {
      number: 212,
      id: BROWSER_RUN,
      moments: [
        {
          at: 1_000,
          state: 'error',
          stages: [
            stage('Checkout', 'error', [
              {
                name: 'Basket',
                steps: [
                  { name: 'install', state: 'success' },
                  { name: 'Playwright', message: '1 of 12 tests failed', log: BROWSER_LOG }
                ]
              }
            ])
          ]
        }
      ]
    }
  ]
}

const BROWSER_FAILED: readonly StageSpec[] = [
  stage('Deploy', 'success'),
  stage('Browser tests', 'error', [
    {
      name: 'Run browser-tests',
      message: 'The sub-pipeline failed.',
      steps: [subPipelineStep('SubPipeline', BROWSER_TESTS, BROWSER_RUN)]
    }
  ])
]
const BROWSER_PASSED = stages(['Deploy', 'success'], ['Browser tests', 'success'])

/** Fails in its sub-pipeline, also when it is retried; or succeeds. */
function endToEnd(green: boolean): PipelineSpec {
  const testing: Omit<Moment, 'at'> = {
    state: 'running',
    stages: stages(['Deploy', 'success'], ['Browser tests', 'running'])
  }
  const failed: Omit<Moment, 'at'> = { state: 'error', stages: BROWSER_FAILED }
  return pipeline('3', 'end-to-end', {
    number: 64,
    moments: [
      { at: 0, state: 'running', stages: stages(['Deploy', 'running'], ['Browser tests', null]) },
      { at: 2_000, ...testing },
      green ? { at: 5_000, state: 'success', stages: BROWSER_PASSED } : { at: 5_000, ...failed }
    ],
    retries: [
      {
        moments: [
          { at: 0, ...testing },
          { at: 2_000, ...failed }
        ]
      }
    ]
  })
}

/** Waits for a manual review, which approves it. */
const release = pipeline('5', '发布检查', {
  number: 31,
  moments: [
    { at: 0, state: 'paused', stages: stages(['Approval', 'paused'], ['Package', null]) },
    { at: 3_500, state: 'running', stages: stages(['Approval', 'success'], ['Package', 'running']) },
    { at: 4_500, state: 'success', stages: stages(['Approval', 'success'], ['Package', 'success']) }
  ]
})

/** The pipelines that the step is about. @param green whether all of them succeed in the end */
export function story(green: boolean): PipelineSpec[] {
  return [build, integration, endToEnd(green), release]
}

/** What the workflow gives under `with:`, beside the credential and the address of the simulated CodeArts. */
export const STEP_INPUTS = {
  project_id: PROJECT,
  pipeline_names: 'build\nintegration\nend-to-end\n发布检查',
  retry: '1',
  commit_status: 'each',
  comment: 'true'
}
