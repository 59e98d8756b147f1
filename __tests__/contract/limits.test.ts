import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'

/** The number that a constant is set to: `1_000`, `600 * 1024`, `9.5 * 60_000`. */
function constant(file: string, name: string): number {
  const source = new RegExp(`^(?:export )?const ${name} = ([\\d_.* ]+)$`, 'm').exec(
    readFileSync(file, 'utf8')
  )
  if (source === null) throw new Error(`${file} has no ${name}`)
  return (source[1] ?? '')
    .split('*')
    .map(factor => Number(factor.trim().replaceAll('_', '')))
    .reduce((product, factor) => product * factor, 1)
}

const HOUR = 3_600_000
const MINUTE = 60_000
const MIB = 1024 * 1024

/**
 * Each number of the page in its place, both languages alike: the row of the table, and where the number is decided.
 */
const LIMITS: readonly (readonly [shown: string, decided: number])[] = [
  ['1,000', constant('src/inputs/pipeline-ids.ts', 'MOST_PIPELINES')],
  ['40', constant('src/inputs/forge.ts', 'MOST_STATUSES')],
  ['500', constant('src/codearts/v5/run-memory.ts', 'RUNS_SEARCHED')],
  ['120', constant('src/inputs/values.ts', 'LONGEST_DURATION_MS') / HOUR],
  ['1', constant('src/inputs/parse.ts', 'SHORTEST_POLL_MS') / 1_000],
  ['3', constant('src/inputs/retry.ts', 'MOST_RETRIES')],
  ['500', constant('src/inputs/parse.ts', 'MOST_LOG_LINES')],
  ['10', constant('src/explaining/explain.ts', 'EXPLAINED')],
  ['1,000', constant('src/forge/open-heads.ts', 'MOST_PULL_REQUESTS')],
  ['40', constant('src/sweep/sweep.ts', 'MOST_WRITES')],
  ['10', Math.ceil(constant('src/sweep/opened.ts', 'GITHUB_MS') / MINUTE)],
  ['1', constant('src/report/summary.ts', 'LIMIT_BYTES') / MIB],
  ['65,000', constant('src/report/comment.ts', 'LONGEST')]
]

describe('the numbers of the page on limits', () => {
  it.each(['docs/limits.md', 'docs/limits.zh-CN.md'])('%s: are those of the code', file => {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| '))
    const shown = rows.slice(1).map(row => /\d[\d,]*/.exec(row.split(' | ')[1] ?? '')?.[0])
    expect(shown).toEqual(LIMITS.map(([text]) => text))
  })

  it.each(LIMITS)('%s is %d', (shown, decided) => {
    expect(Number(shown.replaceAll(',', ''))).toBe(decided)
  })

  it('a constant that is gone would be noticed', () => {
    expect(() => constant('src/inputs/retry.ts', 'NO_SUCH')).toThrow('NO_SUCH')
  })
})
