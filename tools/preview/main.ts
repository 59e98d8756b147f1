import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowser, type View } from './browser.js'
import { FIGURE, MORE_STORIES } from './more-stories.js'
import { page, type Shown } from './page.js'
import { play, type Played } from './play.js'
import { STORIES } from './stories.js'

/**
 * `npm run preview -- [--figures] [ID…]`: the summaries of all stories in both languages on one page, as GitHub shows them,
 * and as pictures where Chromium is installed: each in the light and the dark theme, and in a narrow window. They are
 * written to a folder that git ignores; `--figures` makes those of the README, and nothing else.
 */
const FOLDER = '.cache/preview'
const FIGURES = 'docs/figures'
const LANGUAGES = ['en', 'zh'] as const
const VIEWS: Readonly<Record<string, View>> = {
  light: { width: 1044, theme: 'light' },
  dark: { width: 1044, theme: 'dark' },
  narrow: { width: 420, theme: 'light', zone: 'Asia/Shanghai' }
}

/** The summary, and below it what stands on the pull request. */
function whole({ page, comments, statuses }: Played): string {
  const rows = statuses.map(
    ({ context, state, description }) => `| ${context} | ${state} | ${description ?? ''} |`
  )
  return [
    page,
    ...(rows.length > 0
      ? ['---', ['| status | state | description |', '|---|---|---|', ...rows].join('\n')]
      : []),
    ...comments.flatMap(({ body }) => ['---', body])
  ].join('\n\n')
}

async function summaries(): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const language of LANGUAGES)
    for (const [index, story] of [...STORIES, ...MORE_STORIES].entries())
      shown.push({
        id: `${language}-${index + 1}`,
        name: story.name,
        markdown: whole(await play(story, language))
      })
  return shown
}

async function figures(): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const language of LANGUAGES) {
    const { page } = await play(FIGURE, language)
    shown.push({ id: `summary-${language}`, name: FIGURE.name, markdown: page })
  }
  return shown
}

const { values, positionals } = parseArgs({
  options: { figures: { type: 'boolean', default: false } },
  allowPositionals: true
})
mkdirSync(FOLDER, { recursive: true })
const shown = values.figures ? await figures() : await summaries()
const file = `${FOLDER}/index.html`
writeFileSync(file, page(shown))
for (const { id, markdown } of shown) writeFileSync(`${FOLDER}/${id}.md`, markdown)
process.stdout.write(`${file} shows ${shown.length} summaries.\n`)

const browser = await openBrowser()
if (browser === null) process.stdout.write('Chromium is not installed, so there are no pictures.\n')
else
  try {
    const url = pathToFileURL(file).href
    for (const { id } of shown)
      if (values.figures)
        await browser.picture(`${url}?${id}`, { width: 1044, theme: 'light' }, `${FIGURES}/${id}.png`)
      else if (positionals.length === 0 || positionals.includes(id))
        for (const [name, view] of Object.entries(VIEWS))
          await browser.picture(`${url}?${id}`, view, `${FOLDER}/${id}-${name}.png`)
  } finally {
    browser.close()
  }
