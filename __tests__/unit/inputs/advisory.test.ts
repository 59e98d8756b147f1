import { describe, expect, it } from '@jest/globals'
import { needsNames, parseAdvisory, resolveAdvisory } from '../../../src/inputs/advisory.js'
import { InputIssues } from '../../../src/inputs/values.js'
import { codes, config, ID, issue, issues, OTHER, PROJECT } from './given.js'

const address = (id: string, project = PROJECT): string =>
  `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${project}/pipeline/detail/${id}`
const V5 = { project_id: PROJECT, pipeline_ids: `${ID} ${OTHER}@25` }

describe('advisory', () => {
  it.each([OTHER, `${OTHER}@25`, address(OTHER), `${address(OTHER)}/${ID}?v=1`])(
    '%s is known at once',
    advisory => {
      const { advisory: known, advisoryLines } = config({ ...V5, advisory })
      expect([[...known], advisoryLines]).toEqual([[OTHER], []])
    }
  )

  it('names, and what was requested by name, are known once the project is', () => {
    expect(config({ ...V5, advisory: 'build-*' })).toMatchObject({
      advisoryLines: [{ kind: 'name', text: 'build-*' }]
    })
    expect(config({ ...V5, pipeline_names: 'build', advisory: ID }).advisoryLines).toHaveLength(1)
  })

  it.each([
    [PROJECT, 'advisory_none'],
    [`${OTHER}@24`, 'advisory_none'],
    [address(OTHER, ID), 'advisory_none'],
    [`${ID}\n${OTHER}`, 'advisory_all']
  ])('%j: %s', (advisory, code) => {
    expect(codes({ ...V5, advisory })).toEqual([`advisory: ${code}`])
  })

  it('v3 knows IDs and addresses only', () => {
    const v3 = { api_version: 'v3', pipeline_ids: `${ID} ${OTHER}` }
    expect([...config({ ...v3, advisory: address(OTHER) }).advisory]).toEqual([OTHER])
    expect(issues({ ...v3, advisory: `${OTHER}\nbuild` })).toEqual([
      issue('advisory', 'advisory_v3', null, { names: 'build' })
    ])
  })
})

describe('resolveAdvisory', () => {
  const project = [
    { id: ID, name: 'build' },
    { id: OTHER, name: 'deploy' },
    { id: PROJECT, name: 'not requested' }
  ]
  const targets = new Map([
    [ID, null],
    [OTHER, null]
  ])
  function resolve(value: string, all = project) {
    const issues = new InputIssues()
    const lines = parseAdvisory({ input: 'advisory', value }, PROJECT, issues)
    return {
      advisory: [...resolveAdvisory(lines, targets, all, issues)],
      issues: issues.all,
      needsNames: needsNames(lines)
    }
  }

  it.each([
    ['build', [ID]],
    ['*oy', [OTHER]],
    [OTHER, [OTHER]]
  ])('%s: %j', (value, expected) => {
    const { advisory, issues, needsNames } = resolve(value)
    expect([advisory, issues, needsNames]).toEqual([expected, [], value !== OTHER])
  })

  it('a name that looks like an ID is one', () => {
    const odd = [{ id: ID, name: PROJECT }]
    expect(resolve(PROJECT, odd)).toMatchObject({ advisory: [ID], issues: [] })
  })

  it('a line that means none is reported, with what is near', () => {
    expect(resolve('depoly').issues).toEqual([
      issue('advisory', 'advisory_near', 'depoly', { meant: '"deploy"' })
    ])
    expect(resolve('not requested').issues).toEqual([issue('advisory', 'advisory_none', 'not requested')])
    expect(resolve('*').issues).toEqual([issue('advisory', 'advisory_all', '*', { n: 2 })])
  })

  it('a hundred of them are ten, and a number', () => {
    const lines = Array.from({ length: 100 }, (_, n) => `nothing ${n}`).join('\n')
    const { issues } = resolve(lines)
    expect([issues.length, issues.at(-1)]).toEqual([11, issue('advisory', 'names_more', null, { n: 90 })])
  })
})
