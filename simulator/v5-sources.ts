import { createHash } from 'node:crypto'
import type { RunNow } from './model.js'
import type { BuiltSourceSpec, PipelineSpec, SourceSpec, Views } from './specs.js'

/** A code source as CodeArts describes it. */
interface SourceParams {
  readonly git_type: string
  readonly git_url: string
  readonly ssh_git_url: string
  readonly web_url: string
  readonly repo_name: string
  readonly alias: string
  readonly default_branch: string
  readonly endpoint_id: string
  readonly codehub_id: string
}

/** The sources in a pipeline detail. */
export function sourcesOf(
  pipeline: PipelineSpec
): { readonly type: 'code'; readonly params: SourceParams }[] {
  return ownSources(pipeline).map((source, index) => ({
    type: 'code',
    params: paramsOf(pipeline, source, index)
  }))
}

/** The sources in a run detail, each with what was built from it. */
export function builtSourcesOf(run: RunNow): object[] {
  return builtOf(run).map((built, index) => ({
    type: 'code',
    params: {
      ...paramsOf(run.pipeline, built, index),
      build_params: {
        ...buildParamsOf(run, built, index, 'detail'),
        virtual_merge_branch: null,
        virtual_merge_commit_id: null
      }
    }
  }))
}

/** What was built from the first source: all that batch answer and run list contain. `null` without a source. */
export function firstBuildParams(run: RunNow, seenBy: Views): object | null {
  const [first] = builtOf(run)
  if (first === undefined) return null
  return {
    ...buildParamsOf(run, first, 0, seenBy),
    git_url: paramsOf(run.pipeline, first, 0).git_url
  }
}

/** The commit of a branch or tag, derived from its name. */
export function commitOf(ref: string): string {
  return createHash('sha1').update(ref).digest('hex')
}

function ownSources({ sources = [{ alias: 'code' }] }: PipelineSpec): readonly SourceSpec[] {
  return sources
}

type Built = BuiltSourceSpec & SourceSpec

function builtOf({ pipeline, spec }: RunNow): Built[] {
  const own = ownSources(pipeline)
  const built: readonly BuiltSourceSpec[] =
    spec.sources ?? own.map((source, index) => (index === 0 ? firstBuilt(spec) : headOf(source)))
  return built.map((source, index) => ({ ...(own[index] ?? { alias: `source-${index + 1}` }), ...source }))
}

function firstBuilt({ commit, branch, tag }: RunNow['spec']): BuiltSourceSpec {
  return {
    commit: commit ?? null,
    ...(branch === undefined ? {} : { branch }),
    ...(tag === undefined ? {} : { tag })
  }
}

function headOf({ alias, defaultBranch = 'main' }: SourceSpec): BuiltSourceSpec {
  return { commit: commitOf(`${alias}/${defaultBranch}`), branch: defaultBranch }
}

function paramsOf({ id }: PipelineSpec, source: SourceSpec, index: number): SourceParams {
  const { alias, defaultBranch = 'main', url, gitType = 'codehub' } = source
  return {
    git_type: gitType,
    git_url: url ?? `https://git.example/${alias}.git`,
    ssh_git_url: `git@git.example:${alias}.git`,
    web_url: '',
    repo_name: alias,
    alias,
    default_branch: defaultBranch,
    endpoint_id: '',
    codehub_id: codehubId(id, index)
  }
}

function buildParamsOf({ spec, pipeline }: RunNow, built: Built, index: number, seenBy: Views): object {
  const { commit = null, branch, tag } = built
  const shown = index === 0 ? spec.commitIn?.[seenBy] : undefined
  return {
    action: null,
    build_type: tag === undefined ? 'branch' : 'tag',
    commit_id: shown === undefined ? commit : shown,
    event_type: spec.trigger ?? 'Push',
    merge_id: spec.mergeId ?? null,
    message: null,
    source_branch: spec.sourceBranch ?? null,
    tag: tag ?? null,
    target_branch: tag === undefined ? (branch ?? 'main') : null,
    codehub_id: codehubId(pipeline.id, index)
  }
}

function codehubId(pipelineId: string, index: number): string {
  return String(1000 + index) + pipelineId.slice(0, 2)
}
