import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_TOKEN } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, PROJECT } from './cloud.js'
import { step, type Inputs } from './harness.js'
import { sample } from '../sample.js'

const OTHER_PROJECT = 'd00d'.padEnd(32, '0')
const RUN = 'e11e'.padEnd(32, '0')
const HOST = 'devcloud.cn-north-4.huaweicloud.com'
const SOUTH = 'devcloud.cn-south-1.huaweicloud.com'

const path = (id: string, project = PROJECT): string => `/cicd/project/${project}/pipeline/detail/${id}`
const history = (id: string): string => `/cicd/project/${PROJECT}/pipeline/history/${id}`
const address = (id: string, project = PROJECT): string => `https://${HOST}${path(id, project)}`

interface Row {
  readonly what: string
  /** `pipeline_ids`. */
  readonly given: string
  readonly more?: Inputs
}

describe('an address of the console', () => {
  const right: readonly (Row & { judges?: readonly string[]; region?: string; says?: string })[] = [
    { what: 'of the page of a pipeline', given: address(A) },
    { what: 'of a run', given: `${address(A)}/${RUN}`, says: RUN },
    { what: 'of a run, with a query', given: `${address(A)}/${RUN}?v=1`, says: `${A}/${RUN}` },
    { what: 'of the history', given: `https://${HOST}${history(A)}` },
    { what: 'of the history, with a query', given: `https://${HOST}${history(A)}?from=list&v=1` },
    { what: 'of the history of a run', given: `https://${HOST}${history(A)}/${RUN}`, says: RUN },
    { what: 'with a slash at its end', given: `${address(A)}/` },
    { what: 'with a slash and a query', given: `${address(A)}/?v=1` },
    { what: 'of a run with a slash at its end', given: `${address(A)}/${RUN}/`, says: RUN },
    { what: 'with a fragment', given: `${address(A)}#stages` },
    { what: 'of http', given: `http://${HOST}${path(A)}` },
    { what: 'without a scheme', given: `${HOST}${path(A)}` },
    {
      what: 'in capitals, as far as letter case means nothing',
      given: `HTTPS://${HOST.toUpperCase()}${path(A)}`
    },
    { what: 'with an encoded path', given: `https://${HOST}${path(A).replaceAll('/', '%2F')}` },
    { what: 'that is encoded as a whole', given: encodeURIComponent(`${address(A)}/${RUN}?v=1`), says: RUN },
    { what: 'with an encoded letter', given: address(A).replace('pipeline', '%70ipeline') },
    { what: 'of another region', given: `https://${SOUTH}${path(A)}`, region: 'cn-south-1' },
    {
      what: 'whose region the input repeats',
      given: `https://${SOUTH}${path(A)}`,
      more: { region: 'cn-south-1' },
      region: 'cn-south-1'
    },
    { what: 'whose project the input repeats', given: address(A), more: { project_id: PROJECT } },
    { what: 'on v5', given: address(A), more: { api_version: 'v5' } },
    { what: 'twice', given: `${address(A)}\n${address(A)}/${RUN}`, judges: [A], says: RUN },
    { what: 'and the ID of the same pipeline', given: `${A} ${address(A)}`, judges: [A] },
    { what: 'between IDs', given: `${B}, ${address(A)}`, judges: [B, A] },
    { what: 'and another', given: `${address(A)},${HOST}${history(B)}?x=1`, judges: [A, B] },
    {
      what: "of a console of one's own, beside its endpoint",
      given: `https://console.example:8443${path(A)}`
    },
    {
      what: "of a console of one's own, which tells no region",
      given: `https://devcloud.example.com${path(A)}`,
      more: { region: 'my-region' },
      region: 'my-region'
    },
    {
      what: 'before a region of the environment',
      given: `https://${SOUTH}${path(A)}`,
      region: 'cn-south-1'
    }
  ]

  it.concurrent.each(sample(right))('$what: green', async ({ given, more, judges = [A], region, says }) => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('success'))])
    const env = { HW_REGION_NAME: region === undefined ? 'cn-north-4' : 'cn-east-3' }
    const ended = await step({ ...made.inputs([]), pipeline_ids: given, ...more }, { env })
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(ended.pipelines.map(({ id }) => id)).toEqual(judges)
    expect(ended.report?.region).toBe(region ?? 'cn-north-4')
    const asked = made.simulator.requests.filter(({ kind }) => kind === 'v5.status')
    expect(asked.map(({ target }) => target)).toContain(`/v5/${PROJECT}/api/pipelines/status`)
    if (says === undefined) expect(ended.stdout).not.toContain('ignored')
    else expect(ended.lines.filter(line => line.includes('ignored') && line.includes(says))).toHaveLength(1)
  })

  it.concurrent('on v3: the pipeline counts, and its project is not needed', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const ended = await step({ ...made.inputs([]), pipeline_ids: address(A), api_version: 'v3' })
    expect(ended).toMatchObject({ code: 0, pipelines: [{ id: A, outcome: 'success' }] })
    expect(made.count('v3.status')).toBeGreaterThan(0)
  })

  const wrong: readonly (Row & { says: readonly string[] })[] = [
    {
      what: 'of a foreign host, without an endpoint',
      given: `https://console.example${path(A)}`,
      says: [
        'pipeline_ids',
        `https://console.example${path(A)}`,
        'devcloud.REGION.huaweicloud.com',
        'endpoint'
      ]
    },
    {
      what: 'of a host that only ends like the console',
      given: `https://devcloud.cn-north-4.huaweicloud.com.example.com${path(A)}`,
      says: ['pipeline_ids', 'devcloud.cn-north-4.huaweicloud.com.example.com', 'endpoint']
    },
    {
      what: 'of a foreign host of http',
      given: `http://console.example${path(A)}`,
      says: [`http://console.example${path(A)}`]
    },
    {
      what: 'with a user and a password',
      given: `https://me:hunter22@${HOST}${path(A)}`,
      says: ['pipeline_ids', HOST]
    },
    {
      what: 'of another project than project_id',
      given: address(A),
      more: { project_id: OTHER_PROJECT },
      says: ['pipeline_ids', 'project_id', OTHER_PROJECT, address(A)]
    },
    {
      what: 'of two projects',
      given: `${address(A)} ${address(B, OTHER_PROJECT)}`,
      says: ['pipeline_ids', PROJECT, address(B, OTHER_PROJECT)]
    },
    {
      what: 'of another region than region',
      given: address(A),
      more: { region: 'cn-south-1' },
      says: ['pipeline_ids', 'region', 'cn-south-1', address(A)]
    },
    {
      what: 'of two regions',
      given: `${address(A)} https://${SOUTH}${path(B)}`,
      says: ['pipeline_ids', 'cn-north-4', `https://${SOUTH}${path(B)}`]
    },
    {
      what: 'of a region that there is not',
      given: `https://devcloud.cn-nort-4.huaweicloud.com${path(A)}`,
      says: ['region (pipeline_ids)', '"cn-nort-4"', 'did you mean cn-north-4']
    },
    {
      what: 'that is cut in its ID',
      given: address(A).slice(0, -3),
      says: ['pipeline_ids', address(A).slice(0, -3)]
    },
    { what: 'that ends in dots', given: `${address(A).slice(0, -10)}...`, says: ['pipeline_ids', '...'] },
    {
      what: 'of a project only',
      given: `https://${HOST}/cicd/project/${PROJECT}`,
      says: ['pipeline_ids', '/pipeline/detail/']
    },
    {
      what: 'of the list of pipelines',
      given: `https://${HOST}/cicd/project/${PROJECT}/pipeline/list?v=1`,
      says: ['pipeline_ids', '/pipeline/detail/']
    },
    { what: 'without a host', given: path(A), says: ['pipeline_ids', path(A)] },
    {
      what: 'with broken encoding',
      given: address(A).replace('pipeline', '%E0%A4%A'),
      says: ['pipeline_ids', '%E0%A4%A']
    },
    { what: 'with a pin', given: `${address(A)}@25`, says: ['pipeline_ids', `${address(A)}@25`] },
    {
      what: 'of a pipeline that is also pinned',
      given: `${A}@${RUN} ${address(A)}`,
      says: ['pipeline_ids', 'different runs', A]
    },
    {
      what: 'of a run beside a pin of that run',
      given: `${address(A)}/${RUN} ${A}@${RUN}`,
      says: ['pipeline_ids', 'different runs', A]
    }
  ]

  it.concurrent.each(sample(wrong))('$what: red, and no request', async ({ given, more, says }) => {
    const ended = await step({ pipeline_ids: given, auth_token: EXAMPLE_TOKEN.token, timeout: '5s', ...more })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    const errors = ended.lines.filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(1)
    expect(ended.report).toMatchObject({ failure: { code: 'inputs' }, polls: 0 })
    for (const text of says) expect(errors[0]?.replaceAll('%25', '%')).toContain(text)
    expect(ended.stdout).not.toContain('hunter22')
  })

  it.concurrent.each(sample([999, 1_000, 1_001]))('%d pipelines', async n => {
    const ids = Array.from({ length: n }, (_, index) => String(index).padStart(32, 'e'))
    await using made = await cloud(ids.map(id => pipeline(id, ends('success'))))
    const ended = await step(made.inputs(ids))
    if (n <= 1_000) {
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
      return
    }
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toMatch(/pipeline_ids: more than 1,000 pipelines/)
    expect(made.count()).toBe(0)
  })
})
