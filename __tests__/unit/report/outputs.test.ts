import { describe, expect, it } from '@jest/globals'
import { outputsOf } from '../../../src/report/outputs.js'
import { aConclusion, aRun, aTracked, decided } from '../helpers.js'

const MIB = 1024 * 1024
/** As GitHub counts them. */
const bytesOf = (values: object): number => Buffer.byteLength(Object.values(values).join(''), 'utf16le')

describe('outputs', () => {
  const long = 'x'.repeat(10_000)

  const stages = Array.from({ length: 30 }, (_, index) => ({
    name: `${long}${index}`,
    outcome: 'success' as const,
    startedAt: null,
    endedAt: null
  }))

  const monsters = Array.from({ length: 1000 }, (_, index) =>
    aTracked({
      id: String(index).padStart(32, 'x'),
      outcome: index % 3 === 0 ? 'error' : 'success',
      decided: true,
      lastObservation: 'run',
      run: aRun({
        pipelineName: `|<b>${long}`,
        status: long,
        runId: long,
        executor: long,
        branch: long,
        url: `https://x.example/${long}`,
        stages
      })
    })
  )

  it('stay below 1 MiB in all, whatever the cloud says', () => {
    const { values, trimmed } = outputsOf(aConclusion(monsters))
    expect(trimmed).toBe('most')
    expect(bytesOf(values)).toBeLessThan(MIB)
    expect((JSON.parse(values.pipelines) as unknown[]).length).toBe(1000)
  })

  it.each(['测', '😀', '"', '\\', '\u0001'])('also when all of it is %j', character => {
    const odd = character.repeat(10_000)
    const run = aRun({ pipelineName: odd, status: odd, runId: odd, executor: odd, trigger: odd, branch: odd })
    const { values } = outputsOf(aConclusion(monsters.map(pipeline => ({ ...pipeline, run }))))
    expect(bytesOf(values)).toBeLessThan(MIB)
    for (const element of JSON.parse(values.pipelines) as object[])
      expect(Object.keys(element)).toHaveLength(19)
  })

  it.each([
    [900, 2, 'details'],
    [80, 10, null]
  ] as const)('%i pipelines of %i stages fit, as GitHub counts them', (count, stageCount, expected) => {
    const hex = (index: number, salt: string): string => `${index}${salt}`.padEnd(32, '0')
    const at = (minutes: number): number => Date.UTC(2026, 0, 31, 8, minutes)
    const real = Array.from({ length: count }, (_, index) =>
      aTracked({
        ...{ id: hex(index, 'a'), decided: true, lastObservation: 'run' },
        outcome: index % 2 === 0 ? 'error' : 'success',
        run: aRun({
          ...{ pipelineName: `service-${index}-build`, runId: hex(index, 'b'), runNumber: index },
          ...{ executor: 'somebody', trigger: 'Webhook', branch: 'main', commit: 'c'.repeat(40) },
          ...{ startedAt: at(0), endedAt: at(9) },
          url: `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${hex(1, 'c')}/pipeline/detail/${hex(index, 'a')}/RUN`,
          stages: Array.from({ length: stageCount }, (_, stage) => ({
            ...{ name: `stage ${stage}`, outcome: 'success' as const },
            ...{ startedAt: at(stage), endedAt: at(stage + 1) }
          }))
        })
      })
    )
    const { values, trimmed } = outputsOf(aConclusion(real))
    expect(trimmed).toBe(expected)
    expect(bytesOf(values)).toBeLessThan(MIB)
    const pipelines = JSON.parse(values.pipelines) as Record<string, unknown>[]
    expect(pipelines).toHaveLength(count)
    for (const pipeline of pipelines) {
      expect(Object.keys(pipeline)).toHaveLength(19)
      expect(pipeline).toMatchObject({
        name: expect.any(String) as unknown,
        run_id: expect.any(String) as unknown
      })
    }
    expect(Object.keys(JSON.parse(values.run_ids) as object)).toHaveLength(count)
  })

  it('nothing is trimmed that fits', () => {
    expect(outputsOf(aConclusion([decided('success')])).trimmed).toBeNull()
  })
})
