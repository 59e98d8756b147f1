import type { JobSpec, PipelineSpec, StageSpec, State } from './specs.js'

export const STORY_PROJECT = '00000000000000000000000000cafe00'
const SOURCE = { branch: 'main', commit: '1f'.repeat(20) }

const stage = (name: string, state: State | null, jobs: readonly JobSpec[] = []): StageSpec => ({
  name,
  state,
  jobs
})

/** Three pipelines that live from the first look on: one succeeds, one fails, one waits for a person. */
export const STORY: readonly PipelineSpec[] = [
  {
    id: 'a'.repeat(32),
    name: 'build',
    projectId: STORY_PROJECT,
    runs: [
      {
        ...SOURCE,
        number: 118,
        moments: [
          { at: 0, state: 'running', stages: [stage('Source', 'success'), stage('Build', 'running')] },
          { at: 8_000, state: 'success', stages: [stage('Source', 'success'), stage('Build', 'success')] }
        ]
      }
    ]
  },
  {
    id: 'b'.repeat(32),
    name: 'end-to-end',
    projectId: STORY_PROJECT,
    runs: [
      {
        ...SOURCE,
        number: 64,
        moments: [
          { at: 0, state: 'running', stages: [stage('Browser', 'running')] },
          {
            at: 15_000,
            state: 'error',
            stages: [
              stage('Browser', 'error', [
                {
                  name: 'checkout',
                  message: 'Step "play" failed.',
                  steps: [
                    { name: 'install', state: 'success' },
                    { name: 'play', message: 'exit code 1' }
                  ]
                }
              ])
            ]
          }
        ]
      }
    ]
  },
  {
    id: 'd'.repeat(32),
    name: 'release',
    projectId: STORY_PROJECT,
    runs: [
      {
        ...SOURCE,
        number: 31,
        moments: [
          { at: 0, state: 'paused', stages: [stage('Approval', 'paused'), stage('Package', null)] },
          {
            at: 10_000,
            state: 'running',
            stages: [stage('Approval', 'success'), stage('Package', 'running')]
          },
          {
            at: 12_000,
            state: 'success',
            stages: [stage('Approval', 'success'), stage('Package', 'success')]
          }
        ]
      }
    ]
  }
]
