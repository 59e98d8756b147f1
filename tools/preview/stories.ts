import {
  fails,
  seededRandom,
  type Moment,
  type PipelineSpec,
  type RunSpec,
  type StageSpec
} from '../../simulator/index.js'

import { COMMIT, PROJECT, type Story } from './play.js'

export { play, PROJECT, type Story } from './play.js'

export const S = 1_000
export const M = 60_000

const idOf = (name: string): string =>
  [...name]
    .map(letter => (letter.codePointAt(0) ?? 0).toString(16))
    .join('')
    .padEnd(32, '7')
    .slice(0, 32)

/** A pipeline with one run, #118 of the commit, that goes through these moments. */
export function named(name: string, moments: readonly Moment[], more: Partial<RunSpec> = {}): PipelineSpec {
  return {
    id: idOf(name),
    name,
    projectId: PROJECT,
    runs: [{ number: 118, commit: COMMIT, branch: 'main', executor: '林', moments, ...more }]
  }
}

export const stage = (name: string, state: StageSpec['state'], jobs: StageSpec['jobs'] = []): StageSpec => ({
  name,
  state,
  jobs
})

export const build = named('构建', [
  {
    at: 0,
    state: 'running',
    stages: [stage('源代码', 'running'), stage('编译', null), stage('单元测试', null)]
  },
  {
    at: 20 * S,
    state: 'running',
    stages: [stage('源代码', 'success'), stage('编译', 'running'), stage('单元测试', null)]
  },
  {
    at: 3 * M,
    state: 'running',
    stages: [stage('源代码', 'success'), stage('编译', 'success'), stage('单元测试', 'running')]
  },
  {
    at: 5 * M,
    state: 'success',
    stages: [stage('源代码', 'success'), stage('编译', 'success'), stage('单元测试', 'success')]
  }
])

const COMPILER = [
  '[INFO] Compiling 214 source files to /workspace/target/classes',
  '[ERROR] /workspace/src/main/java/Order.java:[42,17] cannot find symbol',
  '  symbol:   method total(java.util.List<Item>)',
  '  location: class Order',
  '[INFO] BUILD FAILURE',
  '[ERROR] Failed to execute goal: Compilation failure'
]
const TEST = [
  ...Array.from({ length: 60 }, (_, n) => `\u001b[32mok ${n + 1}\u001b[0m - checkout, case ${n + 1}`),
  'not ok 61 - checkout, empty basket',
  '    expected: "0.00"',
  '    but got:  "NaN"',
  '1 test failed, 60 passed'
]

const buildFailed = named('build-service', [
  { at: 0, state: 'running', stages: [stage('Source', 'running'), stage('Build', null)] },
  { at: 15 * S, state: 'running', stages: [stage('Source', 'success'), stage('Build', 'running')] },
  {
    at: 95 * S,
    state: 'error',
    stages: [
      stage('Source', 'success'),
      stage('Build', 'error', [
        {
          name: 'Maven',
          steps: [
            { name: 'Checkout', state: 'success' },
            { name: 'mvn package', state: 'error', message: 'exit code 1', log: COMPILER.join('\n') }
          ]
        }
      ])
    ]
  }
])

export const testFailed = named('end-to-end', [
  {
    at: 0,
    state: 'running',
    stages: [stage('Source', 'success'), stage('Deploy', 'running'), stage('Test', null)]
  },
  {
    at: 2 * M,
    state: 'running',
    stages: [stage('Source', 'success'), stage('Deploy', 'success'), stage('Test', 'running')]
  },
  {
    at: 9 * M,
    state: 'error',
    stages: [
      stage('Source', 'success'),
      stage('Deploy', 'success'),
      stage('Test', 'error', [
        {
          name: 'Browser',
          steps: [
            { name: 'Install', state: 'success' },
            { name: 'Start', state: 'success' },
            { name: 'Playwright', state: 'error', message: '1 test failed', log: TEST.join('\n') },
            { name: 'Upload report', state: 'error', log: 'no such file: report.html' }
          ]
        }
      ])
    ]
  }
])

const cancelled = named('deploy-preview', [
  { at: 0, state: 'running', stages: [stage('Source', 'success'), stage('Deploy', 'running')] },
  {
    at: 4 * M,
    state: 'aborted',
    stages: [
      stage('Source', 'success'),
      stage('Deploy', 'aborted', [{ name: 'Helm', message: 'stopped by wang' }])
    ]
  }
])

export const approval = named('release', [
  { at: 0, state: 'running', stages: [stage('Build', 'running'), stage('Approval', null)] },
  {
    at: 3 * M,
    state: 'paused',
    stages: [
      stage('Build', 'success'),
      stage('Approval', 'paused', [{ name: 'Manual review', message: 'waiting for wang, zhang' }])
    ]
  }
])

const never: PipelineSpec = { id: idOf('new-pipeline'), name: 'new-pipeline', projectId: PROJECT, runs: [] }
const stale = named('build-service', [{ at: 0, state: 'success' }], { commit: 'a'.repeat(40), number: 117 })
const slow = named('load-test', [
  { at: 0, state: 'running', stages: [stage('Deploy', 'running'), stage('Load', null)] },
  {
    at: 2 * M,
    state: 'running',
    stages: [stage('Deploy', 'success'), stage('Load', 'running', [{ name: 'k6', steps: [{ name: 'run' }] }])]
  }
])

/** So many pipelines that end in different ways. */
export function mixed(n: number): PipelineSpec[] {
  const random = seededRandom(7)
  return Array.from({ length: n }, (_, n) => {
    const ends =
      (['success', 'success', 'success', 'error', 'aborted', 'paused'] as const)[Math.floor(random() * 6)] ??
      'success'
    const at = Math.floor((1 + random() * 12) * M)
    const half = Math.floor(at / 2)
    return named(`service-${String(n + 1).padStart(2, '0')}`, [
      { at: 0, state: 'running', stages: [stage('Build', 'running'), stage('Test', null)] },
      { at: half, state: 'running', stages: [stage('Build', 'success'), stage('Test', 'running')] },
      {
        at,
        state: ends,
        stages: [
          stage('Build', 'success'),
          stage('Test', ends, [
            { name: 'Unit', steps: [{ name: 'npm test', state: ends, log: 'Tests: 1 failed, 41 passed' }] }
          ])
        ]
      }
    ])
  })
}

export const STORIES: readonly Story[] = [
  {
    name: 'green',
    pipelines: [
      build,
      named('lint', [
        { at: 0, state: 'running' },
        { at: 50 * S, state: 'success' }
      ])
    ]
  },
  { name: 'build failed', pipelines: [buildFailed, build] },
  { name: 'test failed in step three', pipelines: [build, testFailed] },
  { name: 'cancelled', pipelines: [cancelled] },
  { name: 'approval pending', pipelines: [approval], inputs: { timeout: '20m' } },
  { name: 'never ran', pipelines: [never, build] },
  { name: 'stale', pipelines: [stale], inputs: { commit: COMMIT } },
  { name: 'time-out', pipelines: [slow], inputs: { timeout: '10m' } },
  {
    name: 'API down',
    pipelines: [build],
    rules: [{ after: 4, does: fails(503, 'APIGW.0201', 'Backend unavailable') }],
    inputs: { timeout: '15m' }
  },
  { name: 'mixed of thirty', pipelines: mixed(30), inputs: { timeout: '30m' } }
]
