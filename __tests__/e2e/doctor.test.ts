import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  EXAMPLE_KEY,
  EXAMPLE_TEMPORARY_KEY,
  fails,
  onTheWire,
  type PipelineSpec
} from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith, PROJECT, WALL, type Cloud } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { sample } from '../sample.js'
import { identityCloud, KINDS, TRUST } from './identity-cloud.js'
import { COMMIT, ours, type Case, dryRun, rows, spoken } from './doctor-cases.js'

const STRANGER = pipelineId('f')
const ADDRESS = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${PROJECT}/pipeline/detail/${A}`
const neverRan: PipelineSpec = { ...pipelineWith(B, []), name: 'never ran' }

const INPUTS = ['Inputs', '输入'] as const
const ENDPOINT = ['Endpoint', '服务地址'] as const
const SIGN_IN = ['Sign-in', '登录'] as const
const API = ['API', '接口'] as const
const PROJECT_CHECK = ['Project', '项目'] as const
const PIPELINE = ['Pipeline', '流水线'] as const

const CASES: readonly Case[] = [
  {
    what: 'an ID that is none',
    inputs: { pipeline_ids: 'my-pipeline' },
    check: INPUTS,
    repair: [/pipeline_ids: .*32 letters and digits/, /pipeline_ids：.*32 位/],
    skipped: 9
  },
  {
    what: 'a region that does not exist',
    inputs: { region: 'cn-nort-4', endpoint: '' },
    check: INPUTS,
    repair: [/region: .*did you mean cn-north-4/, /region：.*cn-north-4/],
    skipped: 9
  },
  {
    what: 'no credential',
    inputs: { access_key: '', secret_key: '' },
    check: INPUTS,
    repair: [/set exactly one/, /access_key/],
    skipped: 9
  },
  {
    what: 'keyless without the permission',
    inputs: { access_key: '', secret_key: '', ...KINDS['an agency'] },
    check: INPUTS,
    repair: [/id-token: write/, /id-token: write/],
    skipped: 9
  },
  {
    what: 'an endpoint where nobody listens',
    inputs: { endpoint: 'http://127.0.0.1:1' },
    check: ENDPOINT,
    repair: [/ECONNREFUSED.*Check `region`, `endpoint`/, /ECONNREFUSED.*`region`.*`endpoint`/],
    skipped: 5
  },
  {
    what: 'an endpoint that is a web page',
    rules: [{ does: answersHtml(200) }],
    check: ENDPOINT,
    repair: [/HTML page.*Check `region`, `endpoint`/, /HTML.*`endpoint`/],
    skipped: 5
  },
  {
    what: 'a service in trouble',
    rules: [{ does: fails(502) }],
    check: ENDPOINT,
    repair: [/HTTP 502.*Re-run later/, /HTTP 502/],
    skipped: 5
  },
  {
    what: 'a wrong secret key',
    inputs: { secret_key: 'not-the-right-one' },
    check: SIGN_IN,
    repair: [
      /verify aksk signature fail.*check `secret_key` of this `access_key`/,
      /verify aksk signature fail.*secret_key/
    ],
    skipped: 3
  },
  {
    what: 'a temporary key without its token',
    inputs: {
      access_key: EXAMPLE_TEMPORARY_KEY.accessKey,
      secret_key: EXAMPLE_TEMPORARY_KEY.secretKey
    },
    check: SIGN_IN,
    repair: [
      /verify aksk signature fail.*check `secret_key` of this `access_key`/,
      /verify aksk signature fail.*secret_key/
    ],
    skipped: 3
  },
  {
    what: 'a token that is none',
    inputs: { access_key: '', secret_key: '', auth_token: 'wrong-token' },
    check: SIGN_IN,
    repair: [/decrypt token fail.*get a new one/, /decrypt token fail/],
    skipped: 3
  },
  {
    what: 'v3 that is gone',
    api: 'v3',
    options: { v3Offline: true },
    check: API,
    repair: [/APIG\w*\.0101.*project_id/, /APIG\w*\.0101.*project_id/],
    skipped: 2
  },
  {
    what: 'a project of somebody else',
    inputs: { project_id: '5'.repeat(32) },
    check: PROJECT_CHECK,
    repair: [/project ID is wrong, or .* not a project member/, /项目/],
    skipped: 1
  },
  {
    what: 'a pipeline that the project does not own',
    inputs: { pipeline_ids: STRANGER },
    check: PIPELINE,
    repair: [/DEVPIPE\.\d+.*pipeline/, /DEVPIPE\.\d+/],
    skipped: 0
  },
  {
    what: 'a variable that the pipeline does not declare',
    inputs: { start: 'true', variables: 'TARGET=staging' },
    check: PIPELINE,
    repair: [/variables: .*does not declare: TARGET/, /variables：.*TARGET/],
    skipped: 0
  },
  {
    what: 'a right that is missing',
    rules: [{ on: ['v5.status'], does: fails(403, 'DEVPIPE.30011011', 'no operation permissions') }],
    check: PROJECT_CHECK,
    repair: [/denied permission.*permission to view pipelines/, /查看/],
    skipped: 1
  },
  {
    what: 'a clock that is an hour slow',
    options: { clock: WALL },
    env: { NODE_OPTIONS: `--require ${process.cwd()}/__tests__/e2e/slow-clock.cjs` },
    check: ['Clock', '时钟'],
    repair: [/(1h|59m 5\ds) behind the server time.*Set it with NTP/, /慢 (1|59).*NTP/],
    skipped: 0
  }
]

async function cloudOf({ pipelines = [ours(A)], rules = [], options = {} }: Case): Promise<Cloud> {
  return cloud(pipelines, rules, options)
}

describe('dry_run finds what is wrong, and says how to mend it', () => {
  it.concurrent.each(
    sample(
      CASES.flatMap(one =>
        (['en', 'zh'] as const).map(language => [`${one.what}, ${language}`, one, language] as const)
      )
    )
  )('%s', async (_, one, language) => {
    await using made = await cloudOf(one)
    const ended = await dryRun(made, one, { language })
    const at = language === 'en' ? 0 : 1
    expect(ended).toMatchObject({
      code: 1,
      outputs: { passed: 'false', result: 'unknown', failed_ids: '[]' }
    })
    const bad = rows(ended).filter(([sign]) => sign === '✗')
    expect(bad.map(([, name]) => name)).toEqual([one.check[at]])
    expect(bad[0]?.[2]).toMatch(one.repair[at])
    const unmade = rows(ended).filter(([, , why]) => /^(not checked because|未检查，因为)/.test(why ?? ''))
    expect(unmade).toHaveLength(one.skipped)
    const errors = ended.lines.filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(`✗ ${one.check[at]}`)
    expect(made.count('v5.start')).toBe(0)
  })
})

describe('dry_run on sign-ins that are fetched', () => {
  it.concurrent.each(
    sample([
      ['a password that is wrong', { ...KINDS['an IAM user'], iam_password: 'no' }, /iam_password/],
      ['an agency that does not trust the job', KINDS['an agency'], /does not trust this job, subject repo:/]
    ] as const)
  )('%s', async (_, credential, repair) => {
    await using made = await identityCloud({
      sts: { ...TRUST, agencyUrn: KINDS['an agency'].oidc_agency_urn, subject: 'repo:them/other:*' }
    })
    const { sign } = made
    const ended = await sign(credential, { dry_run: 'true' })
    expect(ended.code).toBe(1)
    expect(rows(ended).filter(([sign]) => sign === '✗')).toEqual([
      ['✗', 'Sign-in', expect.stringMatching(repair)]
    ])
    expect(rows(ended).find(([, name]) => name === 'Endpoint')?.[2]).toBe(
      'not checked because this failed: Sign-in'
    )
  })

  it.concurrent.each(sample(Object.entries(KINDS)))(
    '%s: everything is in order',
    async (kind, credential) => {
      await using made = await identityCloud()
      const { sign } = made
      const ended = await sign(credential, { dry_run: 'true' })
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
      const permission = rows(ended).find(([, name]) => name === 'OIDC permission')
      expect(permission?.[0]).toBe(/agency|provider/.test(kind) ? '✓' : '–')
    }
  )
})

describe('dry_run says which run would be judged', () => {
  const RIGHT = 'all checks passed'
  const WARNED = 'no errors, 1 warning'
  it.concurrent.each(
    sample([
      [
        'the latest',
        {},
        /^pipeline-a000: the gate would check run #25 .*: error \(matched by: latest run\)$/,
        '⚠',
        'would fail now (error): 1 of 1'
      ],
      [
        'of the commit',
        { commit: COMMIT },
        /run #24 .*: success \(matched by: commit abababab/,
        '✓',
        'would pass now'
      ],
      [
        'pinned',
        { pipeline_ids: `${A}@${'00000018a'.padEnd(32, '0')}` },
        /run #24 .*: success \(matched by: run ID\)/,
        '✓',
        'would pass now'
      ],
      [
        'of the commit, by an address, whose run is ignored',
        { commit: COMMIT, project_id: '', pipeline_ids: `${ADDRESS}/${'e'.repeat(32)}?v=1` },
        /run #24 .*: success \(matched by: commit abababab/,
        '✓',
        'would pass now'
      ],
      [
        'none yet',
        { commit: '99'.repeat(20) },
        /no matching run yet; .*`start_timeout`. Latest: #25/,
        '⚠',
        'would wait now: 1 of 1'
      ],
      [
        'one that would be started',
        { start: 'true' },
        /the gate would start a run and wait for it/,
        '✓',
        'would start 1 pipeline now'
      ]
    ])
  )('%s', async (_, inputs, finding, sign, now) => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, { inputs })
    expect(ended.code).toBe(0)
    expect(rows(ended).at(-1)).toEqual([sign, 'Pipeline', expect.stringMatching(finding)])
    const headline = sign === '✓' ? RIGHT : WARNED
    expect(spoken(ended)[0]).toBe(`CodeArts gate setup check: ${headline}; no verdict`)
    expect(ended.lines.some(line => finding.test(line.replace(/^[✓⚠] Pipeline: /, '')))).toBe(true)
    expect(spoken(ended).some(line => line.startsWith('The gate') && line.includes(now))).toBe(true)
    expect(ended.summary.trimEnd().split('\n').at(-1)).toContain(now)
    expect(ended.outputs.pipelines).toBe('[]')
    expect(ended.stdout.includes('The run in this URL is ignored')).toBe('project_id' in inputs)
    expect(made.simulator.started).toEqual([])
    expect(ended.stdout).toContain('::warning::This was a setup check only. Remove `dry_run`')
  })

  it.concurrent('never ran, and none is waited for: a warning, and the gate would fail', async () => {
    await using made = await cloud([neverRan])
    const ended = await dryRun(made, { inputs: { pipeline_ids: B } })
    expect(ended.code).toBe(0)
    expect(rows(ended).at(-1)).toEqual([
      '⚠',
      'Pipeline',
      expect.stringMatching(/^never ran: This pipeline has no runs\. Check the pipeline ID/)
    ])
    expect(spoken(ended)).toContain('The gate would fail now (not found): 1 of 1 pipeline.')
  })

  it.concurrent('a pinned run that does not exist is wrong', async () => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, { inputs: { pipeline_ids: `${A}@99` } })
    expect(ended.code).toBe(1)
    expect(rows(ended).at(-1)?.slice(0, 2)).toEqual(['✗', 'Pipeline'])
    expect(spoken(ended)).toContain('The gate would not work yet: first fix the checks marked ✗.')
  })

  it.concurrent.each(
    sample([
      ['one red, one green', { advisory: '' }, 'The gate would fail now (error): 1 of 2 pipelines.'],
      ['an advisory red one', { advisory: 'red' }, 'The gate would pass now.'],
      ['by name', { pipeline_ids: '', pipeline_names: '*', advisory: 'r*' }, 'The gate would pass now.'],
      [
        'one that goes on',
        { pipeline_ids: '', pipeline_names: 'g*\nwait' },
        'The gate would wait now: 1 of 2 pipelines has no result yet.'
      ],
      [
        'one that goes on beside a red one',
        { pipeline_ids: '', pipeline_names: 'red\nwait' },
        'The gate would wait now: 1 of 2 pipelines has no result yet. It would then fail because of 1 other.'
      ],
      [
        'the same with fail_fast',
        { pipeline_ids: '', pipeline_names: 'red\nwait', fail_fast: 'true' },
        'The gate would fail now (error): 1 of 2 pipelines.'
      ],
      [
        'a snapshot',
        { pipeline_ids: '', pipeline_names: 'g*\nwait', wait: 'false' },
        'The gate would fail now (running): 1 of 2 pipelines.'
      ],
      [
        'fail_on: none',
        { fail_on: 'none' },
        'The gate would not pass now (error), but the step would not fail because of `fail_on`.'
      ]
    ])
  )('what the gate would do now: %s', async (_, inputs, now) => {
    const specs = [
      { ...pipelineWith(A, [{ number: 1, moments: [ends('success')] }]), name: 'green' },
      { ...pipelineWith(B, [{ number: 1, moments: [ends('error')] }]), name: 'red' },
      ...('pipeline_names' in inputs && inputs.pipeline_names !== '*'
        ? [{ ...pipelineWith(pipelineId('c'), [{ number: 1, moments: [ends('running')] }]), name: 'wait' }]
        : [])
    ]
    await using made = await cloud(specs)
    const ended = await dryRun(made, { inputs: { pipeline_ids: `${A} ${B}`, ...inputs } })
    expect(ended.code).toBe(0)
    expect(spoken(ended)).toContain(now)
    if ('advisory' in inputs && inputs.advisory !== '')
      expect(
        rows(ended).some(([sign, , text]) => sign === '⚠' && text?.startsWith('red (advisory): ') === true)
      ).toBe(true)
    if ('pipeline_names' in inputs && inputs.pipeline_names === '*')
      expect(rows(ended)).toEqual(
        expect.arrayContaining([
          ['✓', 'Inputs', '2 pipelines, API v5'],
          ['✓', 'Names', String.raw`\* → green, red`]
        ])
      )
  })

  it.concurrent(
    'a name that means nothing is wrong; the pipelines by ID are looked at all the same',
    async () => {
      await using made = await cloud([ours(A)])
      const ended = await dryRun(made, { inputs: { pipeline_names: 'pipelin-a000' } })
      expect(ended.code).toBe(1)
      const [names, pipeline] = rows(ended).slice(-2)
      expect(names).toEqual(['✗', 'Names', expect.stringContaining('did you mean "pipeline-a000"')])
      expect(pipeline?.[1]).toBe('Pipeline')
    }
  )

  it.concurrent.each([1, 50, 60])('a project and no pipeline: its pipelines are listed, of %d', async n => {
    const all = Array.from({ length: n }, (_, index) => ours(pipelineId(`c${index}x`)))
    await using made = await cloud([...all.slice(0, n - 1), { ...neverRan, id: pipelineId('e') }])
    const ended = await dryRun(made, { inputs: { pipeline_ids: '' } })
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false', pipelines: '[]' } })
    const listed = rows(ended).filter(([, name]) => name === 'Pipeline')
    expect(listed).toHaveLength(Math.min(n, 50))
    if (n > 1) expect(listed[0]?.[2]).toBe(`pipeline-c0x0, ${pipelineId('c0x')}, last run #25, error`)
    if (n <= 50) expect(listed.at(-1)?.[2]).toBe(`never ran, ${pipelineId('e')}, never ran`)
    expect(rows(ended).at(-1)).toEqual(
      n > 50
        ? ['⚠', 'Pipelines', expect.stringMatching(/^60 in the project, 50 listed\..*`pipeline_names`/)]
        : ['✓', 'Pipelines', `${n} in the project`]
    )
    expect(ended.stdout).toMatch(
      n > 50 ? /setup check: no errors, 1 warning;/ : /setup check: all checks passed;/
    )
    expect(ended.stdout).toContain('copy an ID to `pipeline_ids`, or a name to `pipeline_names`')
  })

  it.concurrent('no project and no pipeline: a bad input', async () => {
    await using made = await cloud([ours(A)])
    for (const more of [{ project_id: '' }, { api_version: 'v3' }])
      expect(await dryRun(made, { inputs: { pipeline_ids: '', ...more } })).toMatchObject({ code: 1 })
    expect(made.count()).toBe(0)
  })

  it.concurrent('never ran, but a run of the commit may come', async () => {
    await using made = await cloud([neverRan])
    const ended = await dryRun(made, { inputs: { pipeline_ids: B, commit: COMMIT } })
    expect(ended.code).toBe(0)
    expect(rows(ended).at(-1)?.[2]).toMatch(/^never ran: no run yet; the gate would wait/)
  })
})

