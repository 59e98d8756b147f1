/** What a run builds. */
export type RefKind = 'branch' | 'tag'

/** Why a text is not the name of a branch or tag. */
export type NotARef = 'ref_is_tag' | 'ref_is_branch' | 'ref_is_pull' | 'ref_is_commit' | 'ref_is_other'

/** The bare name, or why there is none. `name` is what is to be given to the other input instead. */
export type ReadRef = { readonly name: string } | { readonly not: NotARef; readonly name: string }

const PREFIXES: Readonly<Record<RefKind, string>> = { branch: 'refs/heads/', tag: 'refs/tags/' }

/**
 * The name of a branch or tag, with or without the prefix that git and `github.ref` put before it. What GitHub gives to
 * a pull request (`refs/pull/7/merge`, as `github.ref_name` `7/merge`) exists nowhere else, and a run is started for a
 * branch or a tag, not for a commit. With its prefix, any name is taken.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 */
export function readRef(kind: RefKind, text: string): ReadRef {
  const other = kind === 'branch' ? 'tag' : 'branch'
  const own = PREFIXES[kind]
  if (text.startsWith(own) && text.length > own.length) return { name: text.slice(own.length) }
  if (text.startsWith(PREFIXES[other]))
    return { not: other === 'tag' ? 'ref_is_tag' : 'ref_is_branch', name: text.slice(PREFIXES[other].length) }
  if (/^refs\/pull\/|^\d+\/merge$/.test(text)) return { not: 'ref_is_pull', name: text }
  if (text.startsWith('refs/')) return { not: 'ref_is_other', name: text }
  if (isHash(text)) return { not: 'ref_is_commit', name: text }
  return { name: text }
}

/**
 * A whole hash, or the beginning of one: names that are numbers or words only, such as `20261124` and `facade`, are
 * none.
 */
function isHash(text: string): boolean {
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) return true
  return /^[0-9a-f]{7,39}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text)
}
