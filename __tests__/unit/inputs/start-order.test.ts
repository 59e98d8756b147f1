import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { config, issue, issues, PROJECT, type Values } from './given.js'

describe('the order to start', () => {
  const v5 = { project_id: PROJECT, start: 'true' }
  const start = (inputs: Values) => config({ ...v5, ...inputs }).start
  it('has what is given, else the defaults of the pipelines', () => {
    expect(start({})).toEqual({ ref: null, variables: [], description: null, stopOnCancel: true })
    expect(start({ branch: ' main ', description: ' x y ', stop_on_cancel: 'false' })).toEqual({
      ...{ ref: { kind: 'branch', lines: ['main'] }, variables: [], description: 'x y', stopOnCancel: false }
    })
    expect(start({ tag: 'v1' })?.ref).toEqual({ kind: 'tag', lines: ['v1'] })
    expect(start({ branch: 'a=b\n\n  c=d=e \n' })?.ref).toEqual({ kind: 'branch', lines: ['a=b', 'c=d=e'] })
    expect(start({ branch: 'a=b' })?.ref?.lines).toEqual(['a=b'])
  })

  it.each(['branch', 'tag', 'variables', 'description'])('%s is nothing without it', input => {
    const given = input === 'variables' ? null : 'A=1'
    expect(issues({ [input]: 'A=1' })).toEqual([issue(input, 'only_with_start', given)])
    expect(issues({ [input]: 'A=1', start: 'false' })).toEqual([issue(input, 'only_with_start', given)])
    expect(config({}).start).toBeNull()
  })

  it('builds a branch or a tag', () => {
    expect(issues({ ...v5, branch: 'main', tag: 'v1' })).toEqual([
      issue('tag', 'branch_and_tag', 'v1', { branch: 'main' })
    ])
  })

  it('is asked for by true or false', () => {
    for (const input of ['start', 'stop_on_cancel'])
      expect(issues({ [input]: 'yes' })).toEqual([issue(input, 'boolean', 'yes')])
  })

  it('several lines name a source each', () => {
    expect(issues({ ...v5, branch: 'a=b\nmain\n=x=y\nc=\nd=e' })).toEqual([
      issue('branch', 'ref_lines', null, { lines: 'main, =x=y, c=' })
    ])
    expect(issues({ ...v5, tag: 'v1\nv2' })).toEqual([issue('tag', 'ref_lines', null, { lines: 'v1, v2' })])
  })

  it('each name is read as one of a branch or tag, whole or by line', () => {
    expect(issues({ ...v5, branch: 'refs/tags/v1' })).toEqual([
      issue('branch', 'ref_is_tag', 'refs/tags/v1', { name: 'v1' })
    ])
    expect(issues({ ...v5, branch: 'a=refs/heads/main\nb=refs/tags/v1\nc=7/merge' })).toEqual([
      issue('branch', 'ref_is_tag', 'b=refs/tags/v1', { name: 'v1' }),
      issue('branch', 'ref_is_pull', 'c=7/merge', { name: '7/merge' })
    ])
  })

  it('a name has no control characters, in any line', () => {
    expect(issues({ ...v5, branch: 'a=b\nc=d\u0007e' })).toEqual([issue('branch', 'ref_characters')])
  })

  it('variables are taken as they are', () => {
    const long = 'x'.repeat(8_192)
    expect(
      start({ variables: `A=1\n \n  B_2=two  words \nC=\n_d=x=y\nE="q"\nF=${long}\n` })?.variables
    ).toEqual([
      { name: 'A', value: '1' },
      { name: 'B_2', value: 'two  words ' },
      { name: 'C', value: '' },
      { name: '_d', value: 'x=y' },
      { name: 'E', value: '"q"' },
      { name: 'F', value: long }
    ])
  })

  it.each<[string, string, readonly InputIssue[]]>([
    ['a line without =', 'A=1\nhunter22', [issue('variables', 'variable_line', null, { line: 2 })]],
    ['no name', 'A=1\n\n=hunter22', [issue('variables', 'variable_name', null, { line: 3 })]],
    ['a wrong name', '1A=hunter22', [issue('variables', 'variable_name', null, { line: 1 })]],
    [
      'a name with a space behind it',
      'A =hunter22',
      [issue('variables', 'variable_name', null, { line: 1 })]
    ],
    ['a long name', `${'A'.repeat(129)}=x`, [issue('variables', 'variable_name', null, { line: 1 })]],
    ['a name twice', 'A=1\nB=1\nA=2', [issue('variables', 'variable_twice', null, { name: 'A' })]],
    [
      'a long value',
      `A=${'x'.repeat(8_193)}`,
      [issue('variables', 'variable_long', null, { name: 'A', length: 8_193, limit: 8_192 })]
    ]
  ])('%s is refused by its line, and no value is shown', (_, variables, expected) => {
    expect(issues({ ...v5, variables })).toEqual(expected)
  })

  it('a name of 128 characters is the longest', () => {
    expect(start({ variables: `${'A'.repeat(128)}=x` })?.variables).toHaveLength(1)
  })
})
