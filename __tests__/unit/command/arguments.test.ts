import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { parseArguments } from '../../../src/command/arguments.js'
import { BOOLEAN_INPUTS } from '../../../src/inputs/known.js'

/** The variables that words come to, and what is wrong with them: `--name code`. */
function read(...words: readonly string[]): { variables: object; issues: readonly string[] } {
  const command = parseArguments(words, {})
  if (command.kind !== 'gate') throw new Error(command.kind)
  const { variables, issues } = command
  return { variables, issues: issues.map(({ input, code }) => `${input} ${code}`) }
}

describe('arguments', () => {
  it.each([
    [['--pipeline-ids', 'a,b'], { INPUT_PIPELINE_IDS: 'a,b' }],
    [['--pipeline_ids=a=b'], { INPUT_PIPELINE_IDS: 'a=b' }],
    [['--PIPELINE-IDS', ''], { INPUT_PIPELINE_IDS: '' }],
    [['--description=-x'], { INPUT_DESCRIPTION: '-x' }],
    [
      ['--dry-run', '--wait', 'false', '--start=', '--summary'],
      { INPUT_DRY_RUN: 'true', INPUT_WAIT: 'false', INPUT_START: '', INPUT_SUMMARY: 'true' }
    ],
    [['--access-key', 'AK'], { INPUT_ACCESS_KEY: 'AK' }]
  ])('%j are %j', (words, variables) => {
    expect(read(...words)).toEqual({ variables, issues: [] })
  })

  it.each([
    [['--commit'], '--commit argument_value'],
    [['--commit', '--wait'], '--commit argument_value'],
    [['--tag', 'a', '--tag', 'a'], '--tag argument_twice'],
    [['--wait', 'true', 'false'], '… argument_stray'],
    [['--wait', '--', 'false'], '… argument_stray'],
    [['build'], '… argument_stray'],
    [['pipeline-ids', 'a'], 'pipeline-ids argument_near'],
    [['-p', 'a'], '… argument_stray'],
    [['--tag', 'a', '--help'], '--help argument_first'],
    [['--secret-key:hidden'], '--secret-key argument_secret'],
    [['--sekret-key=hidden'], '--sekret-key argument_secret'],
    [['--secret-key', '-abc', '--hunter2', '--zzz=1'], '--secret-key argument_secret']
  ])('%j cannot be used: %s', (words, issue) => {
    expect(read(...words).issues[0]).toBe(issue)
    expect(JSON.stringify(parseArguments(words, {}))).not.toMatch(/hidden|hunter2|"build"/)
  })

  it('many that cannot be used are counted', () => {
    const { issues } = read(...Array.from({ length: 5000 }, (_, index) => `--zzz${index}`))
    expect([issues.length, issues.at(-1)]).toEqual([11, '… argument_more'])
  })

  it('whatever the words are, they are read, and none makes a switch of a value', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('--', '-', '--=', '--wait'))), words => {
        const command = parseArguments(['--branch', ...words], {})
        if (command.kind !== 'gate') return
        if (words[0]?.startsWith('-') === true && words[0] !== '-')
          expect(command.variables).not.toHaveProperty('INPUT_BRANCH')
      })
    )
  })

  it('the switches are the inputs that are true or false by default', () => {
    const { inputs } = parse(readFileSync('action.yml', 'utf8')) as {
      inputs: Record<string, { default?: string }>
    }
    const isSwitch = (name: string): boolean => /^(true|false)$/.test(inputs[name]?.default ?? '')
    // It also takes branches: what follows it is its value.
    const switches = Object.keys(inputs).filter(name => isSwitch(name) && name !== 'sweep')
    expect([...BOOLEAN_INPUTS].sort()).toEqual(switches.sort())
  })
})

describe('what is asked instead of a gate', () => {
  it.each([
    [['--help'], {}, { kind: 'help', language: 'en' }],
    [['-h', '--language=ZH'], {}, { kind: 'help', language: 'zh' }],
    [['--help'], { INPUT_LANGUAGE: 'zh' }, { kind: 'help', language: 'zh' }],
    [['--help', '--language', 'en'], { INPUT_LANGUAGE: 'zh' }, { kind: 'help', language: 'en' }],
    [['--version'], {}, { kind: 'version' }]
  ])('%j', (words, env, command) => {
    expect(parseArguments(words, env)).toEqual(command)
  })
})
