import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { parseInputs } from '../../src/inputs/parse.js'
import { INPUTS } from '../../src/inputs/known.js'

interface ActionYml {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>
  readonly outputs: Readonly<Record<string, { description: string }>>
  readonly runs: { using: string; main: string }
}
const action = parse(readFileSync('action.yml', 'utf8')) as ActionYml
const readme = readFileSync('README.md', 'utf8')

/** All inputs of the contract. */
const CONTRACT =
  `pipeline_ids pipeline_names advisory project_id api_version region endpoint iam_endpoint sts_endpoint access_key secret_key
security_token auth_token iam_domain iam_username iam_password oidc_agency_urn oidc_provider_urn oidc_audience oidc_idp_id
wait timeout poll_interval start_timeout fail_fast commit started_after retry fail_on language time_zone summary log_lines start branch tag
variables description stop_on_cancel dry_run
commit_status comment status_prefix github_token sweep`.split(/\s+/)
const OUTPUTS = [
  'passed',
  'result',
  'pipelines',
  'failed_ids',
  'run_ids',
  'report_path',
  'swept',
  'open',
  'settled'
]

/** The names in the first column of the table under a heading, with their second and third columns. */
function table(heading: string): Map<string, readonly string[]> {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter(line => /^\| `/.test(line))
  return new Map(
    rows.flatMap(row => {
      const [names = '', ...rest] = row.split(' | ').map(cell => cell.replace(/^\| | \|$/g, ''))
      return [...(names.match(/^`(\w+)`$/) === null ? [] : names.matchAll(/`(\w+)`/g))].map(
        match => [match[1] ?? '', rest] as const
      )
    })
  )
}

describe('action.yml', () => {
  it('runs the bundle on Node 24', () => {
    expect(action.runs).toMatchObject({ using: 'node24', main: 'dist/index.js' })
  })
  it('has a post step of the same bundle, which is always run: a killed step may count as passed', () => {
    expect(action.runs).toMatchObject({ post: 'post.js', 'post-if': 'always()' })
    expect(readFileSync('post.js', 'utf8')).toContain("import('./dist/index.js')")
  })
  it('declares exactly the inputs that are read', () => {
    expect(Object.keys(action.inputs).sort()).toEqual([...INPUTS].sort())
  })
  it('what is read is the contract', () => {
    expect([...INPUTS].sort()).toEqual([...CONTRACT].sort())
  })
  it('every input is read', () => {
    const read = new Set<string>()
    const given: Readonly<Record<string, string>> = {
      INPUT_PIPELINE_IDS: 'a'.repeat(32),
      INPUT_PROJECT_ID: 'b'.repeat(32),
      INPUT_AUTH_TOKEN: 'token',
      INPUT_START: 'true'
    }
    const env = new Proxy(given, {
      get: (target, name) => {
        read.add(String(name))
        return Reflect.get(target, name) as string | undefined
      }
    })
    parseInputs(env, { state: 'absent' }, 0)
    expect(INPUTS.filter(input => !read.has(`INPUT_${input.toUpperCase()}`))).toEqual([])
  })
  it('declares exactly the outputs that are written', () => {
    expect(Object.keys(action.outputs).sort()).toEqual([...OUTPUTS].sort())
  })
  it('its defaults are those that an empty input has', () => {
    const given: [string, string][] = Object.entries(action.inputs).map(([name, { default: value }]) => [
      `INPUT_${name.toUpperCase()}`,
      value ?? ''
    ])
    const needed = { INPUT_PIPELINE_IDS: 'a'.repeat(32), INPUT_AUTH_TOKEN: 'token' }
    const event = { state: 'absent' } as const
    expect(parseInputs({ ...Object.fromEntries(given), ...needed }, event, 0)).toEqual(
      parseInputs(needed, event, 0)
    )
  })
  it('region has no default, or its fallbacks could never be reached', () => {
    expect(action.inputs.region).not.toHaveProperty('default')
  })
})

describe('README.md', () => {
  it('has every input in its table, with its default', () => {
    const rows = table('Inputs')
    expect([...rows.keys()].filter(name => rows.get(name) !== undefined)).toEqual(Object.keys(action.inputs))
    for (const [name, { default: value }] of Object.entries(action.inputs))
      if (value !== undefined) expect([name, rows.get(name)?.[0]]).toEqual([name, `\`${value}\``])
  })
  it('has every output in its table', () => {
    expect([...table('Outputs').keys()].filter(name => OUTPUTS.includes(name)).sort()).toEqual(
      [...OUTPUTS].sort()
    )
  })
  it('names the two commands', () => {
    for (const command of ['npm ci && npm run demo', 'npm ci && npm test']) expect(readme).toContain(command)
  })
})
