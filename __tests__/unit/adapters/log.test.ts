import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { EOL } from 'node:os'
import { line } from '../../../src/adapters/log.js'

/** What GitHub's runner reads as a command, in a line of a log: its parser, in JavaScript. */
function commands(text: string): string[] {
  return text.split(/\r\n|\r|\n/).filter(line => /^[\s\u0085]*::[^:]*::|##\[[^\]]*\]/.test(line))
}

describe('a line of the log', () => {
  let written = ''
  beforeEach(() => {
    written = ''
    jest.spyOn(process.stdout, 'write').mockImplementation(chunk => {
      written += String(chunk)
      return true
    })
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it.each([
    '::add-mask::x',
    ' \t::error::x',
    '\u00A0::stop-commands::x',
    '\u3000::stop-commands::x',
    '\u0085::stop-commands::x',
    'first\n::set-output name=passed::true',
    'first\r::set-output name=passed::true',
    'first\r\n  \n ::set-output name=passed::true',
    '##[add-mask]x',
    'in the middle ##[set-output name=passed]true ##[add-mask]y'
  ])('is no command: %j', text => {
    expect(commands(text)).not.toEqual([])
    line(text)
    expect(commands(written)).toEqual([])
  })

  it.each(['a :: b', 'C::D', '# [x]', '[##] x', ': :', 'a\nb'])('stays as it is: %j', text => {
    line(text)
    expect(written).toBe(text + EOL)
  })
})
