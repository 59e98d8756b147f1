import type { JobSpec, Moment, PipelineSpec, StageSpec, State, StartedCourse } from './specs.js'

export const STORY_PROJECT = '00000000000000000000000000cafe00'

const stage = (name: string, state: State | null, jobs: readonly JobSpec[] = []): StageSpec => ({
  name,
  state,
  jobs
})

const BUILD: readonly Moment[] = [
  { at: 0, state: 'running', stages: [stage('Source', 'running'), stage('Build', null)] },
  { at: 1_000, state: 'running', stages: [stage('Source', 'success'), stage('Build', 'running')] },
  { at: 4_000, state: 'success', stages: [stage('Source', 'success'), stage('Build', 'success')] }
]

const END_TO_END: readonly Moment[] = [
  { at: 0, state: 'running', stages: [stage('Browser', 'running')] },
  {
    at: 8_000,
    state: 'error',
    stages: [
      stage('Browser', 'error', [
        {
          name: 'checkout',
          message: 'Step "play" failed.',
          steps: [
            { name: 'install', state: 'success' },
            {
              name: 'play',
              message: 'exit code 1',
              log: 'checkout.spec.ts:42\n  expected 3 items in the basket, found 2\n1 of 12 tests failed'
            }
          ]
        }
      ])
    ]
  }
]

const review: JobSpec = { name: 'review', steps: [{ name: 'approve the release' }] }
const packaging: readonly Moment[] = [
  { at: 0, state: 'running', stages: [stage('Approval', 'success', [review]), stage('Package', 'running')] },
  {
    at: 1_000,
    state: 'success',
    stages: [stage('Approval', 'success', [review]), stage('Package', 'success')]
  }
]
const RELEASE: readonly Moment[] = [
  { at: 0, state: 'paused', stages: [stage('Approval', 'paused', [review]), stage('Package', null)] },
  ...packaging.map(moment => ({ ...moment, at: moment.at + 5_000 }))
]

/**
 * Three pipelines that play from the first request on, and again whenever they are started: one succeeds, one fails,
 * one waits for an approval.
 * @param commit the head of every branch
 */
export function story(commit: string): readonly PipelineSpec[] {
  const pipeline = (id: string, name: string, number: number, course: StartedCourse): PipelineSpec => ({
    id: id.repeat(32),
    name,
    projectId: STORY_PROJECT,
    runs: [{ ...course, number, branch: 'main' }],
    onStart: course
  })
  return [
    pipeline('a', 'build', 118, { commit, moments: BUILD }),
    pipeline('b', 'end-to-end', 64, { commit, moments: END_TO_END }),
    pipeline('d', 'release', 31, { commit, moments: RELEASE, onReview: { pass: packaging } })
  ]
}
