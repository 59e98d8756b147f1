import { describe, expect, it } from '@jest/globals'
import { marked } from 'marked'
import type { About } from '../../../src/doctor/check.js'
import { doctorPage } from '../../../src/doctor/report.js'
import type { ChildRun, Explanation, StepLocation } from '../../../src/domain/explanation.js'
import { failure } from '../../../src/domain/failure.js'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion, aRun, decided, ofCommit, started } from '../helpers.js'
import { sample } from '../../sample.js'

const HOSTILE =
  '<img src=x onerror=y>|[x](http://evil.example) **b** `c` @everyone https://evil.example ![i](http://evil.example) ~~s~~ $x$\n# big\n</details><script>z</script>'
const ADDRESS = 'https://x.example/<img src=x>|[x](http://evil.example)`**b**@everyone'

/** Fields that hold our own words: what they can be is a closed set. */
const OURS = new Set([
  ...['because', 'code', 'correlationId', 'disposition', 'hint', 'kind', 'lastObservation'],
  ...['outcome', 'result', 'service', 'sharing', 'what']
])

/** The same value with hostile text in every field that is not our own. */
function planted<T>(value: T, key = '', known = new Map<unknown, unknown>()): T {
  if (typeof value === 'string') return (OURS.has(key) ? value : key === 'url' ? ADDRESS : HOSTILE) as T
  if (Array.isArray(value)) return value.map((item: unknown) => planted(item, key, known)) as T
  if (typeof value !== 'object' || value === null) return value
  // What was one object stays one.
  const before = known.get(value)
  if (before !== undefined) return before as T
  const fields = Object.entries(value).map(([name, field]) => [name, planted(field, name, known)] as const)
  const after = Object.fromEntries(fields) as T
  known.set(value, after)
  return after
}

const location: StepLocation = {
  ...{ stage: 's', job: 'j', step: 't', message: 'm', jobId: 'i', stepId: 'i' },
  ...{ isSubPipeline: true, reviewers: ['r'], within: null },
  startedAt: 1_000_000_000_000,
  endedAt: null
}
const detail = { code: 'redirect_to', params: { host: 'h' } }
const run = aRun({
  ...{ status: 's', url: 'u', executor: 'e', trigger: 't', branch: 'b', commit: 'c', runNumber: 7 },
  ...{ startedAt: 1_000_000_000_000, endedAt: 1_000_000_100_000 },
  stages: [{ name: 'n', outcome: 'error', startedAt: 1_000_000_000_000, endedAt: 1_000_000_050_000 }]
})
const childRun: ChildRun = {
  ...{ startedBy: location, pipelineId: 'p', runId: 'r', name: 'n', runNumber: 12, url: 'u' }
}
const inner: StepLocation = { ...location, isSubPipeline: false, within: childRun }
const explanation: Explanation = {
  failed: [location, location],
  doing: [location],
  children: [{ run: childRun, failed: [inner] }],
  unfollowed: 2,
  supersededBy: { run, sharing: 'merge_request' },
  logs: [location, inner].map(location => ({ location, lines: ['one', 'two'], isCut: true })),
  missing: (['detail', 'log', 'child', 'child'] as const).map((what, index) => ({
    ...{ what, location, status: 500, cloudCode: 'c', cloudMessage: 'm', detail },
    child: index === 3 ? { pipelineId: 'p', runId: 'r' } : null
  })),
  unasked: 1
}
const OBSERVATIONS: readonly PipelineState['lastObservation'][] = [
  ...(['run', 'no_run', 'no_match', 'other_pipelines_only', 'moved_on'] as const),
  ...(['contradiction', 'not_started', 'announced', 'start_lost'] as const)
]
const pipelines: PipelineState[] = OUTCOMES.flatMap(outcome =>
  OBSERVATIONS.flatMap(lastObservation =>
    [
      ofCommit,
      started({ commit: { commit: 'c', repository: null }, runId: 'r', correlationId: 'codearts-gate:x' })
    ].map((target, index) => ({
      ...{ ...decided(outcome), target, lastObservation, explanation, run, instead: run },
      name: index === 0 ? 'name' : null,
      id: 'a'.repeat(32)
    }))
  )
)
const failed = failure('rejected', {
  ...{ cloudCode: 'c', cloudMessage: 'm', requestId: 'r', hint: 'sts_trust', subject: 's', pipeline: 'p' },
  ...{ service: 'sts', status: 400, detail: { code: 'redirect_to', params: { host: 'h' } } }
})
const refused = failure('inputs', {
  issues: [{ input: 'i', given: 'g', code: 'choice', params: { choices: 'c' } }]
})
const unfinishedRuns = (['stopped', 'had_ended', 'left', 'unstopped', 'not_there'] as const).flatMap(
  disposition =>
    ['r', null].flatMap(runId =>
      [failed, null].map(lastError => ({
        ...{ pipelineId: 'a'.repeat(32), runId, correlationId: 'codearts-gate:x', disposition, lastError }
      }))
    )
)

