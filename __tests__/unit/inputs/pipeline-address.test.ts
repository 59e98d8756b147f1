import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isMeantAsAddress, listedAddresses, readAddress } from '../../../src/inputs/pipeline-address.js'
import { ID, OTHER, PROJECT } from './given.js'

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
