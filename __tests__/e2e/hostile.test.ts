import { describe, expect, it } from '@jest/globals'
import { fails } from '../../simulator/index.js'
import { A, cloud, ends, PROJECT } from './cloud.js'
import { step, type Step } from './harness.js'

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
  it.each(Object.entries(HOSTILE))('%s', async (_, text) => {
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
    const { inputs, v5 } = await cloud([spec])
    for (const ended of [await step(inputs([A])), await step(v5([A]))]) {
      expectHarmless(ended)
      expect(ended.summary.split('\n').filter(line => line.startsWith('|'))).toHaveLength(3)
    }
  })

  it.each(Object.entries(HOSTILE))('%s in an error of the cloud', async (_, text) => {
    const { inputs } = await cloud([], [{ does: fails(403, text.slice(0, 2000), text) }])
    expectHarmless(await step(inputs([A])))
  })

  it.each(Object.entries(HOSTILE))('%s as a status', async (_, text) => {
    const { inputs } = await cloud([
      { id: A, name: 'build', runs: [{ number: 1, moments: [{ ...ends('running'), v3: { status: text } }] }] }
    ])
    expectHarmless(await step(inputs([A], { wait: 'false' })))
  })
})
