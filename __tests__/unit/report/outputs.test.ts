import { describe, expect, it } from '@jest/globals'
import { outputsOf } from '../../../src/report/outputs.js'
import { aConclusion, aRun, aTracked, decided } from '../helpers.js'

const MIB = 1024 * 1024

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
    expect(trimmed).toBe('details')
    expect(Buffer.byteLength(Object.values(values).join(''))).toBeLessThan(MIB)
    expect((JSON.parse(values.pipelines) as unknown[]).length).toBe(1000)
  })

  it.each(['测', '😀', '"', '\\', '\u0001'])('also when all of it is %j', character => {
    const odd = character.repeat(10_000)
    const run = aRun({ pipelineName: odd, status: odd, runId: odd, executor: odd, trigger: odd, branch: odd })
    const { values } = outputsOf(aConclusion(monsters.map(pipeline => ({ ...pipeline, run }))))
    expect(Buffer.byteLength(Object.values(values).join(''))).toBeLessThan(MIB)
    for (const element of JSON.parse(values.pipelines) as object[])
      expect(Object.keys(element)).toHaveLength(19)
  })

  it('nothing is trimmed that fits', () => {
    expect(outputsOf(aConclusion([decided('success')])).trimmed).toBeNull()
  })
})
