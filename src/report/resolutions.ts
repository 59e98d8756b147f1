import type { NamedPipeline } from '../domain/pipeline-names.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'

/** At most this many lines of `pipeline_names`, and pipelines of one, are shown. */
const RESOLUTIONS = 20

/** What lines of `pipeline_names` mean: `build-* → build-api, build-web`; an exact name gets its ID. */
export function resolutionsText(
  resolutions: readonly { readonly line: string; readonly pipelines: readonly NamedPipeline[] }[],
  messages: Messages,
  escape: Escape = plain
): string {
  const called = ({ id, name }: NamedPipeline): string => escape(name, 80) || id
  const texts = resolutions.map(({ line, pipelines }) => {
    const [only] = pipelines
    return pipelines.length === 1 && only?.name === line
      ? `${escape(line, 80)}${messages.say('facts', { list: escape(only.id) })}`
      : `${escape(line, 80)} → ${some(pipelines.map(called), ', ')}`
  })
  return some(texts, messages.language === 'zh' ? '；' : '; ')
}

function some(texts: readonly string[], separator: string): string {
  const more = texts.length - RESOLUTIONS
  const shown = texts.slice(0, RESOLUTIONS)
  return [...shown, ...(more > 0 ? [`… (+${more})`] : [])].join(separator)
}
