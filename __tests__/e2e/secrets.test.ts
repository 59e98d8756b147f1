import { describe, expect, it } from '@jest/globals'
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { answers, fails, redirects, type PipelineSpec } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith, PROJECT } from './cloud.js'
import { postStep, step, type Step } from './harness.js'
import { sample } from '../sample.js'
import { goesOn, left, three } from './starts.js'
import { signedIn, everything } from './secrets-cases.js'

const SECRET = 'pa/ss=w+rd&<x>*_1"\\密'

const json = (text: string): string => JSON.stringify(text).slice(1, -1)
const ENCODINGS: Readonly<Record<string, string>> = {
  plain: SECRET,
  'JSON with \\u003d and \\/': json(SECRET).replaceAll('=', '\\u003d').replaceAll('/', '\\/'),
  'JSON in JSON': json(json(SECRET)),
  'an address': encodeURIComponent(SECRET),
  'an address in small letters': encodeURIComponent(SECRET).replace(/%../g, part => part.toLowerCase()),
  HTML: SECRET.replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&#34;')
    .replaceAll('=', '&#x3d;'),
  Markdown: SECRET.replace(/[\\*_&<]/g, '\\$&'),
  base64: Buffer.from(SECRET).toString('base64'),
  'base64 after one byte': Buffer.from(`:${SECRET}`).toString('base64'),
  'base64 after a name': Buffer.from(`gate:${SECRET}`).toString('base64'),
  'invisible characters': [...SECRET].join('\u200B')
}
/** What must not be seen: the secret as it was written, as it is once decoded, and most of it. */
const traces = (written: string): string[] => [written, written.slice(2, -3), SECRET, 'ss=w+rd', 'ss=w\\+rd']

describe('a secret that the cloud repeats is in no text that leaves the step', () => {
  it.concurrent.each(sample(Object.entries(ENCODINGS)))('written as %s', async (_, written) => {
    const said = `so ${written} it is`
    const failed: PipelineSpec = {
      ...pipelineWith(A, [
        {
          number: 25,
          branch: said,
          executor: said,
          trigger: said,
          moments: [
            {
              at: 0,
              state: 'error',
              stages: [
                {
                  name: said,
                  state: 'error',
                  jobs: [
                    { name: said, steps: [{ name: said, state: 'error', message: said, log: `x\n${said}` }] }
                  ]
                }
              ]
            }
          ]
        }
      ]),
      name: said,
      detailUrl: `https://console.example/${encodeURIComponent(written)}`
    }
    const steps = [
      await signedIn(SECRET, [failed]),
      await signedIn(SECRET, [failed], [{ on: 'v5.status', does: fails(400, said.slice(0, 60), said) }])
    ]
    for (const ended of steps) {
      expect(ended.code).toBe(1)
      expect(everything(ended)).toContain('***')
      for (const trace of traces(written)) expect(everything(ended)).not.toContain(trace)
    }
  })

  it.concurrent.each(
    sample([
      ['the end of what is shown', 'x'.repeat(190)],
      ['the end of what is read', 'x'.repeat(1_990)],
      ['the end of a line of a log', 'x'.repeat(490)]
    ])
  )('cut off at %s', async (_, before) => {
    const said = `${before}${SECRET}`
    const log = `first\n${said}`
    const stages = [
      {
        name: 'Test',
        state: 'error' as const,
        jobs: [{ name: 'U', steps: [{ name: 'S', message: said, log }] }]
      }
    ]
    const failed = pipeline(A, { at: 0, state: 'error', stages })
    const steps = [
      await signedIn(SECRET, [failed]),
      await signedIn(SECRET, [failed], [{ on: 'v5.status', does: fails(400, 'X', said) }])
    ]
    for (const ended of steps) expect(everything(ended)).not.toContain(SECRET.slice(0, 6))
  })

  it.concurrent.each(
    sample([
      [
        'X-Request-Id',
        answers(400, '{"error_code":"X","error_msg":"y"}', { 'x-request-id': SECRET.slice(0, -1) })
      ],
      ['Content-Encoding', answers(200, 'xyz', { 'content-encoding': SECRET.slice(0, -1) })],
      ['Location', redirects(`https://${encodeURIComponent(SECRET)}.example/`)],
      ['a Location that is no address', redirects(SECRET.slice(0, -1))]
    ])
  )('in the header %s', async (_, does) => {
    const password = SECRET.slice(0, -1)
    const ended = await signedIn(password, [], [{ on: 'v5.status', does }])
    expect(ended.code).toBe(1)
    for (const trace of traces(password)) expect(everything(ended)).not.toContain(trace)
  })

  it.concurrent('in an input that is told to be wrong, also where it is cut', async () => {
    const secret = 'wrong-place-for-a-secret-0123456789'
    const inputs = {
      auth_token: secret,
      pipeline_ids: A,
      timeout: secret,
      fail_on: `${'e'.repeat(60)}${secret}`
    }
    const ended = await step({ ...inputs, region: `${'x'.repeat(60)}${secret}`, dry_run: 'true' })
    for (const text of [everything(ended), everything(await step(inputs))]) {
      expect(text).not.toContain(secret.slice(0, 12))
      expect(text).toContain('timeout')
    }
  })
})

