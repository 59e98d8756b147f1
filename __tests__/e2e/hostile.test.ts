import { describe, expect, it } from '@jest/globals'
import { fails, type PipelineSpec } from '../../simulator/index.js'
import { A, B, C, cloud, ends, PROJECT } from './cloud.js'
import { step, type Step } from './harness.js'
import { sample } from '../sample.js'
import { rawServer, reply } from './raw-server.js'

/** Texts that try to command the runner, shape the page, or forge an output. */
const HOSTILE = {
  'a workflow command': '::error::x\n::set-output name=passed::true\n::stop-commands::x',
  'an old command': '##[add-mask]x ##[set-output name=passed]true',
  'Markdown and HTML':
    '| a | b |\n# big <script>alert(1)</script> <img src=x onerror=y> [x](javascript:z) **b** `c`',
  'colours and links of a terminal':
    '\u001B[31mred\u001B]8;;http://evil.example\u0007x\u001B]8;;\u0007\u009B5m',
  'bidirectional marks': 'gate \u202Edessap\u202C \u2066x\u2069 \u200B\uFEFF',
  'null bytes and controls': 'a\u0000b\u0007c\u0008d\u007Fe\u2028f\u2029g',
  'delimiters of the output file': 'x\nghadelimiter_0\npassed<<EOF\ntrue\nEOF',
  'a hundred kilobytes': 'x'.repeat(100_000)
} as const

function expectHarmless(ended: Step): void {
  expect(ended.outputs.passed).toBe('false')
  const commands = ended.lines.filter(line => /^\s*::/.test(line) && !line.startsWith('::add-mask::'))
  for (const line of commands) expect(line).toMatch(/^::(error title=CodeArts gate|warning)::/)
  for (const text of ['##[', '\u001B', '\u009B', '\u202E', '\u2066', '\u0000', '\u2028']) {
    expect(ended.stdout).not.toContain(text)
    expect(ended.summary).not.toContain(text)
  }
  const rows = ended.summary.split('\n').filter(line => line.startsWith('|'))
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(9)
  expect(ended.summary).not.toMatch(/<(script|img)|(?<!\\)\]\(javascript/)
  for (const line of ended.lines) expect(line.length).toBeLessThan(3_000)
  expect(ended.summary.length).toBeLessThan(20_000)
}

describe('hostile text in every place that the cloud fills', () => {
  it.concurrent.each(sample(Object.entries(HOSTILE)))('%s', async (_, text) => {
    const spec = {
      id: A,
      name: text,
      projectId: PROJECT,
      detailUrl: text,
      runs: [
        {
          number: 7,
          branch: text,
          trigger: text,
          executor: text,
          moments: [
            {
              at: 0,
              state: 'error' as const,
              stages: [{ name: text, state: 'error' as const }],
              v5: { status: 'FAILED' }
            }
          ]
        }
      ]
    }
    await using made = await cloud([spec])
    const { inputs, v5 } = made
    for (const ended of [await step(inputs([A])), await step(v5([A]))]) {
      expectHarmless(ended)
      expect(ended.summary.split('\n').filter(line => line.startsWith('|'))).toHaveLength(3)
    }
  })

  it.concurrent.each(sample(Object.entries(HOSTILE)))('%s in an error of the cloud', async (_, text) => {
    await using made = await cloud([], [{ does: fails(403, text.slice(0, 2000), text) }])
    const { inputs } = made
    expectHarmless(await step(inputs([A])))
  })

  it.concurrent.each(sample(Object.entries(HOSTILE)))('%s as a status', async (_, text) => {
    await using made = await cloud([
      { id: A, name: 'build', runs: [{ number: 1, moments: [{ ...ends('running'), v3: { status: text } }] }] }
    ])
    const { inputs } = made
    expectHarmless(await step(inputs([A], { wait: 'false' })))
  })
})

const withRun = (name: string, id: string, stage = 'Build'): PipelineSpec => ({
  id,
  name,
  projectId: PROJECT,
  runs: [
    {
      number: 7,
      moments: [
        { at: 0, state: 'error', stages: [{ name: stage, state: 'error' }], v5: { status: 'FAILED' } }
      ]
    }
  ]
})

describe('names that cannot be seen', () => {
  it.concurrent.each(
    sample(['   ', '\u200B\u200B', '\u202E', '\u0000', '\u001B[31m', '\u00A0', '\t\n', '\u3164'])
  )('%j gives way to the ID, for a stage to a dash', async name => {
    await using made = await cloud([withRun(name, A, name)])
    const { inputs, v5 } = made
    for (const ended of [await step(inputs([A])), await step(v5([A]))]) {
      expect(ended.lines.find(line => line.startsWith('::error'))).toContain(A)
      expect(ended.summary).toContain(A)
      expect(ended.summary).toContain('❌ –')
      expect(ended.summary).not.toMatch(/\[\]\(|\*\*\*\*/)
    }
  })

  it.concurrent('a name of a colon makes no command', async () => {
    await using made = await cloud([withRun(':', A)])
    const { inputs } = made
    const { lines } = await step(inputs([A]))
    expect(lines.some(line => line.startsWith(': :'))).toBe(true)
    expect(lines.filter(line => /^::(?!error|add-mask)/.test(line))).toEqual([])
  })
})

describe('half a character in an ID', () => {
  it.concurrent('is asked for and shown all the same, and costs no other pipeline its outcome', async () => {
    const of = (id: string, run: string): string =>
      `{"pipeline_id":"${id}","pipeline_run_id":"${run}","pipeline_name":"n","status":"COMPLETED","detail_url":""}`
    await using server = await rawServer(socket =>
      socket.write(reply(`[${of(A, 'x\\ud800')},${of(B, '7')}]`))
    )
    const inputs = { pipeline_ids: `${A} ${B}`, project_id: PROJECT, auth_token: 'token-of-the-test' }
    const ended = await step({ ...inputs, endpoint: server.url })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success', passed: 'true' } })
    expect(ended.pipelines[0]).toMatchObject({ run_id: expect.stringMatching(/^x/), url: null })
  })
})

describe('more text than is read in one answer', () => {
  it.concurrent.each(sample(['v3', 'v5'] as const))('is asked for in parts (%s)', async api => {
    const long = [A, B, C].map(id => {
      const { runs, ...spec } = withRun('long', id)
      return { ...spec, runs: runs.map(run => ({ ...run, executor: id.slice(0, 1).repeat(1_300_000) })) }
    })
    await using made = await cloud(long)
    const ended = await step((api === 'v3' ? made.inputs : made.v5)([A, B, C]))
    expect(ended.outputs.result).toBe('error')
    expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'error'])
    expect(made.count(`${api}.status`)).toBe(3)
  })

  it.concurrent('one pipeline that is too long by itself is red', async () => {
    await using made = await cloud([withRun('x'.repeat(3_200_000), A), withRun('y', B)])
    const { inputs } = made
    const ended = await step(inputs([A, B]))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toContain('larger than 3 MiB')
  })
})
