import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { arrange, FAULTS, isGreen, type Fault } from '../e2e/faults.js'
import { step, type Step, type StepOptions } from '../e2e/harness.js'
import { messagesIn } from '../../src/report/messages/index.js'
import { faultsTable } from '../../tools/docs/faults-table.js'
import type { HintCode } from '../../src/domain/failure.js'

const ON_BOTH: ReadonlySet<string> = new Set(['network', 'time'])

/** What the table says that outputs and summary hold. */
function expectHolds(fault: Fault, ended: Step): void {
  if (fault.noSummary === true) expect(ended.summary).toBe('')
  else expect(ended.summary).toMatch(isGreen(fault) ? /^## ✅/ : /^## (⚠️|❌)/)
  if (fault.summary !== undefined) expect(ended.summary).toMatch(fault.summary)
  const [told] = ended.pipelines
  if (fault.result === 'success' || fault.result === 'timed_out') {
    expect(told).toMatchObject({ outcome: fault.result })
    const anyRun = fault.calendar === undefined ? '25' : (expect.any(String) as unknown)
    expect(told?.run_id).toEqual(fault.noRunId === true ? null : anyRun)
  }
  if (fault.noReport === true) expect(ended.outputs.report_path ?? '').toBe('')
  else if (fault.result !== '') expect(ended.report).not.toBeNull()
  if (fault.result === '') expect(ended.outputs).toEqual({})
  const failure = ended.report?.failure as { hint: HintCode | null } | null | undefined
  if (failure === null || failure === undefined) return
  // Red without a word on what to do next is not enough, and log and summary both say it.
  const toDo = inWords(hintText(failure.hint))
  expect(inWords(ended.stdout)).toContain(toDo)
  expect(inWords(ended.summary)).toContain(toDo)
}

/** What a hint says in front of what it names. */
function hintText(hint: HintCode | null): string {
  expect(hint).toEqual(expect.any(String))
  const text = messagesIn('en').sayAny(`hint.${hint ?? 'service'}`, { subject: '\n' })
  return text.split('\n')[0] ?? ''
}

/** Letters alone: a page marks names, and both it and an annotation escape signs. */
function inWords(text: string): string {
  return text.replace(/(%[0-9A-F]{2}|[^A-Za-z])+/g, ' ')
}

describe('faults', () => {
  it('there are at least forty', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(40)
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  })

  const plays = FAULTS.flatMap(fault => [
    { ...fault, api: 'v3' as const },
    // What lies below the API is the same for both; network and time are played on either all the same.
    ...(ON_BOTH.has(fault.group) ? [{ ...fault, api: 'v5' as const }] : [])
  ])
  // Most of them wait, and none shares anything with another.
  it.concurrent.each(plays)('$api, $group: $name → $result', async fault => {
    await using arranged = await arrange(fault, fault.api)
    const { inputs, env, nodeArguments } = arranged
    const { before, folder } = fault
    const during: StepOptions['during'] = child => {
      if (fault.losesLog === true) child.closeLog()
    }
    const ended = await step(inputs, { env, nodeArguments, before, folder, during })
    expect({ code: ended.code, result: ended.outputs.result ?? '', stderr: ended.stderr }).toEqual({
      code: isGreen(fault) ? 0 : 1,
      result: fault.result,
      stderr: ''
    })
    if (fault.result !== '') expect(ended.outputs.passed).toBe(String(isGreen(fault)))
    expect(ended.stdout).toContain(fault.says ?? '')
    // What needs no patience ends before the time is up; how late the rest may be is in `soak/in-time`.
    if (fault.inputs?.timeout === undefined) expect(ended.stdout).not.toContain('before the timeout')
    expectHolds(fault, ended)
  })

  it('the table in the documents is the one that is tested', () => {
    expect(readFileSync('docs/reliability.md', 'utf8')).toContain(faultsTable(FAULTS))
  })
})