describe('hiding a secret breaks nothing', () => {
  it.concurrent.each(
    sample([
      'success',
      'COMPLETED',
      'pipeline_run_id',
      'pipeline_id',
      'status',
      '000000',
      PROJECT,
      'outcome',
      'matched_by',
      'attempts',
      'latest',
      'error_code'
    ])
  )('a password %s changes no key, no ID, no status and no verdict', async password => {
    const specs = [pipeline(A, ends('success')), pipeline(B, ends('success'))]
    const ended = await signedIn(password, specs)
    const usual = await signedIn('another password', specs)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true', result: 'success' } })
    expect(ended.outputs.run_ids).toBe(usual.outputs.run_ids)
    expect(ended.outputs.failed_ids).toBe('[]')
    const structure = ({ pipelines }: Step) =>
      pipelines.map(({ id, outcome, status, run_id, commit, matched_by, url }) => ({
        ...{ id, outcome, status, run_id, commit, matched_by, url }
      }))
    expect(structure(ended)).toEqual(structure(usual))
    expect(Object.keys(ended.report ?? {})).toEqual(Object.keys(usual.report ?? {}))
  })

  it.concurrent.each(sample(['pipeline_run_id', '000000', 'master']))(
    'a secret variable %s changes nothing of a start, nor of what is sent for it',
    async value => {
      await using made = await cloud([
        {
          id: A,
          name: 'build',
          projectId: PROJECT,
          sources: [{ alias: 'main-source', defaultBranch: 'master' }],
          variables: [{ name: 'WORD', isSecret: true }],
          runs: [],
          onStart: {
            moments: [
              { at: 0, state: 'running' },
              { at: 200, state: 'success' }
            ]
          }
        }
      ])
      const ended = await step(made.v5([A], { start: 'true', variables: `WORD=${value}` }))
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true', result: 'success' } })
      expect(Object.values(JSON.parse(ended.outputs.run_ids ?? '') as object)).toEqual([
        made.simulator.started[0]?.runId
      ])
      expect(made.simulator.requests.find(({ kind }) => kind === 'v5.start')?.body).toContain('master')
    }
  )
})

