import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'

interface Fact {
  readonly section: string
  readonly fact: string
  readonly source: string
  readonly basis: string
  readonly ifWrong: string
}

/** The rows of the tables, under the heading that they stand below. */
function factsIn(page: string): Fact[] {
  return page.split(/^## /m).flatMap(part => {
    const [section = '', ...lines] = part.split('\n')
    const rows = lines.filter(line => line.startsWith('| ')).map(line => line.split(' | '))
    return rows.slice(1).map(([fact = '', source = '', basis = '', ifWrong = '']) => ({
      section,
      fact,
      source,
      basis,
      ifWrong
    }))
  })
}

const facts = factsIn(readFileSync('docs/facts.md', 'utf8'))

describe('what the gate relies on', () => {
  it.each(facts)('$fact', ({ source, basis, ifWrong }) => {
    expect(['documented', 'seen', 'guess']).toContain(basis)
    if (basis === 'documented') expect(source).toMatch(/\]\(https:/)
    if (basis === 'guess') expect(ifWrong).not.toMatch(/^Green/)
    expect(ifWrong.length).toBeGreaterThan(5)
  })

  it('rests on no guess where it leads to green, and says how it would be red', () => {
    const green = facts.filter(({ section }) => section === 'What leads to green')
    expect(green.length).toBeGreaterThan(5)
    expect(green.filter(({ basis }) => basis === 'guess')).toEqual([])
  })

  it('is in more than one table', () => {
    expect(new Set(facts.map(({ section }) => section)).size).toBeGreaterThan(3)
  })
})
