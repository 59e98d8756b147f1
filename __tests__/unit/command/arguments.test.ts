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

  it.each<[readonly string[], string, string, Readonly<Record<string, string>>]>([
    [['--wait', 'x', '--version'], '--version', 'argument_first', {}],
    [['--secret-key', 'x'], '--secret-key', 'argument_secret', { variable: 'INPUT_SECRET_KEY' }],
    [['--commit'], '--commit', 'argument_value', { argument: '--commit' }],
    [['--no-wait'], '--no-wait', 'argument_near', { meant: '--wait false' }],
    [['--no-commit'], '--no-commit', 'argument_unknown', {}],
    [['--timeuot', '5m'], '--timeuot', 'argument_near', { meant: '--timeout' }],
    [['--desc', 'x'], '--desc', 'argument_near', { meant: '--description' }],
    [['--hel', 'x'], '--hel', 'argument_near', { meant: '--help' }],
    [['--vers'], '--vers', 'argument_near', { meant: '--version' }],
    [['--sha', 'x'], '--sha', 'argument_near', { meant: '--commit' }],
    [['--zzz', 'x'], '--zzz', 'argument_unknown', {}],
    [['--de', 'x'], '--de', 'argument_unknown', {}],
    [['--pipeline', 'x'], '--pipeline', 'argument_near', { meant: '--pipeline-ids' }],
    [[`--z${'y'.repeat(60)}`], `--z${'y'.repeat(39)}`, 'argument_unknown', {}]
  ])('%j: %s, %s', (words, input, code, params) => {
    const command = parseArguments(words, {})
    const [first] = command.kind === 'gate' ? command.issues : []
    expect(first).toEqual({ input, given: null, code, params })
  })

  it('a word beside them is shown where it is nearly the name of an input', () => {
    const strayOf = (word: string) => {
      const command = parseArguments([word], {})
      return command.kind === 'gate' ? command.issues : []
    }
    const near = { given: null, code: 'argument_near' }
    expect(strayOf('Pipeline-IDS')).toEqual([
      { ...near, input: 'Pipeline-IDS', params: { meant: '--pipeline-ids' } }
    ])
    expect(strayOf('timeuot')).toEqual([{ ...near, input: 'timeuot', params: { meant: '--timeout' } }])
    expect(strayOf('build-it')).toEqual([{ input: '…', given: null, code: 'argument_stray', params: {} }])
  })

  it('what follows a secret may be the rest of it, until an input is named', () => {
    expect(read('--secret-key', '-abc', '--tag', 'v1')).toEqual({
      ...{ variables: { INPUT_TAG: 'v1' }, issues: ['--secret-key argument_secret'] }
    })
    expect(read('--secret-key=x', '--zzz').issues).toEqual([
      ...['--secret-key argument_secret', '--zzz argument_unknown']
    ])
  })

  it('a value belongs to the option just before it', () => {
    expect(read('--wait', '--tag=v1', 'v2').issues).toEqual(['… argument_stray'])
    expect(read('--branch', 'main', 'next')).toEqual({
      ...{ variables: { INPUT_BRANCH: 'main' }, issues: ['… argument_stray'] }
    })
  })

  it('ten problems are told, and how many more there are', () => {
    const unknown = (n: number) => {
      const command = parseArguments(
        Array.from({ length: n }, (_, index) => `--zzz${index}`),
        {}
      )
      return command.kind === 'gate' ? command.issues : []
    }
    expect(unknown(10)).toHaveLength(10)
    expect(unknown(12).at(-1)).toEqual({ input: '…', given: null, code: 'argument_more', params: { n: 2 } })
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
    [['--help', '--language', 'zh-CN'], {}, { kind: 'help', language: 'en' }],
    [['--version'], {}, { kind: 'version' }]
  ])('%j', (words, env, command) => {
    expect(parseArguments(words, env)).toEqual(command)
  })
})
