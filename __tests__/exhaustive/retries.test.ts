import { describe, expect, it } from '@jest/globals'
import {
  answers,
  answersHtml,
  answersJson,
  doesAnd,
  errsWith200,
  fails,
  onTheWire,
  throttles,
  truncates,
  type Misbehaviour,
  type PipelineSpec,
  type RunSpec
} from '../../simulator/index.js'
import { A, cloud, PROJECT, WALL } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'

type RetrySpec = NonNullable<RunSpec['retries']>[number]

const passes: RetrySpec = {
  moments: [
    { at: 0, state: 'running' },
    { at: 300, state: 'success' }
  ]
}

/** A pipeline whose run fails at first, and passes when it is retried. */
const flaky = (retry: RetrySpec): PipelineSpec => ({
  ...{ id: A, name: 'pipeline-a', projectId: PROJECT },
  runs: [
    {
      number: 12,
      moments: [
        { at: 0, state: 'running' },
        { at: 200, state: 'error' }
      ],
      retries: [retry]
    }
  ]
})

/** One answer to a retry, and what has to come of it: the step ends well where the run is retried. */
interface Row {
  readonly what: string
  readonly does: Misbehaviour
  readonly isRetried: boolean
  /** Requests for a retry; one, if not given. */
  readonly sends?: number
  readonly says?: string
}

const TOO_MANY = ['DEVPIPE.00011104', 'DEVPIPE.00011105'].flatMap(code =>
  [200, 400, 429].map((status): Row => ({
    ...{ what: `${code} with ${status}`, does: fails(status, code, 'too many runs') },
    ...{ isRetried: true, sends: 2 }
  }))
)
const NO_RIGHT = ['DEVPIPE.30011011', 'DEVCP.00014031'].flatMap(code =>
  [200, 400, 403].map((status): Row => ({
    ...{ what: `${code} with ${status}`, does: fails(status, code, 'no permission'), isRetried: false },
    says: code
  }))
)
const ERRORS = (['error_code', 'errorCode', 'code', 'nested'] as const).map((shape): Row => ({
  ...{ what: `an error as ${shape} with 200`, does: errsWith200('DEVPIPE.00011401', shape) },
  ...{ isRetried: false, says: 'DEVPIPE.00011401' }
}))
/** It did what was asked, or did not, and nobody can tell by the answer. */
const UNCLEAR: readonly (readonly [string, Misbehaviour])[] = [
  ['HTML with 200', answersHtml(200)],
  ['HTML with 502', answersHtml(502)],
  ['nothing with 200', answers(200, '')],
  ['nothing with 204', answers(204, '')],
  ['null', answersJson(200, null)],
  ['an empty object', answersJson(200, {})],
  ['a list', answersJson(200, [])],
  ['HTTP 500', answers(500, '')]
]
const LOST = UNCLEAR.flatMap(([what, does]): Row[] => [
  { what: `${what}, and the run goes on`, does: doesAnd(does), isRetried: true },
  { what: `${what}, and the run does not`, does, isRetried: false, says: 'A retry was requested' }
])

const ROWS: readonly Row[] = [
  ...TOO_MANY,
  ...NO_RIGHT,
  ...ERRORS,
  ...LOST,
  { what: 'half of the answer', does: truncates, isRetried: true },
  { what: 'a connection that breaks afterwards', does: onTheWire({ kind: 'drop' }), isRetried: true },
  { what: 'throttled', does: throttles('1'), isRetried: true, sends: 2 },
  { what: 'throttled with 200', does: errsWith200('APIGW.0308'), isRetried: true, sends: 2 },
  {
    ...{ what: 'success: false', does: answersJson(200, { success: false }), isRetried: false },
    says: 'refused to retry'
  },
  {
    ...{ what: 'a refusal, since somebody else has just retried the run', isRetried: true },
    does: doesAnd(fails(400, 'DEVPIPE.00011999', 'The run is running.'))
  },
  {
    ...{ what: 'the same with 200', isRetried: true },
    does: doesAnd(errsWith200('DEVPIPE.00011999'))
  }
]

describe('an answer to a retry', () => {
  it.concurrent.each(ROWS)('$what', async ({ does, isRetried, sends = 1, says }) => {
    await using made = await cloud([flaky(passes)], [{ on: 'v5.retry', times: 1, does }])
    const ended = await step(made.v5([A], { retry: '1', timeout: isRetried ? '20s' : '4s' }))
    expect(ended).toMatchObject({
      code: isRetried ? 0 : 1,
      outputs: { result: isRetried ? 'success' : 'error', passed: String(isRetried) },
      pipelines: [{ attempts: isRetried ? 2 : 1 }]
    })
    expect(made.count('v5.retry')).toBe(sends)
    expect(ended.stdout).toContain(says ?? 'Passed on attempt 2')
  })

  it.concurrent.each(
    ['DEVPIPE.00011169', 'DEVPIPE.00011170'].flatMap(code =>
      (['with', 'without'] as const).map(ids => [code, ids] as const)
    )
  )('queued, %s, %s its IDs', async (code, ids) => {
    const queued = { code, forMs: 500, ...(ids === 'with' ? {} : { ids: null }) }
    await using made = await cloud([flaky({ ...passes, queued })], [], { clock: WALL })
    const ended = await step(made.v5([A], { retry: '1' }))
    expect(ended).toMatchObject({ code: 0, pipelines: [{ outcome: 'success', attempts: 2 }] })
    expect(made.count('v5.retry')).toBe(1)
  })
})
