import { describe, expect, it } from '@jest/globals'
import { play, PROJECT, STORIES, type Story } from '../../tools/preview/stories.js'
import {
  answers,
  answersHtml,
  answersJson,
  fails,
  onTheWire,
  redirects,
  throttles
} from '../../simulator/index.js'
import { KNOWN_REGIONS } from '../../src/codearts/regions.js'
import { OUTCOMES } from '../../src/domain/pipeline-run.js'
import { INPUTS } from '../../src/inputs/known.js'
import { foreign } from '../e2e/language.js'
import { sample } from '../sample.js'

const [green, buildFailed] = STORIES
if (green === undefined || buildFailed === undefined) throw new Error('no stories')
const pipelines = green.pipelines
const ID = pipelines[0]?.id ?? ''
const NO_KEY = { access_key: '', secret_key: '' }
const RESTLESS = { timeout: '40s', poll_interval: '5s' }

const asked = (name: string, inputs: Story['inputs'] = {}): Story => ({ name, pipelines, inputs })
const met = (name: string, does: NonNullable<Story['rules']>[number]['does'], on?: string): Story => ({
  ...{ name, pipelines, inputs: RESTLESS },
  rules: [on === undefined ? { does } : { does, on }]
})

/** Beside the ten of the preview: what can be wrong with inputs, services, starts, details and logs, and dry runs. */
const MORE: readonly Story[] = [
  ...[
    { pipeline_ids: '' },
    { pipeline_ids: 'short' },
    { pipeline_ids: `${ID}\u200B` },
    { pipeline_ids: `${ID}@` },
    { pipeline_ids: `${ID} ${ID}@${'1'.repeat(32)}` },
    { project_id: 'abc' },
    { api_version: 'v5', project_id: '' },
    { commit: 'main' },
    { commit: 'event' },
    { commit: 'abcdef1', project_id: '' },
    { started_after: 'noon' },
    { started_after: '2026-01-31T08:00:00' },
    { started_after: '2036-01-31T08:00:00Z' },
    { timeout: '1d', wait: 'yes', language_of: 'x', log_lines: '1000', api_version: 'v4' },
    ...['eror', 'none, error', 'success', 'running', ','].map(fail_on => ({ fail_on })),
    ...['cn-nort-4', 'CN', 'xx-new-9'].map(region => ({ region })),
    ...['example', 'http://example.com', 'https://example.com/v3', 'https://example.com/'].map(endpoint => ({
      endpoint
    })),
    NO_KEY,
    { secret_key: '' },
    { auth_token: 'some-token-here' },
    { ...NO_KEY, auth_token: 'two words' },
    { ...NO_KEY, oidc_idp_id: 'github' },
    { branch: 'main' },
    { start: 'true', branch: 'main', tag: 'v1' },
    { start: 'true', branch: 'a=main\nb' },
    { start: 'true', variables: 'NAME\nA B=1\nA=1\nA=2' },
    { start: 'true', project_id: '' },
    { start: 'true', pipeline_ids: `${ID}@${'1'.repeat(32)}`, started_after: '1h' },
    { start: 'true', variables: 'UNDECLARED=1' }
  ].map(inputs => asked(`inputs ${JSON.stringify(inputs)}`, inputs)),
  met('a refusal', fails(401, 'APIGW.0301', 'verify aksk signature fail')),
  met('no right', fails(403, 'DEVPIPE.00011403', 'no permission')),
  met('no such project', fails(400, 'DEVPIPE.00011412', 'no such project')),
  met('no such API', fails(404, 'APIGW.0101', 'no such API')),
  met('throttling', throttles('1')),
  met('a page', answersHtml(200)),
  met('nothing', answers(200, '')),
  met('no list', answersJson(200, { a: 1 })),
  met('nonsense', answersJson(200, [1])),
  met('null', answersJson(200, null)),
  met('elsewhere', redirects('https://elsewhere.example/')),
  met('silence', onTheWire({ kind: 'hang' })),
  met('a broken connection', onTheWire({ kind: 'drop' })),
  asked('a start', { start: 'true', timeout: '2m' }),
  asked('a start without a wait', { start: 'true', wait: 'false' }),
  asked('a start of a commit', { start: 'true', commit: 'abcdef1', timeout: '2m' }),
  {
    ...met('a start that is lost', onTheWire({ kind: 'drop' }), 'v5.start'),
    inputs: { start: 'true', start_timeout: '1m' }
  },
  {
    ...met('a start that is refused', fails(400, 'DEVPIPE.00011104', 'too many'), 'v5.start'),
    inputs: { start: 'true', start_timeout: '1m' }
  },
  asked('a snapshot', { wait: 'false' }),
  asked('v3', { project_id: '' }),
  asked('a condition', { started_after: '2026-11-24T11:00:00Z' }),
  ...[500, 403].flatMap(status =>
    ['v5.run', 'v5.log'].map(on => ({
      ...buildFailed,
      name: `${status} on ${on}`,
      rules: [{ on, does: fails(status) }]
    }))
  ),
  { ...buildFailed, name: 'an empty log', rules: [{ on: 'v5.log', does: answersJson(200, { log: '' }) }] },
  { ...buildFailed, name: 'another run', rules: [{ on: 'v5.run', does: answersJson(200, { id: 'x' }) }] },
  { ...buildFailed, name: 'a report', inputs: { fail_on: 'none' } },
  ...[
    {},
    { start: 'true' },
    { commit: 'abcdef1' },
    { ...NO_KEY, auth_token: 'wrong' },
    { project_id: '' },
    NO_KEY
  ].map(inputs => asked(`a dry run ${JSON.stringify(inputs)}`, { dry_run: 'true', ...inputs })),
  { ...met('a dry run of a service in trouble', fails(502)), inputs: { dry_run: 'true' } }
]
const ALL = [...STORIES, ...MORE]

