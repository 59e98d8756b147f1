import { parse } from 'yaml'
import type { Inputs } from './harness.js'

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly uses?: string
  readonly with?: Values
  readonly secrets?: Values
  readonly strategy?: { readonly matrix?: { readonly include?: readonly Values[] } }
  readonly steps?: readonly Step[]
}

interface Step {
  readonly uses?: string
  readonly with?: Values
}

type Values = Readonly<Record<string, unknown>>

/** What expressions may name: `github.ref_name`, `secrets.X` and so on. */
export type Contexts = Readonly<Record<string, string>>

const OURS = /^(\.\/|codearts-pipeline-gate\/codearts-pipeline-gate@)/
const REUSABLE = /codearts-pipeline-gate\/codearts-pipeline-gate\/(\.github\/workflows\/[\w-]+\.yml)@/

/**
 * The inputs that a workflow hands to this action, one set for each step and each row of a matrix; a reusable
 * workflow of this project is followed.
 *
 * @param read gives the text of a file of the project
 * @throws for an expression that the contexts do not know
 */
export function stepsOf(text: string, contexts: Contexts, read: (path: string) => string): Inputs[] {
  const { jobs } = parse(text) as Workflow
  return Object.values(jobs).flatMap(job => jobSteps(job, contexts, read))
}

function jobSteps(job: Job, contexts: Contexts, read: (path: string) => string): Inputs[] {
  const called = REUSABLE.exec(job.uses ?? '')?.[1]
  if (called !== undefined) {
    const reusable = read(called)
    const given = { ...defaultsOf(reusable), ...filled(job.with ?? {}, contexts) }
    const secrets = { ...secretsOf(reusable), ...filled(job.secrets ?? {}, contexts) }
    return stepsOf(reusable, { ...prefixed('inputs', given), ...prefixed('secrets', secrets) }, read)
  }
  const rows = job.strategy?.matrix?.include ?? [{}]
  return rows.flatMap(row =>
    (job.steps ?? [])
      .filter(({ uses }) => OURS.test(uses ?? ''))
      .map(step => filled(step.with ?? {}, { ...contexts, ...prefixed('matrix', row) }))
  )
}

function defaultsOf(text: string): Values {
  const call = (parse(text) as Workflow).on.workflow_call as {
    inputs: Record<string, { default?: unknown }>
  }
  return Object.fromEntries(
    Object.entries(call.inputs).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]]
    )
  )
}

/** Secrets that a reusable workflow takes are empty where its caller gives none. */
function secretsOf(text: string): Values {
  const call = (parse(text) as Workflow).on.workflow_call as { secrets: Record<string, unknown> }
  return Object.fromEntries(Object.keys(call.secrets).map(name => [name, '']))
}

function prefixed(context: string, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${context}.${name}`, String(value)])
  )
}

function filled(values: Values, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      String(value).replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
        const known = contexts[expression]
        if (known === undefined) throw new Error(`nobody knows ${expression}`)
        return known
      })
    ])
  )
}
