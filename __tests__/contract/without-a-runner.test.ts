import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'

const read = (file: string): string => readFileSync(file, 'utf8')
const FIGURE = [...read('docs/figures/runner-minutes.svg').matchAll(/<text [^>]*>(\d+\.\d+)<\/text>/g)].map(
  ([, value]) => Number(value)
)

/** The numbers of the table of costs, row by row, without the names of the rows. */
function costsIn(file: string): number[][] {
  const [, rest = ''] = read(file).split('(figures/runner-minutes.svg)')
  const [, , ...rows] = rest.split('\n').filter(line => line.startsWith('|'))
  return rows.slice(0, 3).map(row =>
    row
      .split('|')
      .slice(2, -1)
      .map(cell => Number(cell.replace(/[ ,s]/g, '')))
  )
}

describe('what a gate without a waiting runner costs', () => {
  const costs = costsIn('docs/without-a-runner.md')

  it('the figure shows what the table says, and both languages say the same', () => {
    expect(FIGURE).toHaveLength(6)
    expect(costs.flatMap(([, held, billed]) => [held, billed])).toEqual(FIGURE)
    expect(costsIn('docs/without-a-runner.zh-CN.md')).toEqual(costs)
  })

  it('sweeps and wake-ups meet their targets', () => {
    const [, sweeps = [], wakeUps = []] = costs
    const [, heldBySweeps = Number.NaN, , median = Number.NaN] = sweeps
    const [, heldByWakeUps = Number.NaN, , medianOfWakeUps = Number.NaN] = wakeUps
    expect(Math.max(heldBySweeps, heldByWakeUps)).toBeLessThanOrEqual(0.5)
    expect(median).toBeLessThanOrEqual(5 * 30 + 30)
    expect(medianOfWakeUps).toBeLessThanOrEqual(15)
  })
})
