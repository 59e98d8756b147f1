import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  agreedPart,
  isMeantAsAddress,
  listedAddresses,
  readAddress
} from '../../../src/inputs/pipeline-address.js'
import { InputIssues } from '../../../src/inputs/values.js'
import { ID, issue, OTHER, PROJECT } from './given.js'

const HOST = 'devcloud.cn-north-4.huaweicloud.com'
const PATH = `/cicd/project/${PROJECT}/pipeline/detail/${ID}`

describe('readAddress', () => {
  it.each([
    [`https://${HOST}${PATH}`, null],
    [`http://${HOST}${PATH}/${OTHER}?v=1#a`, OTHER],
    [`${HOST}${PATH.replace('detail', 'history')}/`, null],
    [encodeURIComponent(`https://${HOST}${PATH}/${OTHER}?v=1`), OTHER]
  ])('%s', (text, runId) => {
    expect(readAddress(text)).toEqual({
      text,
      host: HOST,
      region: 'cn-north-4',
      projectId: PROJECT,
      pipelineId: ID,
      runId
    })
  })

  it.each([
    'console.example',
    'console.example:8443',
    `${HOST}.example`,
    `x${HOST}`,
    'devcloud.huaweicloud.com'
  ])('%s tells no region', host => {
    expect(readAddress(`https://${host}${PATH}`)).toMatchObject({ host, region: null })
  })

  it.each([
    ID,
    PATH,
    `ftp://${HOST}${PATH}`,
    `https://me@${HOST}${PATH}`,
    `https://${HOST}/x${PATH}`,
    `https://${HOST}${PATH}x`,
    `https://${HOST}${PATH}@1`,
    `https://${HOST}${PATH}/a/b`,
    `https://${HOST}${PATH}%`
  ])('%s is none', text => {
    expect(readAddress(text)).toBeNull()
  })

  it('property: no text makes it fail, and what is no address is not taken for one', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(readAddress(text)).toBeNull()
        expect(isMeantAsAddress(text)).toBe(text.includes('/') || /%2f/i.test(text))
      })
    )
  })
})

describe('addresses in a message', () => {
  it('stand as they were given, without who signs in', () => {
    expect(listedAddresses([`http://${HOST}${PATH}`])).toBe(`http://${HOST}${PATH}`)
    expect(listedAddresses([`https://me:secret@${HOST}`, 'me:secret@x/y'])).toBe(`https://…@${HOST}, …@x/y`)
    expect(listedAddresses(['x/'.repeat(500)]).length).toBeLessThan(210)
  })
})

describe('the part that addresses agree on', () => {
  const of = (project: string, pipeline = ID, host = HOST) =>
    `https://${host}/cicd/project/${project}/pipeline/detail/${pipeline}`
  const agreed = (texts: readonly string[], value = '', part: 'projectId' | 'region' = 'projectId') => {
    const issues = new InputIssues()
    const addresses = texts.flatMap(text => readAddress(text) ?? [])
    const code = part === 'region' ? 'address_region' : 'address_project'
    const given = { input: 'project_id', value }
    return { part: agreedPart(addresses, { given, of: it => it[part], code }, issues), issues: issues.all }
  }

  it('is what all of them say', () => {
    expect(agreed([of(PROJECT), of(PROJECT, OTHER)])).toEqual({ part: PROJECT, issues: [] })
    expect(agreed([of(PROJECT)], PROJECT)).toEqual({ part: PROJECT, issues: [] })
    expect(agreed([])).toEqual({ part: null, issues: [] })
  })

  it('is none where no address has it, and those without do not count', () => {
    const [bare, told] = [of(PROJECT, ID, 'console.example'), of(PROJECT)]
    expect(agreed([bare], '', 'region')).toEqual({ part: null, issues: [] })
    expect(agreed([bare, told], '', 'region')).toEqual({ part: 'cn-north-4', issues: [] })
  })

  it('an address that contradicts another is told with the first', () => {
    const [first, same, other] = [of(PROJECT), of(PROJECT, OTHER), of(OTHER)]
    expect(agreed([first, same, other])).toEqual({
      part: PROJECT,
      issues: [
        issue('pipeline_ids', 'address_projects', null, { expected: PROJECT, first, addresses: other })
      ]
    })
  })

  it('one that contradicts the input is told alone', () => {
    const [wrong, right] = [of(PROJECT), of(OTHER)]
    expect(agreed([wrong, right], OTHER).issues).toEqual([
      issue('pipeline_ids', 'address_project', null, { expected: OTHER, addresses: wrong })
    ])
  })
})
