import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'

/** The folders in a configuration's `testMatch`: `<rootDir>/__tests__/{a,b}/**`, or one of them. */
const foldersOf = (config: string): string[] =>
  [...readFileSync(config, 'utf8').matchAll(/__tests__\/\{?([\w,]+)\}?\/\*\*/g)].flatMap(([, names = '']) =>
    names.split(',')
  )

describe('the test suites', () => {
  it('are all run by one command, and by one alone', () => {
    const withTests = readdirSync('__tests__', { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.test.ts'))
      .map(path => path.split(/[\\/]/)[0])
    const run = ['jest.config.js', 'jest.soak.config.js'].flatMap(foldersOf)
    expect(run.sort()).toEqual([...new Set(withTests)].sort())
  })
})
