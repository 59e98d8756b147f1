import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { marked } from 'marked'

/** One page with summaries as GitHub shows them: its Markdown, its style sheet, and Mermaid. */
export function page(
  summaries: readonly { readonly name: string; readonly markdown: string }[],
  theme: 'light' | 'dark'
): string {
  const css = readFileSync(`node_modules/github-markdown-css/github-markdown-${theme}.css`, 'utf8')
  const bodies = summaries.map(({ name, markdown }) => {
    const html = marked
      .parse(markdown, { gfm: true, async: false })
      .replace(
        /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
        '<pre class="mermaid">$1</pre>'
      )
    return `${name === '' ? '' : `<h6>${name}</h6>`}<article class="markdown-body">${html}</article>`
  })
  const mermaid = resolve('node_modules/mermaid/dist/mermaid.min.js')
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Summaries</title>
<style>${css}
body { margin: 24px; background: ${theme === 'light' ? '#ffffff' : '#0d1117'}; }
h6 { font: 12px sans-serif; color: #888; }
.markdown-body { max-width: 1012px; margin-bottom: 48px; font-family: -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", Helvetica, Arial, sans-serif; }
</style></head>
<body>${bodies.join('\n')}
<script src="file://${mermaid}"></script>
<script>mermaid.initialize({ startOnLoad: true, theme: '${theme === 'light' ? 'default' : 'dark'}' })</script>
</body></html>
`
}
