import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { MISTAKES } from '../../tools/bench/mistakes/list.js'

/**
 * What `npm run bench -- mistakes` plants: it is slow, so without this test a line that has moved would go unnoticed
 * for a while.
 */
describe('the mistakes that are planted', () => {
  it.each(MISTAKES)(
    '$what: there is one place for it, and tests to notice',
    ({ file, right, wrong, tests }) => {
      expect(readFileSync(file, 'utf8').split(right)).toHaveLength(2)
      expect(wrong).not.toBe(right)
      const folder = tests.split('/').slice(0, -1).join('/')
      const isThere =
        existsSync(tests) || readdirSync(folder).some(name => `${folder}/${name}`.startsWith(tests))
      expect([tests, isThere]).toEqual([tests, true])
    }
  )

  it('all stand in the documents', () => {
    const page = readFileSync('docs/reliability.md', 'utf8')
    for (const { what } of MISTAKES) expect(page).toContain(`| ${what} |`)
  })
})