describe('masks', () => {
  const masks = ({ lines }: Step): string[] => lines.filter(line => line.startsWith('::add-mask::'))

  it.concurrent.each(sample(['1', '12345']))(
    'none for %s: it would make GitHub drop outputs, which is told by the name',
    async pin => {
      await using made = await cloud([
        {
          ...{ id: A, name: 'build', projectId: PROJECT, runs: [] },
          variables: [{ name: 'PIN', isSecret: true }],
          onStart: { moments: [{ at: 0, state: 'success' }] }
        }
      ])
      const ended = await step(made.v5([A], { start: 'true', variables: `PIN=${pin}` }))
      expect(ended.code).toBe(0)
      expect(masks(ended)).not.toContain(`::add-mask::${pin}`)
      const notices = ended.lines.filter(line => line.includes('`variables (PIN)`'))
      expect(notices).toEqual([expect.stringMatching(/shorter than 6 characters|少于 6 个字符/)])
      expect(notices.join('').replaceAll('6 ', '')).not.toContain(pin)
    }
  )

  it.concurrent('of several lines are made line by line, by the same rule', async () => {
    const ended = await step({
      pipeline_ids: A,
      iam_password: 'a long line\n}\nanother line',
      auth_token: '12'
    })
    expect(masks(ended).map(line => line.slice('::add-mask::'.length))).toEqual([
      'a long line%0A}%0Aanother line',
      'a long line',
      'another line'
    ])
    expect(ended.lines.filter(line => /`(iam_password|auth_token)`.*6/.test(line))).toHaveLength(2)
  })
})

describe('the summary', () => {
  it.concurrent(
    'escapes the address of a run that was left, and of one that could not be stopped',
    async () => {
      const hostile = 'https://x.example/<img_src=x>|[x](http://evil.example)`**'
      for (const more of [{ stop_on_cancel: 'false' }, {}]) {
        await using made = await cloud(
          [{ id: A, name: 'build', projectId: PROJECT, detailUrl: hostile, runs: [], onStart: goesOn }],
          [{ on: 'v5.stop', does: fails(400, 'DEVPIPE.00011136', 'no') }]
        )
        const ended = await step(made.v5([A], { start: 'true', timeout: '5s', ...more }))
        expect(ended.code).toBe(1)
        expect(ended.summary).toContain(
          'https://x.example/%3Cimg_src=x%3E%7C%5Bx%5D%28http://evil.example%29%60%2A%2A'
        )
        expect(ended.summary).not.toMatch(/<img|\]\(http:\/\/evil|\|\[x|`\*\*/)
      }
    }
  )
})

describe('the post step', () => {
  it.concurrent('stops nothing that the step did not start, whatever the state says', async () => {
    await using made = await three()
    const { runId } = made.simulator.going().find(({ pipelineId }) => pipelineId === B) ?? { runId: '' }
    expect(runId).toHaveLength(32)
    const entry = { runId, correlationId: 'codearts-gate:forged', since: 1, isMismatched: true }
    // As a version before kept it.
    const old = { pipelineId: B, runId, mark: 'codearts-gate:forged', since: 1, isStray: true }
    const state = {
      started: JSON.stringify({ region: 'cn-north-4', projectId: PROJECT, runs: [old] }),
      project: JSON.stringify({ region: 'cn-north-4', projectId: PROJECT }),
      [`run_${A}`]: JSON.stringify({ ...entry, runId: `../${B}` }),
      [`run_${B}`]: JSON.stringify({ ...entry, correlationId: 'codearts-gate:aaaaaaaaaaaa' })
    }
    const after = await postStep(made.v5([A], { start: 'true' }), { state })
    expect(after.code).toBe(0)
    expect(after.lines.filter(line => line !== '' && !line.startsWith('::add-mask::'))).toEqual([])
    expect(made.count('v5.stop')).toBe(0)
    expect(left(made).strangersStopped).toBe(0)
  })

  it.concurrent('ends at once without state, and does not even load the bundle', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'post-'))
    copyFileSync(resolve('post.js'), join(folder, 'post.js'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const env = { STATE_started: '', STATE_project: '{}', [`STATE_run_${A}`]: '' }
    const ended = await step({}, { env, program: join(folder, 'post.js') })
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })
})
