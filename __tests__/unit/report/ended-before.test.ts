import { describe, expect, it } from '@jest/globals'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { endedBeforeLine, endedText } from '../../../src/report/ended-before.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aRun, aTracked } from '../helpers.js'

const [english, chinese] = [messagesIn('en'), messagesIn('zh')]
const build = (endedBeforeMs: number | null, name = 'build'): PipelineState =>
  aTracked({ name, run: aRun({ runNumber: 12, ended: true }), endedBeforeMs })

describe('a run that had ended before the step began', () => {
  it('is said beside its outcome', () => {
    expect(endedText(build(3_600_000), english)).toBe(', ended 1h before this step began')
    expect(endedText(build(3_600_000), chinese)).toContain('步骤开始前')
    expect(endedText(build(null), english)).toBe('')
    expect(endedText(aTracked({ endedBeforeMs: 5 }), english)).toBe('')
  })

  it('is named in one line below the table, with the others', () => {
    const others = [build(60_000), build(null, 'test'), build(120_000, 'deploy')]
    expect(endedBeforeLine(others, english)).toBe(
      'Ended before this step began: build #12 (1m before), deploy #12 (2m before).'
    )
    expect(endedBeforeLine([build(null)], english)).toBe('')
  })

  it('is counted after the tenth', () => {
    const line = endedBeforeLine(
      Array.from({ length: 13 }, (_, n) => build(60_000, `p${n}`)),
      english
    )
    expect(line).toContain('p9')
    expect(line).not.toContain('p10')
    expect(line).toContain('3')
  })
})