describe('dry_run on a bad day', () => {
  it.concurrent('a service that hangs: every check ends within `timeout`', async () => {
    await using made = await cloud([ours(A)], [{ does: onTheWire({ kind: 'hang' }) }])
    const ended = await dryRun(made, { inputs: { timeout: '1s' } })
    expect(ended.code).toBe(1)
    expect(
      rows(ended)
        .filter(([sign]) => sign === '✗')
        .map(([, name]) => name)
    ).toEqual(['Endpoint'])
    expect(
      rows(ended).filter(([, , why]) => why === 'not checked because this failed: Endpoint')
    ).toHaveLength(5)
  })

  it.concurrent('`fail_on: none` makes warnings of it', async () => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, { inputs: { fail_on: 'none', secret_key: 'wrong' } })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(/::warning::✗ Sign-in/)
    expect(ended.stdout).not.toContain('::error')
  })

  it.concurrent('no secret is seen, and the report file is there', async () => {
    await using made = await cloud(
      [ours(A)],
      [{ does: answersJson(400, { error_code: 'X.1', error_msg: EXAMPLE_KEY.secretKey }) }]
    )
    const ended = await dryRun(made, {})
    expect(ended.stdout.replace(/^::add-mask::.*$/gm, '') + ended.summary).not.toContain(
      EXAMPLE_KEY.secretKey
    )
    expect(ended.report).toMatchObject({ passed: false, step_failed: true, result: 'unknown' })
  })

  it.concurrent('a proxy is named without its password', async () => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, {
      inputs: { endpoint: 'http://127.0.0.1:1' },
      env: { https_proxy: 'http://me:hunter22@127.0.0.1:2' }
    })
    expect(ended.stdout + ended.summary).not.toContain('hunter22')
    const through = await step(
      made.v5([A], { dry_run: 'true', endpoint: 'https://codearts.test', poll_interval: '1s' }),
      {
        env: { https_proxy: 'http://me:hunter22@127.0.0.1:2' }
      }
    )
    expect(rows(through).find(([, name]) => name === 'Proxy')).toEqual([
      '✓',
      'Proxy',
      'requests go through 127.0.0.1:2'
    ])
    expect(through.stdout + through.summary).not.toContain('hunter22')
    expect(rows(through).find(([sign]) => sign === '✗')?.[1]).toBe('Endpoint')
  })
})