/** Words of the other language that are data in these stories. */
function dataOf(story: Story): string[] {
  const told = story.pipelines.flatMap(({ name, runs }) => [
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
  return [...told, ...Object.values(story.inputs ?? {})]
    .map(word => word.trim())
    .filter(word => word.length > 1 || /\p{Script=Han}/u.test(word))
    .sort((a, b) => b.length - a.length)
}

/** What the simulated service says in these stories. */
const CLOUD =
  /verify aksk signature fail|no permission|no such (project|API)|too many|Internal error|Backend unavailable|ECONNRESET|socket hang up|(DEVPIPE|APIGW|APIG)\.\d+|decrypt token fail|The (pipeline|project|run|throttling|API)[^，。）]*|Incorrect [^，。）]*/gi
/** Names, codes and units that are the same in both languages. */
const NAMES =
  /^(CodeArts|Actions|Token|CI|IAM|STS|OIDC|GitHub|HTTP|HTML|JSON|UTC|AK|ID|API|NTP|NAME|URL|SDK|null|main|Push|Manual|sim|MR|CA|event|true|false|none|alias|value|success|running|permissions|with|token|write|host|https?|example|com|cn|north|v\d|ms|id|RUN_ID|Dependabot|HUAWEICLOUD_SDK_[AS]K|GITHUB_EVENT_NAME|UNDECLARED|simulator|U|FEFF|ZERO|WIDTH|SPACE|NO|[0-9a-f]{2,})$/

/** Names of inputs and what they take: the same in both languages. */
const KNOWN_WORDS: ReadonlySet<string> = new Set(
  [
    ...INPUTS,
    ...OUTCOMES,
    ...KNOWN_REGIONS.flatMap(region => region.split('-')),
    'project',
    'auto',
    'any',
    'PR',
    'Action',
    'env',
    'INPUT_LANGUAGE_OF',
    'en',
    'zh'
  ].map(word => word.toLowerCase())
)

/** The second line of a Chinese title, which keeps the column wide enough. */
const FIELDS = /<br>(?:pipeline|outcome|stages|duration|executor|matched_by)(?= \|)/g

/** The text without data, code, addresses and charts. */
function bare(text: string, story: Story): string {
  const ours = text
    .replace(FIELDS, '')
    .replace(/<\/?(details|details open|summary|br)>/g, ' ')
    .replace(/```[\s\S]*?```/g, '')
    // eslint-disable-next-line no-control-regex -- the escape character is what it looks for
    .replace(/\u001b\[\d+m/g, '')
    .replace(/^ok \d+.*$/gm, '')
    .replace(/https?:\/\/[^\s)]+/g, '')
    .replace(/\b[\w-]+(\.[\w-]+)*\.(example|com)\b/g, '')
    .replace(/`[^`]*`/g, '')
    .replace(CLOUD, '')
  return dataOf(story).reduce((rest, word) => rest.replaceAll(word, ''), ours)
}

describe('every word in the language that was asked for', () => {
  it.each(
    sample(
      ALL.map(story => [story.name, story] as const),
      8
    )
  )('%s', async (_, story) => {
    const english = await play({ ...story, inputs: { project_id: PROJECT, ...story.inputs } }, 'en')
    expect(bare([...english.lines, english.page].join('\n'), story)).not.toMatch(/\p{Script=Han}/u)
    const chinese = await play({ ...story, inputs: { project_id: PROJECT, ...story.inputs } }, 'zh')
    const text = bare([...chinese.lines, chinese.page].join('\n'), story)
    const words = text.match(/[A-Za-z_]{2,}/g) ?? []
    expect(words.filter(word => !NAMES.test(word) && !KNOWN_WORDS.has(word.toLowerCase()))).toEqual([])
    expect(text).not.toMatch(/\p{Script=Han}[,;:?!] ?\p{Script=Han}/u)
  })
})

describe('the check of the end-to-end tests', () => {
  it('finds a text of the other language, and leaves data alone', () => {
    expect(foreign('构建: 等待区域', 'en', ['构建'])).toEqual(['等待区域'])
    expect(foreign('构建: error', 'en', ['构建'])).toEqual([])
    expect(foreign('构建：The build or a test failed. Fix the failure and re-run.', 'zh')).toEqual([
      'The build or a test failed. Fix the failure and re-run.'
    ])
    expect(foreign('构建：verify aksk signature fail', 'zh')).toEqual([])
  })
})
