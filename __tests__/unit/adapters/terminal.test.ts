import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { terminalOf } from '../../../src/adapters/terminal.js'

/** A stand-in for standard output, and what a terminal of so many columns would show of it. */
function screen(columns?: number) {
  let written = ''
  return {
    ...(columns === undefined ? {} : { isTTY: true, columns }),
    write: (text: string) => (written += text),
    written: () => written
  }
}
const RED = '\u001b[31m'

describe('colours', () => {
  it.each([
    ['a terminal', 80, {}, true],
    ['a pipe', undefined, {}, false],
    ['a pipe that is to be coloured', undefined, { FORCE_COLOR: '1' }, true],
    ['a pipe that is not', undefined, { FORCE_COLOR: '0' }, false],
    ['a terminal without', 80, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', 80, { NO_COLOR: '' }, true],
    ['both', undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['a dumb terminal', 80, { TERM: 'dumb' }, false],
    ['a dumb pipe', undefined, { TERM: 'dumb', FORCE_COLOR: '1' }, false]
  ])('%s', (_, columns, env, isColoured) => {
    const text = terminalOf(screen(columns), env).paint('a\nb', 'bad')
    expect(text).toBe(isColoured ? `${RED}a\u001b[0m\n${RED}b\u001b[0m` : 'a\nb')
  })
})

describe('columns', () => {
  it.each([
    [undefined, 100],
    [20, 20],
    [80, 80],
    [300, 100],
    [0, 100]
  ])('of %p: %i', (columns, expected) => {
    expect(terminalOf(screen(columns), {}).columns).toBe(expected)
  })
})

describe('the live line', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it.each([
    ['a pipe', undefined, {}],
    ['a coloured pipe', undefined, { FORCE_COLOR: '1' }],
    ['a dumb terminal', 80, { TERM: 'dumb' }]
  ])('is not shown by %s', (_, columns, env) => {
    expect(terminalOf(screen(columns), env).live).toBeNull()
  })

  it('is drawn anew each second in less than a row, below what is printed, and is gone at the end', () => {
    const stand = screen(20)
    const terminal = terminalOf(stand, {})
    let seconds = 0
    terminal.live?.(columns => `${columns}: ${seconds}`)
    seconds = 1
    jest.advanceTimersByTime(1_000)
    terminal.print(() => stand.write('found\n'))
    terminal.live?.(null)
    jest.advanceTimersByTime(60_000)
    const clear = '\r\u001b[2K'
    expect(stand.written()).toBe(`${clear}19: 0${clear}19: 1${clear}found\n${clear}19: 1${clear}`)
    terminal.print(() => stand.write('end\n'))
    expect(stand.written().endsWith(`${clear}end\n`)).toBe(true)
    expect(jest.getTimerCount()).toBe(0)
  })
})
