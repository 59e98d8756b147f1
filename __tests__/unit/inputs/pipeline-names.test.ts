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
    const value = ' \t a \t \r\nb, c\n\n\tb, c\rd '
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

  it('of two with one name neither is meant, but under a pattern both', () => {
    const twins = [...project, { id: 'p9', name: 'deploy' }]
    const of = (line: string) => {
      const issues = new InputIssues()
      const { targets } = resolveNames([line], new Map(), twins, issues)
      return { ids: [...targets.keys()], issues: issues.all }
    }
    expect(of('deploy').issues).toEqual([issue('pipeline_names', 'name_twice', 'deploy', { ids: 'p2, p9' })])
    expect(of('deplo*')).toEqual({ ids: ['p2', 'p9'], issues: [] })
  })

  it('a pattern that means nothing is called one', () => {
    expect(resolve(['zzz-*']).issues).toEqual([issue('pipeline_names', 'name_none_pattern', 'zzz-*')])
  })

  it('ten wrong lines are told, and how many more there are', () => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => `zz${i}`)
    expect(resolve(lines(10)).issues).toHaveLength(10)
    const more = resolve(lines(13)).issues
    expect(more).toHaveLength(11)
    expect(more.at(-1)).toEqual(issue('pipeline_names', 'names_more', null, { n: 3 }))
  })

  it('a thousand pipelines at most, and the first line that goes over is named', () => {
    const all = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `q${i}`, name: `n${i}` }))
    const over = (n: number) => {
      const issues = new InputIssues()
      resolveNames(['n1', '*', 'n2'], new Map(), all(n), issues)
      return issues.all
    }
    expect(over(1_000)).toEqual([])
    expect(over(1_001)).toEqual([issue('pipeline_names', 'too_many', '*', { most: 1_000 })])
  })

  it('no lines ask for nothing', () => {
    const issues = new InputIssues()
    const requested = new Map([[OTHER, null]])
    expect(resolveNames([], requested, [], issues)).toEqual({ targets: requested, resolutions: [] })
    expect(issues.all).toEqual([])
  })

  it('an empty project is reported once', () => {
    const issues = new InputIssues()
    resolveNames(['a', 'b', '*'], new Map([[OTHER, null]]), [], issues)
    expect(issues.all).toEqual([issue('pipeline_names', 'names_empty')])
  })
})

describe('nearestNames', () => {
  it('has the nearest first, whatever their order', () => {
    const near = ['deployment', 'deplpy', 'DEPLOY'].map((name, index) => ({ id: `n${index}`, name }))
    expect(nearestNames('deploy', near)).toEqual(['DEPLOY', 'deplpy', 'deployment'])
    expect(nearestNames('a*-deploy', near)).toEqual(nearestNames('*-deploy', near))
  })

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
