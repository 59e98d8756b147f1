import { describe, expect, it } from '@jest/globals'
import { play, STORIES, type Story } from '../../preview/stories.js'
import { assertReport } from '../e2e/report-schema.js'

interface Reported {
  readonly reasons: readonly {
    readonly id: string
    readonly class: string
    readonly explanation: object | null
  }[]
  readonly pipelines: readonly {
    readonly id: string
    readonly failure: Readonly<Record<string, unknown>> | null
  }[]
}

const story = (name: string): Story => {
  const found = STORIES.find(story => story.name === name)
  if (found === undefined) throw new Error(`no story ${name}`)
  return found
}

const EXPECTED: readonly (readonly [string, (string | null)[], object | null])[] = [
  ['green', [null, null], null],
  [
    'build failed',
    ['failed', null],
    { stage: 'Build', job: 'Maven', step: 'mvn package', message: 'exit code 1' }
  ],
  [
    'test failed in step three',
    [null, 'failed'],
    { stage: 'Test', job: 'Browser', step: 'Playwright', message: '1 test failed' }
  ],
  ['cancelled', ['cancelled'], { stage: 'Deploy', job: 'Helm', step: null, message: 'stopped by wang' }],
  ['approval pending', ['approval'], null],
  ['never ran', ['never_ran', null], null],
  ['stale', ['other_run'], null],
  ['time-out', ['timeout'], null],
  ['API down', ['timeout'], null]
]

describe('ten stories', () => {
  it.each(EXPECTED)('%s: class and failure', async (name, classes, failure) => {
    const runner = await play(story(name), 'en')
    const report = JSON.parse(runner.file) as Reported
    assertReport(report)
    const classOf = new Map(report.reasons.map(reason => [reason.id, reason.class]))
    expect(report.pipelines.map(({ id }) => classOf.get(id) ?? null)).toEqual(classes)
    expect(report.pipelines.map(pipeline => pipeline.failure).find(it => it !== null) ?? null).toEqual(
      failure
    )
    expect(JSON.parse(runner.values.pipelines ?? '')).toMatchObject(
      report.pipelines.map(({ failure }) => ({ failure }))
    )
  })

  it.each(EXPECTED.filter(([, classes]) => classes.some(it => it !== null)).map(([name]) => name))(
    '%s: what is red stands within three lines after the verdict',
    async name => {
      const { lines } = await play(story(name), 'en')
      const verdict = lines.findIndex(line => line.startsWith('CodeArts gate '))
      expect(verdict).toBeGreaterThan(0)
      expect(lines.slice(verdict + 1, verdict + 4).join('\n')).toMatch(
        /build-service|end-to-end|deploy-preview|release|new-pipeline|load-test|CodeArts gave no answer/
      )
    }
  )

  it('thirty: at most ten annotations, and at most ten are explained', async () => {
    const runner = await play(story('mixed of thirty'), 'en')
    const report = JSON.parse(runner.file) as Reported
    expect(report.reasons.filter(({ explanation }) => explanation !== null)).toHaveLength(10)
  })
})

/** Words of the other language that are data, names or code in these stories. */
const DATA = [
  ...STORIES.flatMap(({ pipelines }) =>
    pipelines.flatMap(({ name, runs }) => [
      name,
      ...runs.flatMap(({ moments, executor }) => [
        executor ?? '',
        ...moments.flatMap(({ stages = [] }) =>
          stages.flatMap(stage => [
            stage.name,
            ...(stage.jobs ?? []).flatMap(job => [
              job.name,
              job.message ?? '',
              ...(job.steps ?? []).flatMap(step => [
                step.name,
                step.message ?? '',
                ...(step.log ?? '').split('\n')
              ])
            ])
          ])
        )
      ])
    ])
  ),
  'Backend unavailable'
]
const withoutData = (text: string): string =>
  [...DATA]
    .filter(word => word.trim() !== '')
    .sort((a, b) => b.length - a.length)
    .reduce(
      (rest, word) => rest.replaceAll(word.trim(), ''),
      text
        // eslint-disable-next-line no-control-regex -- the escape character is what it looks for
        .replace(/\u001b\[\d+m/g, '')
        .replace(/```[\s\S]*?```/g, '')
        .replace(/^ok \d+.*$/gm, '')
        .replace(/https?:\/\/[^\s)]+/g, '')
        .replace(/`[^`]*`/g, '')
    )

describe('every word in the language that was asked for', () => {
  it.each(STORIES.map(({ name }) => name))('%s', async name => {
    const english = await play(story(name), 'en')
    const chinese = await play(story(name), 'zh')
    expect(withoutData([...english.lines, english.page].join('\n'))).not.toMatch(/\p{Script=Han}/u)
    const words =
      withoutData([...chinese.lines, chinese.page].join('\n'))
        .replace(/<\/?(details|summary)>/g, '')
        .match(/[A-Za-z_]{2,}/g) ?? []
    const allowed = /^(CodeArts|sim|UTC|AK|HTTP|APIGW|main|Push|cn|north|access_key|ms|bc|[0-9a-f]+)$/
    expect(words.filter(word => !allowed.test(word))).toEqual([])
  })
})
