import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { OUTCOMES } from '../../src/domain/pipeline-run.js'
import { link, markdown, plain } from '../../src/report/escape.js'
import { changeLines, closing } from '../../src/report/log.js'
import { en } from '../../src/report/messages/en.js'
import { messagesIn } from '../../src/report/messages/index.js'
import { zh } from '../../src/report/messages/zh.js'
import { outputsOf } from '../../src/report/outputs.js'
import { reportJson } from '../../src/report/report-file.js'
import { summaryOf } from '../../src/report/summary.js'
import { durationText, failureText } from '../../src/report/text.js'
import { secretRedactor } from '../../src/secrets.js'
import { aConclusion, aRun, aTracked, decided } from './helpers.js'
import { failure } from '../../src/domain/failure.js'

const english = messagesIn('en')
const MIB = 1024 * 1024

describe('texts of the cloud', () => {
  it.each([
    ['::error::x', ': :error::x'],
    ['a\r\n::set-output::b', 'a ::set-output::b'],
    ['x ##[error]y', 'x ## [error]y'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\u202Eabc\u2066d\uFEFF\u200B', 'abcd'],
    ['a\u0000b\u0085c\u2028d', 'a b c d'],
    ['PipelineSvc测试勿删_继续执行', 'PipelineSvc测试勿删_继续执行']
  ])('%j is plain as %j', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('property: plain is one line that commands nothing, at most 200 characters long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
        const line = plain(text)
        expect(line).not.toMatch(/[\r\n\u2028\u2029]|^\s*::|##\[/)
        expect([...line].length).toBeLessThanOrEqual(200)
      })
    )
  })

  it.each([
    ['a|b', 'a\\|b'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['**b** `c` [d](e)', '\\*\\*b\\*\\* \\`c\\` \\[d\\](e)'],
    ['_a_ b_c', '\\_a\\_ b_c'],
    ['https://evil.example www.evil.example', 'https:&#47;&#47;evil.example www&#46;evil.example'],
    ['a@b.example @octocat @ c', 'a@\u2060b.example @\u2060octocat @ c'],
    ['$x$ ~~y~~', '\\$x\\$ \\~\\~y\\~\\~'],
    ['PipelineSvc测试勿删_继续执行', 'PipelineSvc测试勿删_继续执行']
  ])('%j in Markdown is %j', (text, expected) => {
    expect(markdown(text)).toBe(expected)
  })

  it('a link cannot be left early', () => {
    expect(link('x', 'https://a.example/(b)|c d')).toBe('[x](https://a.example/%28b%29%7Cc%20d)')
    expect(link('x', null)).toBe('x')
  })
})

