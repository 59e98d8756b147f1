import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Marked } from 'marked'

/** What is drawn, and what it is called in the address of the page: `?en-3` shows it alone. */
export interface Shown {
  readonly id: string
  readonly name: string
  /** As GitHub shows it: a summary, and the comments on the pull request. */
  readonly markdown: readonly string[]
  /** What is no Markdown: a terminal, or the statuses on a pull request. */
  readonly html: string
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * One page with summaries as GitHub shows them: its Markdown, without the HTML that it strips, its style sheet in the
 * theme that the browser asks for, and Mermaid.
 */
export function page(summaries: readonly Shown[]): string {
  const css = readFileSync('node_modules/github-markdown-css/github-markdown.css', 'utf8')
  const mermaid = resolve('node_modules/mermaid/dist/mermaid.min.js')
  const bodies = summaries.map(
    ({ id, name, markdown, html }) =>
      `<section id="${id}"><h6>${name}</h6>${markdown.map(article).join('<hr>')}${html}</section>`
  )
  const links = summaries.map(({ id }) => `<a href="?${id}">${id}</a>`)
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Summaries</title>
<style>${css}
body { margin: 0; padding: 16px; background: #ffffff; }
h6, nav { font: 12px sans-serif; color: #888; }
.markdown-body { max-width: 1012px; margin-bottom: 32px; font-family: -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", Helvetica, Arial, sans-serif; }
/* GitHub draws charts in a frame of their own. */
.markdown-body pre.mermaid { background: none; padding: 0; }
.terminal { padding: 12px; overflow: hidden; background: #0d1117; color: #e6edf3; font: 13px/1.4 "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; word-break: break-all; }
/* A pull request shows statuses one below the other, each with its description behind its context, cut to one line. */
.checks { max-width: 780px; border: 1px solid #d1d9e0; border-radius: 6px; font: 14px "Noto Sans", "Noto Sans CJK SC", sans-serif; color: #1f2328; background: #ffffff; }
.checks div { display: flex; gap: 8px; padding: 8px 16px; border-top: 1px solid #d1d9e0; }
.checks div:first-child { border-top: none; font-weight: 600; }
.checks span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: #59636e; }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; }
  .checks { color: #f0f6fc; background: #0d1117; }
  .checks, .checks div { border-color: #3d444d; }
  .checks span { color: #9198a1; }
}
</style></head>
<body><nav>${links.join(' ')}</nav>${bodies.join('\n')}
<script src="file://${mermaid}"></script>
<script>
const one = location.search.slice(1)
if (one !== '') for (const part of document.querySelectorAll('nav, h6, section')) if (part.id !== one) part.remove()
const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default'
mermaid.initialize({ startOnLoad: false, theme })
mermaid.run().finally(() => { window.ready = true })
</script>
</body></html>
`
}

function article(markdown: string): string {
  return `<article class="markdown-body">${htmlOf(markdown)}</article>`
}

/** What GitHub leaves of HTML in a text, as far as a summary could have it; the list of its HTML pipeline. */
const TAGS = new Set(
  'h1 h2 h3 h4 h5 h6 br b i strong em a pre code tt div ins del sup sub p ol ul table thead tbody tr td th s summary details li kbd q hr'.split(
    ' '
  )
)

/** Markdown as GitHub makes it HTML. */
export function htmlOf(markdown: string): string {
  const renderer = { html: ({ text }: { text: string }) => stripped(text) }
  return new Marked({ gfm: true, async: false, renderer })
    .parse(markdown, { async: false })
    .replace(
      /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
      '<pre class="mermaid">$1</pre>'
    )
}

function stripped(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, '')
    .replace(/<(\/?)([a-z][\w-]*)([^>]*)>/gi, (_, end: string, tag: string, rest: string) =>
      TAGS.has(tag.toLowerCase()) ? `<${end}${tag}${/^ open\b/.test(rest) ? ' open' : ''}>` : ''
    )
}
