import { describe, expect, it } from '@jest/globals'
import { fails, type ErrorShape, type PipelineSpec } from '../../simulator/index.js'
import { A, expiresAt, goesOn, play, PROJECT, startable } from '../unit/starting/play.js'
import { sample } from '../sample.js'

const COMMIT = '1f'.repeat(20)
const CODES = [
  'DEVPIPE.00011136',
  'DEVPIPE.00011401',
  'DEVPIPE.00011412',
  'DEVPIPE.00011104',
  'DEVPIPE.30011011',
  'DEVCP.00014031',
  'DEV_21_100169',
  'PARSE_REQUEST_DATA_EXCEPTION',
  'APIGW.0101',
  'APIGW.0301'
]
const SHAPES: readonly ErrorShape[] = ['error_code', 'errorCode', 'code', 'nested']

const ended = (number: number, commit: string): PipelineSpec['runs'][number] => ({
  number,
  commit,
  moments: [{ at: 0, state: 'success' }]
})
const green: PipelineSpec = {
  id: A,
  name: 'pipeline-a',
  projectId: PROJECT,
  runs: [ended(1, COMMIT), ended(2, 'ab'.repeat(20))]
}

/** A step that is green but for the answer to this call. */
const steps: Readonly<Record<string, Parameters<typeof play>[0]>> = {
  'v3.status': { pipelines: [green], inputs: { project_id: '', start: 'false' } },
  'v5.status': { pipelines: [green], inputs: { start: 'false', commit: 'ab'.repeat(20) } },
  'v5.runs': { pipelines: [green], inputs: { start: 'false', commit: COMMIT } },
  'v5.run': {
    pipelines: [green],
    inputs: { start: 'false', pipeline_ids: `${A}@00000001${A.slice(0, 24)}` }
  },
  'v5.pipeline': { pipelines: [startable(A, expiresAt(1000, 'success'))] },
  'v5.start': { pipelines: [startable(A, expiresAt(1000, 'success'))] }
}
const BOUNDS = { timeout: '60s', start_timeout: '5s' }

describe.each(sample(Object.entries(steps), 2))('an error in the answer of %s', (kind, story) => {
  const played = (does?: ReturnType<typeof fails>): ReturnType<typeof play> =>
    play({
      ...story,
      rules: does === undefined ? [] : [{ on: kind, does }],
      inputs: { ...BOUNDS, ...story.inputs }
    })

  it('without which the step is green', async () => {
    const { runner, asked } = await played()
    expect(runner.values.passed).toBe('true')
    expect(asked(kind).length).toBeGreaterThan(0)
  })
  it.each<[number, ErrorShape]>([
    ...SHAPES.map((shape): [number, ErrorShape] => [200, shape]),
    [400, 'error_code'],
    [403, 'error_code'],
    [404, 'error_code']
  ])('as HTTP %i, in the shape %s, is never green, whatever its code', async (status, shape) => {
    for (const code of CODES) {
      const { runner, tookMs } = await played(fails(status, code, `The service said ${code}`, shape))
      expect({ code, passed: runner.values.passed }).toEqual({ code, passed: 'false' })
      expect({ code, failed: runner.failed }).toEqual({ code, failed: true })
      expect({ code, inTime: tookMs <= 62_000 }).toEqual({ code, inTime: true })
    }
  })
  it.each(['DEVPIPE.30011011', 'DEVCP.00014031', 'DEVPIPE.00011412'])(
    'with %s is told with the words of the service',
    async code => {
      const { text } = await played(fails(200, code, 'no operation permissions'))
      expect(text).toContain(code)
      expect(text).toContain('no operation permissions')
    }
  )
})

describe('an error in the answer of v5.stop', () => {
  it.each(sample(CODES))('%s as HTTP 200 does not count as stopped', async code => {
    const does = fails(200, code, 'no')
    const { text, going } = await play({
      pipelines: [startable(A, goesOn)],
      rules: [{ on: 'v5.stop', does }],
      inputs: { timeout: '10s' }
    })
    expect(going).toBe(1)
    expect(text).toContain('could not stop')
  })
})