describe('the message tables', () => {
  const keys = Object.keys(en) as (keyof typeof en)[]
  const names = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map(match => match[1] ?? ''))].sort()

  it('have the same keys', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort())
  })
  it.each(keys)('%s has the same placeholders in both', key => {
    expect(names(zh[key])).toEqual(names(en[key]))
  })
  it('Chinese has no English sentence in it, English no Chinese', () => {
    const allowed =
      /CodeArts|NTP|IAM|STS|GitHub|OIDC|HTTP|HTML|JSON|UTC|URL|ID|YAML|NODE_EXTRA_CA_CERTS|GITHUB_EVENT_PATH|HUAWEICLOUD_SDK_[AS]K|Dependabot|API|CA|null|none|event|true|false|success|running|push|merge_group|permissions|with|wait|start|start_timeout|branch|tag|commit|alias|value|NAME|h|m|s|ms|v\d|RUN_ID/g
    for (const key of keys) {
      const text = zh[key]
        .replace(/\{[^}]*\}/g, '')
        .replace(/`[^`]*`/g, '')
        .replace(/https?:\/\/\S*|\/\w+\/|\b\w+_\w+\b|\b[a-z]+-[a-z]+(-\d)?\b/g, '')
      const words = text.match(/[A-Za-z]{2,}/g)?.filter(word => word.replace(allowed, '') !== '') ?? []
      if (!/^issue\.(required|region|endpoint|time|choice)/.test(key)) expect([key, words]).toEqual([key, []])
      expect(en[key]).not.toMatch(/\p{Script=Han}/u)
    }
  })
  it('plurals go by number', () => {
    expect(english.say('headline.passed', { n: 1 })).toContain('1 pipeline succeeded')
    expect(english.say('headline.passed', { n: 2 })).toContain('2 pipelines succeeded')
  })
  it.each([
    [0, '0s'],
    [999, '999ms'],
    [24_000, '24s'],
    [61_000, '1m 1s'],
    [3_599_600, '1h 0m']
  ])('%i ms is %s', (ms, text) => {
    expect(durationText(ms, english)).toBe(text)
  })
})

describe('the log', () => {
  const messages = english
  it('says nothing without a change', () => {
    for (const outcome of OUTCOMES) {
      const before = [aTracked({ outcome, run: aRun() })]
      expect(changeLines(before, before, { pauseMs: 10, mayAppear: false }, messages)).toEqual([])
      const again = [{ ...aTracked({ outcome, run: aRun(), lastObservation: 'run' }) }]
      expect(
        changeLines(
          [aTracked({ outcome, run: aRun(), lastObservation: 'run' })],
          again,
          { pauseMs: 10, mayAppear: false },
          messages
        )
      ).toEqual([])
    }
  })
  it('says what a pipeline and a stage change to', () => {
    const stage = (outcome: 'running' | 'success') => ({
      name: 'Build',
      outcome,
      startedAt: null,
      endedAt: null
    })
    const before = aTracked({
      outcome: 'running',
      lastObservation: 'run',
      run: aRun({ stages: [stage('running')] })
    })
    const after = aTracked({
      outcome: 'success',
      lastObservation: 'run',
      run: aRun({ stages: [stage('success')] })
    })
    expect(changeLines([before], [after], { pauseMs: 10, mayAppear: false }, messages)).toEqual([
      'build: stage Build: success',
      'build: running → success'
    ])
  })
  it('annotations: at most ten with the failure of the action itself, the last counts the rest', () => {
    const red = Array.from({ length: 25 }, () => decided('error'))
    expect(closing(aConclusion(red), messages).errors).toHaveLength(10)
    const both = closing(aConclusion(red, { failure: failure('refused') }), messages).errors
    expect(both).toHaveLength(10)
    expect(both[9]).toContain('17 more')
  })
})

describe('outputs', () => {
  const long = 'x'.repeat(10_000)
  const stages = Array.from({ length: 30 }, (_, index) => ({
    name: `${long}${index}`,
    outcome: 'success' as const,
    startedAt: null,
    endedAt: null
  }))
  const monsters = Array.from({ length: 1000 }, (_, index) =>
    aTracked({
      id: String(index).padStart(32, 'x'),
      outcome: index % 3 === 0 ? 'error' : 'success',
      decided: true,
      lastObservation: 'run',
      run: aRun({
        pipelineName: `|<b>${long}`,
        status: long,
        runId: long,
        executor: long,
        branch: long,
        url: `https://x.example/${long}`,
        stages
      })
    })
  )
  it('stay below 1 MiB in all, whatever the cloud says', () => {
    const { values, trimmed } = outputsOf(aConclusion(monsters))
    expect(trimmed).toBe('details')
    expect(Buffer.byteLength(Object.values(values).join(''))).toBeLessThan(MIB)
    expect((JSON.parse(values.pipelines) as unknown[]).length).toBe(1000)
  })
  it.each(['测', '😀', '"', '\\', '\u0001'])('also when all of it is %j', character => {
    const odd = character.repeat(10_000)
    const run = aRun({ pipelineName: odd, status: odd, runId: odd, executor: odd, trigger: odd, branch: odd })
    const { values } = outputsOf(aConclusion(monsters.map(pipeline => ({ ...pipeline, run }))))
    expect(Buffer.byteLength(Object.values(values).join(''))).toBeLessThan(MIB)
    for (const element of JSON.parse(values.pipelines) as object[])
      expect(Object.keys(element)).toHaveLength(17)
  })
  it('the summary stays below 1 MiB, red first', () => {
    const summary = summaryOf(aConclusion(monsters), english)
    expect(Buffer.byteLength(summary)).toBeLessThan(MIB)
    expect(summary).toContain('left out here')
  })
  it('nothing is trimmed that fits', () => {
    expect(outputsOf(aConclusion([decided('success')])).trimmed).toBeNull()
  })
  it('the report is JSON with a version', () => {
    expect(JSON.parse(reportJson(aConclusion([decided('error')])))).toMatchObject({
      version: 1,
      step_failed: true
    })
  })
})

describe('a failure', () => {
  it.each([
    ['not a member of it.', 'not a member of it'],
    ['没有权限。\n', '没有权限'],
    ['wait...', 'wait'],
    ['v1.2', 'v1.2']
  ])('goes on behind the words of the cloud without a second stop: %j', (cloudMessage, told) => {
    const rejected = failure('rejected', { status: 400, cloudCode: 'X.1', cloudMessage, requestId: 'r' })
    expect(failureText(rejected, english)).toContain(`X.1: ${told}, request ID r)`)
  })

  it('says what happened, with code and request ID, and what to do', () => {
    const refused = failure('refused', {
      status: 401,
      cloudCode: 'APIGW.0301',
      cloudMessage: 'verify aksk signature fail',
      requestId: 'r-1',
      hint: 'wrong_key'
    })
    expect(failureText(refused, english)).toBe(
      'CodeArts refused the credential (HTTP 401, APIGW.0301: verify aksk signature fail, request ID r-1). ' +
        'Check that `access_key` and `secret_key` belong together and that the key is enabled (console: My Credentials, Access Keys).'
    )
  })
})

describe('secrets', () => {
  it('are taken out plain, as JSON, and line by line', () => {
    const masked: string[] = []
    const keeper = secretRedactor(secret => masked.push(secret))
    keeper.hide('first"line\nsecond-line')
    expect(masked).toEqual(['first"line\nsecond-line', 'first"line', 'second-line'])
    expect(keeper.redact('x first"line y second-line z first\\"line')).toBe('x *** y *** z ***')
    keeper.hide('a/b+c=d&e')
    expect(keeper.redact('x a%2Fb%2Bc%3Dd%26e y YS9iK2M9ZCZl z')).toBe('x *** y *** z')
    keeper.hide('abcdef')
    keeper.hide('abcdefghijk')
    expect(keeper.redact('abcdefghijk abcdef')).toBe('*** ***')
  })
})
