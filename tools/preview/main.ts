import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowser, type View } from './browser.js'
import { FIGURE, MORE_STORIES, ON_A_TERMINAL } from './more-stories.js'
import { escaped, page, type Shown } from './page.js'
import { play, type Played } from './play.js'
import { STORIES } from './stories.js'
import { terminal, TERMINALS } from './terminal.js'

/**
 * `npm run preview -- [--figures] [ID…]`: summaries, statuses and comments of all stories in both languages on one page,
 * as GitHub shows them, and what a terminal shows. Where Chromium is installed, the same as pictures: in the light and
 * the dark theme, and in a narrow window. They are written to a folder that git ignores; `--figures` makes those of the
 * README, and nothing else.
 */
const FOLDER = '.cache/preview'
const FIGURES = 'docs/figures'
const LANGUAGES = ['en', 'zh'] as const
const LIGHT: View = { width: 1044, theme: 'light' }
const VIEWS: Readonly<Record<string, View>> = {
  light: LIGHT,
  dark: { width: 1044, theme: 'dark' },
  narrow: { width: 420, theme: 'light', zone: 'Asia/Shanghai' }
}

/** A terminal has colours and a width of its own. */
const viewsOf = (id: string): Readonly<Record<string, View>> =>
  id.startsWith('terminal') ? { light: LIGHT } : VIEWS

const MARKS: Readonly<Record<string, string>> = { pending: '🟡', success: '✅', failure: '❌', error: '❌' }

/** The statuses of a commit as a pull request lists them. */
function checks({ statuses }: Played): string {
  if (statuses.length === 0) return ''
  const rows = statuses.map(
    ({ context, state, description }) =>
      `<div>${MARKS[state] ?? ''} <b>${escaped(context)}</b> <span>— ${escaped(description ?? '')}</span></div>`
  )
  return `<hr><div class="checks"><div>${statuses.length} checks</div>${rows.join('')}</div>`
}

/** The summary, the statuses and comment of the pull request, and then the terminals. */
async function pictures(isWanted: (id: string) => boolean): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const language of LANGUAGES)
    for (const [index, story] of [...STORIES, ...MORE_STORIES].entries()) {
      const id = `${language}-${index + 1}`
      if (!isWanted(id)) continue
      const played = await play(story, language)
      const markdown = [played.page, ...played.comments.map(({ body }) => body)]
      shown.push({ id, name: story.name, markdown, html: checks(played) })
    }
  for (const surroundings of TERMINALS) {
    const { name } = surroundings
    if (!isWanted(name)) continue
    shown.push({ id: name, name, markdown: [], html: await terminal(ON_A_TERMINAL, surroundings) })
  }
  return shown
}

async function figures(): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const language of LANGUAGES) {
    const { page } = await play(FIGURE, language)
    shown.push({ id: `summary-${language}`, name: FIGURE.name, markdown: [page], html: '' })
  }
  return shown
}

const { values, positionals } = parseArgs({
  options: { figures: { type: 'boolean', default: false } },
  allowPositionals: true
})
mkdirSync(FOLDER, { recursive: true })
const shown = values.figures
  ? await figures()
  : await pictures(id => positionals.length === 0 || positionals.includes(id))
const file = `${FOLDER}/index.html`
writeFileSync(file, page(shown))
for (const { id, markdown } of shown)
  if (markdown.length > 0) writeFileSync(`${FOLDER}/${id}.md`, markdown.join('\n\n---\n\n'))
process.stdout.write(`${file} shows ${shown.length} pages.\n`)

const browser = await openBrowser()
if (browser === null) process.stdout.write('Chromium is not installed, so there are no pictures.\n')
else
  try {
    const url = pathToFileURL(file).href
    for (const { id } of shown)
      if (values.figures) await browser.picture(`${url}?${id}`, LIGHT, `${FIGURES}/${id}.png`)
      else
        for (const [name, view] of Object.entries(viewsOf(id)))
          await browser.picture(`${url}?${id}`, view, `${FOLDER}/${id}-${name}.png`)
  } finally {
    browser.close()
  }