/** The Markdown of a page without code blocks and titles of folds. */
function textOf(page: string): string {
  return page.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/<summary>.*<\/summary>/g, '')
}

const htmlOf = (page: string): string => marked.parse(page, { async: false })
const all = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map(([, part = '']) => part)

const CONCLUSIONS = [
  ...[failed, refused, null].map(blocker => aConclusion(pipelines, { failure: blocker, unfinishedRuns })),
  // All of them stand in the ones above, too.
  ...sample(pipelines, 20).map(pipeline => aConclusion([pipeline], { unfinishedRuns }))
]
const ABOUT: readonly About[] = [
  { code: 'failed', failure: failed },
  { code: 'failed', failure: refused },
  { code: 'credential', source: 's' },
  { code: 'proxy', proxy: 'p' },
  { code: 'endpoint', host: 'h', region: 'r', isCustom: false },
  { code: 'project', id: 'i' },
  { code: 'would_start', name: 'n' },
  { code: 'names', resolutions: [{ line: 'l', pipelines: [{ id: 'i', name: 'n' }] }] },
  { code: 'listed', id: 'i', name: 'n', run: null },
  { code: 'pipeline_failed', name: 'n', failure: failed },
  ...pipelines.map(pipeline => ({ code: 'pipeline', pipeline }) as const)
]

describe.each(['en', 'zh'] as const)('hostile text in every field, in %s', language => {
  const messages = messagesIn(language)
  const pages = [
    ...CONCLUSIONS.map(conclusion => summaryOf(planted(conclusion), messages)),
    doctorPage(
      ABOUT.map(about => ({ name: 'pipeline', result: 'bad', about: planted(about) })),
      { code: 'blocked' },
      messages
    )
  ]

  it('is nowhere in the page as it came', () => {
    for (const page of pages) {
      const text = textOf(page)
      for (const raw of [
        '<img',
        '<script',
        '](http://evil',
        '**b',
        '@everyone',
        '`c`',
        ' https://evil',
        '~~s',
        '\n# big',
        '|[x'
      ])
        expect(
          text.includes(raw) ? [raw, text.slice(text.indexOf(raw) - 80, text.indexOf(raw) + 80)] : []
        ).toEqual([])
    }
  })

  it('makes no element, no link and no heading of its own', () => {
    for (const page of pages) {
      const html = htmlOf(page)
      const elements = new Set(all(/<(\w+)/g, html))
      for (const element of ['img', 'script', 'del', 'h1']) expect(elements.has(element)).toBe(false)
      for (const href of all(/href="([^"]*)"/g, html)) expect(href).toMatch(/^https:\/\/x\.example\//)
      for (const row of all(/<tr>([\s\S]*?)<\/tr>/g, html))
        expect([3, 8]).toContain(row.match(/<t[dh]/g)?.length)
    }
  })

  it('is there all the same, so that this test sees it', () => {
    expect(pages.filter(page => !page.includes('evil')).map(page => page.slice(0, 300))).toEqual([])
  })
})
