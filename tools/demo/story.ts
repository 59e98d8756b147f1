import {
  subPipelineStep,
  type Moment,
  type PipelineSpec,
  type StageSpec,
  type State
} from '../../simulator/index.js'

export const PROJECT = 'c0de'.padEnd(32, '0')
export const COMMIT = '5eed'.repeat(10)

const stages = (...all: readonly (readonly [string, State | null])[]): StageSpec[] =>
  all.map(([name, state]) => ({ name, state }))

/** A test pipeline that another one runs in its last stage. */
const BROWSER_TESTS = '4'.repeat(32)
const BROWSER_RUN = '4d'.repeat(16)

/** The pipeline that `end-to-end` runs. It is not requested: only the explanation of a failure reads it. */
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
          at: 3_500,
          state: 'error',
          stages: [
            {
              name: 'Checkout',
              state: 'error',
              jobs: [
                {
                  name: 'Basket',
                  steps: [
                    { name: 'install', state: 'success' },
                    {
                      name: 'Playwright',
                      message: '1 of 12 tests failed',
                      log: [
                        'Running 12 tests using 4 workers',
                        '  1) checkout.spec.ts:42 › keeps the basket after sign-in',
                        '     expected 3 items in the basket, found 2',
                        '  11 passed, 1 failed (38.2s)'
                      ].join('\n')
                    }
                  ]
                }
              ]
            }
          ]
        }
      ]
    }
  ]
}

const browserStage: StageSpec = {
  name: 'Browser tests',
  state: 'error',
  jobs: [
    {
      name: 'Run browser-tests',
      message: 'The sub-pipeline failed.',
      steps: [subPipelineStep('SubPipeline', BROWSER_TESTS, BROWSER_RUN)]
    }
  ]
}

/** Three pipelines: one succeeds, one fails late in a sub-pipeline (or not), one waits for an approval and goes on. */
export function story(green: boolean): PipelineSpec[] {
  const common = { commit: COMMIT, branch: 'feature/checkout', trigger: 'MR', executor: 'lin' }
  const last: Moment = green
    ? { at: 8_000, state: 'success', stages: stages(['Deploy', 'success'], ['Browser tests', 'success']) }
    : { at: 8_000, state: 'error', stages: [...stages(['Deploy', 'success']), browserStage] }
  return [
    {
      id: '1'.repeat(32),
      name: 'build',
      projectId: PROJECT,
      runs: [
        {
          ...common,
          number: 118,
          moments: [
            { at: 0, state: 'running', stages: stages(['Source', 'success'], ['Build', 'running']) },
            { at: 2_500, state: 'success', stages: stages(['Source', 'success'], ['Build', 'success']) }
          ]
        }
      ]
    },
    {
      id: '2'.repeat(32),
      name: 'end-to-end',
      projectId: PROJECT,
      runs: [
        {
          ...common,
          number: 64,
          moments: [
            { at: 0, state: 'running', stages: stages(['Deploy', 'running'], ['Browser tests', null]) },
            {
              at: 3_500,
              state: 'running',
              stages: stages(['Deploy', 'success'], ['Browser tests', 'running'])
            },
            last
          ]
        }
      ]
    },
    {
      id: '3'.repeat(32),
      name: '发布检查',
      projectId: PROJECT,
      runs: [
        {
          ...common,
          number: 31,
          moments: [
            { at: 0, state: 'paused', stages: stages(['Approval', 'paused'], ['Package', null]) },
            { at: 4_500, state: 'running', stages: stages(['Approval', 'success'], ['Package', 'running']) },
            { at: 6_000, state: 'success', stages: stages(['Approval', 'success'], ['Package', 'success']) }
          ]
        }
      ]
    }
  ]
}
