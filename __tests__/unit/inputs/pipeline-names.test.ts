import { describe, expect, it } from '@jest/globals'
import { nearestNames, parseLines, resolveNames } from '../../../src/inputs/pipeline-names.js'
import { InputIssues } from '../../../src/inputs/values.js'
import { codes, config, ID, issue, issues, OTHER, PROJECT } from './given.js'

const project = ['build-web', 'build-api', 'deploy', '构建'].map((name, index) => ({ id: `p${index}`, name }))

function resolve(lines: readonly string[], requested: readonly (readonly [string, string | null])[] = []) {
  const issues = new InputIssues()
  const { targets, resolutions } = resolveNames(lines, new Map(requested), project, issues)
  return { targets: [...targets], resolutions, issues: issues.all }
}

describe('pipeline_names', () => {
  it('are lines, each once', () => {
    const value = ' a \r\nb, c\n\n\tb, c\rd '
    expect(parseLines({ input: 'pipeline_names', value })).toEqual(['a', 'b, c', 'd'])
  })

  it('stand instead of IDs, or beside them', () => {
    const v5 = { project_id: PROJECT, pipeline_names: 'build\ndeploy-*' }
    const alone = config({ ...v5, pipeline_ids: '' })
    expect([alone.names, [...alone.targets]]).toEqual([['build', 'deploy-*'], []])
    expect([...config(v5).targets.keys()]).toEqual([ID])
    expect(issues({ pipeline_ids: '', pipeline_names: ' ' })).toEqual([issue('pipeline_ids', 'required')])
  })

  it('need v5, and ask for a commit although all IDs are pinned', () => {
    expect(codes({ pipeline_names: 'build' })).toEqual(['pipeline_names: names_v3'])
    const pinned = { project_id: PROJECT, pipeline_ids: `${ID}@1`, commit: 'abcdef1' }
    expect(codes(pinned)).toEqual(['pipeline_ids: pin_and_condition'])
    expect(config({ ...pinned, pipeline_names: 'build' }).condition?.commit?.commit).toBe('abcdef1')
  })
})

describe('resolveNames', () => {
  it('line by line, under a pattern by name, each pipeline at its first place', () => {
    const { targets, resolutions, issues } = resolve(['deploy', 'build-*', '*'], [['p0', '7']])
    expect(issues).toEqual([])
    expect(targets).toEqual([
      ['p0', '7'],
      ['p2', null],
      ['p1', null],
      ['p3', null]
    ])
    expect(resolutions.map(({ pipelines }) => pipelines.map(({ name }) => name))).toEqual([
      ['deploy'],
      ['build-api', 'build-web'],
      ['build-api', 'build-web', 'deploy', '构建']
    ])
  })

  it.each([
    ['nothing', undefined, issue('pipeline_names', 'name_none', 'nothing')],
    ['depoly', undefined, issue('pipeline_names', 'name_near', 'depoly', { meant: '"deploy"' })],
    [
      'build',
      undefined,
      issue('pipeline_names', 'name_near', 'build', { meant: '"build-api", "build-web"' })
    ],
    ['deploy', '7', issue('pipeline_names', 'name_pinned', 'deploy', { pin: 'p2@7' })],
    [
      '\uFEFFdeploy',
      undefined,
      issue('pipeline_names', 'name_hidden', '\uFEFFdeploy', { characters: 'U+FEFF BYTE ORDER MARK' })
    ]
  ])('%j is reported', (line, pin, expected) => {
    expect(resolve([line], pin === undefined ? [] : [['p2', pin]]).issues).toEqual([expected])
  })

  it('an empty project is reported once', () => {
    const issues = new InputIssues()
    resolveNames(['a', 'b', '*'], new Map([[OTHER, null]]), [], issues)
    expect(issues.all).toEqual([issue('pipeline_names', 'names_empty')])
  })
})

describe('nearestNames', () => {
  it.each([
    ['DEPLOY', ['deploy']],
    ['build_api', ['build-api']],
    ['biuld-*', ['build-api', 'build-web']],
    ['*-WEB', ['build-web']],
    ['构', []],
    ['构建-接口', ['构建']],
    ['web', []],
    ['pipeline', []]
  ])('%s: %j', (line, expected) => {
    expect(nearestNames(line, project)).toEqual(expected)
  })
})
