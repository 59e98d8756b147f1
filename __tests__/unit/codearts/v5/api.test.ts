import { describe, expect, it } from '@jest/globals'
import { consoleAddress, isOwn, runDetailPath, v5Path } from '../../../../src/codearts/v5/api.js'

const PROJECT = { region: 'cn-north-4', projectId: 'p' }

describe('paths of v5', () => {
  it('have every part encoded', () => {
    expect(v5Path(PROJECT, 'a/b', 'list')).toBe('/v5/p/api/pipelines/a%2Fb/list')
    expect(runDetailPath(PROJECT, 'a', 'r&x=1')).toBe(
      '/v5/p/api/pipelines/a/pipeline-runs/detail?pipeline_run_id=r%26x%3D1'
    )
    expect(consoleAddress(PROJECT, 'a', 'r/1')).toBe(
      'https://devcloud.cn-north-4.huaweicloud.com/cicd/project/p/pipeline/detail/a/r%2F1?v=1'
    )
  })
})

describe('whose element it is in an answer that was asked of one pipeline', () => {
  it.each([
    [{ pipeline_id: 'a' }, true],
    [{}, true],
    [{ pipeline_id: null }, true],
    [{ pipeline_id: '' }, true],
    [{ pipeline_id: 'b' }, false],
    [{ pipeline_id: 'A' }, false],
    [{ pipeline_id: 'a', project_id: 'p' }, true],
    [{ project_id: '' }, true],
    [{ pipeline_id: 'a', project_id: 'q' }, false]
  ])('%j: %s', (element, isOurs) => expect(isOwn(element, PROJECT, 'a')).toBe(isOurs))
})
