import type { Moment, PipelineSpec, StageSpec, State } from '../../simulator/index.js'

export const PROJECT = 'c0de'.padEnd(32, '0')
export const COMMIT = '5eed'.repeat(10)

const stages = (...all: readonly (readonly [string, State | null])[]): StageSpec[] =>
  all.map(([name, state]) => ({ name, state }))

/** Three pipelines: one succeeds, one fails late (or not), one waits for an approval and goes on. */
export function story(green: boolean): PipelineSpec[] {
  const common = { commit: COMMIT, branch: 'feature/checkout', trigger: 'MR', executor: 'lin' }
  const last: Moment = green
    ? { at: 8_000, state: 'success', stages: stages(['Deploy', 'success'], ['Browser tests', 'success']) }
    : { at: 8_000, state: 'error', stages: stages(['Deploy', 'success'], ['Browser tests', 'error']) }
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
