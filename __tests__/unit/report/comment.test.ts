import { describe, expect, it } from '@jest/globals'
import { commentOf, waitingComment } from '../../../src/report/comment.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aConclusion, aRun, aTracked, decided, DEFAULT_FAIL_ON } from '../helpers.js'

const en = messagesIn('en')
const named = (name: string, outcome: Parameters<typeof decided>[0], id = 'a'.repeat(32)) => ({
  ...decided(outcome, id),
  run: aRun({ pipelineId: id, runNumber: 118 }),
  name
})

describe('the comment', () => {
  it('says first what failed, then the table', () => {
    const text = commentOf(
      aConclusion([named('build', 'success'), named('test', 'error', 'b'.repeat(32))]),
      en
    )
    expect(text).toMatch(/^### ❌ CodeArts gate failed/)
    // Its other headings are below the first one.
    expect(text.match(/^#+ /gm)).toEqual(['### ', '#### '])
    expect(text.indexOf('**test**')).toBeLessThan(text.indexOf('| Pipeline |'))
  })

  it('says how many are waited for', () => {
    expect(waitingComment([aTracked(), named('test', 'success')], DEFAULT_FAIL_ON, en)).toMatch(
      /^### ⏳ CodeArts gate: waiting for 1 of 2 pipelines/
    )
  })

  it.each(['unknown', 'not_found', 'stale'] as const)('calls nothing %s that is waited for', outcome => {
    const open = aTracked({ outcome, decided: false, run: null })
    expect(waitingComment([open], DEFAULT_FAIL_ON, en)).toContain('| ⏳ waiting |')
    expect(waitingComment([open], DEFAULT_FAIL_ON, messagesIn('zh'))).toContain('| ⏳ 等待中 |')
    expect(waitingComment([decided(outcome)], DEFAULT_FAIL_ON, en)).not.toContain('⏳ waiting |')
    expect(commentOf(aConclusion([open]), en)).not.toContain('waiting')
  })

  it('calls nobody and refers to nothing, but leaves links and logs as they are', () => {
    const run = aRun({ runNumber: 118, url: 'https://devcloud.example/x#118' })
    const pipeline = {
      ...named('@octocat fixes #1 o/r#2 GH-3 https://github.com/o/r/issues/4', 'error'),
      run
    }
    const text = commentOf(aConclusion([pipeline]), en)
    expect(text).toContain('](https://devcloud.example/x#118)')
    expect(text.replace(/\]\([^)]*\)/g, ']')).not.toMatch(/@[\p{L}\p{N}]|#\d|GH-\d|:\/\//u)
  })

  it('has fewer than 65,536 characters, whatever the input', () => {
    const many = Array.from({ length: 1000 }, (_, n) =>
      named('long '.repeat(16), 'error', String(n).padEnd(32, '0'))
    )
    const text = commentOf(aConclusion(many), en)
    expect(text.length).toBeLessThan(65_536)
    expect(text).toContain('| Pipeline |')
  })
})
