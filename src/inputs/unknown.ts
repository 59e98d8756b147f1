import { INPUTS, type Env, type InputName } from './known.js'
import { warning, type Notice } from './notices.js'
import { isNear, type InputIssues } from './values.js'

/**
 * What people call a condition of this action, in other actions and elsewhere, without separators. Ignored, it would
 * make the gate green for the wrong run.
 */
const SYNONYMS: Readonly<
  Record<InputName & ('commit' | 'started_after' | 'project_id' | 'pipeline_ids'), string>
> = {
  commit:
    'sha prsha commitsha commitid commithash commitref commitish gitcommit gitsha gitref githubsha headsha headcommit ref rev revision',
  started_after: 'since after newerthan notbefore createdafter startafter startedsince runafter maxage',
  project_id: 'project projectids codeartsproject codeartsprojectid',
  pipeline_ids:
    'pipeline pipelines pipelinesid runid runids runnumber runnumbers pipelinerun pipelinerunid pipelinerunids'
}

/** Shorter names have too many neighbours. */
const LONG_NAME = 6
/** At most this many are named, the others are counted. */
const NAMED = 10
const NAME_SHOWN = 200

/**
 * Variables that look like inputs and are none. Synonyms of a condition, and names one letter away from an input, are
 * refused; the rest may come from the `env:` of a job and only causes a warning. Values are not shown: one may be a
 * secret.
 */
export function readUnknown(env: Env, issues: InputIssues): readonly Notice[] {
  const meantBy = inputFinder()
  const unknown: string[] = []
  let refused = 0
  // Only the names: Node looks a value of the environment up from its beginning, each time.
  for (const variable of Object.getOwnPropertyNames(env)) {
    const name = /^INPUT_(.{1,200})/is.exec(variable)?.[1]?.toLowerCase()
    if (name === undefined) continue
    const right = INPUTS.find(input => input === name)
    if (right !== undefined) {
      refused += refuseCase(variable, right, env, issues)
      continue
    }
    const meant = meantBy(name)
    if (meant === undefined) unknown.push(variable.slice(0, NAME_SHOWN))
    else if (++refused <= NAMED) issues.add({ input: name, value: '' }, 'misspelt', { variable, meant })
  }
  if (refused > NAMED) issues.add({ input: 'INPUT_…', value: '' }, 'misspelt_more', { n: refused - NAMED })
  return unknown.length === 0 ? [] : [noticeOf(unknown)]
}

/**
 * Finds the input that a name in small letters was probably meant for: a condition by another name, or one letter
 * away.
 */
export function inputFinder(): (name: string) => InputName | undefined {
  const synonyms = new Map(
    (Object.keys(SYNONYMS) as (keyof typeof SYNONYMS)[]).flatMap(input =>
      SYNONYMS[input].split(' ').map(name => [name, input] as const)
    )
  )
  const inputs = INPUTS.filter(({ length }) => length >= LONG_NAME).map(input => ({
    input,
    bare: bare(input)
  }))
  return name => synonyms.get(bare(name)) ?? nearMiss(name, inputs)
}

/**
 * Where names of variables have no case, `INPUT_commit` is the same one as `INPUT_COMMIT`; elsewhere it is not read.
 */
function refuseCase(variable: string, right: InputName, env: Env, issues: InputIssues): number {
  const capitals = `INPUT_${right.toUpperCase()}`
  if (variable === capitals || env[capitals] === env[variable]) return 0
  issues.add({ input: variable, value: '' }, 'wrong_case', { right: capitals })
  return 1
}

function nearMiss(
  name: string,
  inputs: readonly { readonly input: InputName; readonly bare: string }[]
): InputName | undefined {
  const own = bare(name)
  const underscored = name.replace(/[-. ]/g, '_')
  return inputs.find(({ input, bare }) => bare === own || isNear(underscored, input))?.input
}

/** `commit-sha`, `commit_sha` and `commitSha` are one name. */
function bare(name: string): string {
  return name.replace(/[-_. ]/g, '')
}

function noticeOf(variables: readonly string[]): Notice {
  const n = variables.length
  const names = variables.slice(0, NAMED).join(', ')
  return n > NAMED
    ? warning('unknown_inputs_more', { names, more: n - NAMED })
    : warning('unknown_inputs', { names, n })
}
