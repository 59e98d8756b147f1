import { describe, expect, it } from '@jest/globals'
import { columnsOf } from '../../src/report/terminal.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'
import { asTerminal, shown } from './screen.js'

const SHELL = Object.fromEntries(
  ['GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'RUNNER_TEMP'].map(name => [
    name,
    undefined
  ])
)
const CODE = '\u001b['

/** A step that waits for a while: one pipeline ends well, one badly. */
async function played(
  columns: number | null,
  env: Readonly<Record<string, string>> = {},
  more: Inputs = {}
): Promise<Step> {
  await using made = await cloud([
    pipeline(A, { at: 0, state: 'running' }, ends('success', 400)),
    pipeline(B, { at: 0, state: 'running' }, ends('error', 600))
  ])
  const nodeArguments = columns === null ? [] : ['--import', asTerminal(columns)]
  return await step(made.v5([A, B], { poll_interval: '100ms', ...more }), {
    env: { ...SHELL, ...env },
    nodeArguments
  })
}

describe('on a terminal', () => {
  it.concurrent.each(
    sample([
      [20, 'en'],
      [80, 'en'],
      [200, 'en'],
      [20, 'zh'],
      [80, 'zh']
    ] as const)
  )('of %i columns (%s) a line shows the wait, and is gone at the end', async (columns, language) => {
    const ended = await played(columns, {}, { language })
    expect(ended.code).toBe(1)
    const { lines, taken } = shown(ended.stdout, columns)
    // Where there is no room for words, the figures stand alone.
    const words = language === 'en' ? /^2 of 2 pipelines/ : /^2 条流水线中 2 条/
    const open = columns === 20 ? /^2\/2 [\d.]+ ?\p{L}+\/-[\d.]+ ?\p{L}+$/u : words
    const live = taken.filter(text => open.test(text))
    expect(live.length).toBeGreaterThan(0)
    for (const text of taken) expect(columnsOf(text)).toBeLessThan(columns)
    expect(lines.filter(line => live.includes(line))).toEqual([])
    // What is said stays, as in a log.
    expect(lines.filter(line => line.includes('pipeline-b'))).not.toEqual([])
    expect(lines).toContain('passed=false')
    expect(ended.stdout).toContain(`${CODE}31m`)
  })

  it.concurrent('the same is said as in a log, but for the live line', async () => {
    const [seen, logged] = await Promise.all([played(100), played(null)])
    const words = (lines: readonly string[]): string[] =>
      lines
        .map(line => line.replace(/\b[\d.]+m?s\b|:\d{4,5}\b|\S*report\.json/g, '…'))
        .filter(line => line !== '')
    expect(words(shown(seen.stdout, 100).lines)).toEqual(words(logged.lines))
    expect(['\r', CODE].filter(sign => logged.stdout.includes(sign))).toEqual([])
  })

  it.concurrent.each(
    sample([
      ['NO_COLOR', { NO_COLOR: '1' }, 80, true, false],
      ['TERM=dumb', { TERM: 'dumb' }, 80, false, false],
      ['FORCE_COLOR in a log', { FORCE_COLOR: '1' }, null, false, true],
      ['a log', {}, null, false, false],
      ['FORCE_COLOR on GitHub', { FORCE_COLOR: '1', GITHUB_ACTIONS: 'true' }, null, false, false],
      ['a terminal on GitHub', { GITHUB_ACTIONS: 'true' }, 80, false, false]
    ] as const)
  )('%s', async (_, env, columns, moves, isColoured) => {
    const { stdout } = await played(columns, env)
    expect([stdout.includes('\r'), stdout.includes(`${CODE}31m`)]).toEqual([moves, isColoured])
  })

  it.concurrent('nothing of it is left when the step is cancelled', async () => {
    await using made = await cloud([pipeline(A, { at: 0, state: 'running' })])
    const ended = await step(made.v5([A]), {
      env: SHELL,
      nodeArguments: ['--import', asTerminal(80)],
      kills: [{ signal: 'SIGINT', once: () => made.count('v5.status') > 0 }]
    })
    expect(ended.code).toBe(2)
    const { lines, taken } = shown(ended.stdout, 80)
    expect(taken.some(text => text.startsWith('1 of 1'))).toBe(true)
    expect(lines.some(line => taken.includes(line))).toBe(false)
  })
})
