import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { openBrowser, type View } from './browser.js'
import { page, type Shown } from './page.js'
import { play, STORIES } from './stories.js'

/**
 * `npm run preview`: the summaries of all stories in both languages on one page, as GitHub shows them, and as pictures
 * where Chromium is installed: each in the light and the dark theme, and in a narrow window.
 */
const FOLDER = 'tools/preview/out'
const FIGURES = 'docs/figures'
const LANGUAGES = ['en', 'zh'] as const
const VIEWS: Readonly<Record<string, View>> = {
  light: { width: 1044, theme: 'light' },
  dark: { width: 1044, theme: 'dark' },
  narrow: { width: 420, theme: 'light', zone: 'Asia/Shanghai' }
}

mkdirSync(FOLDER, { recursive: true })
const shown: Shown[] = []
for (const language of LANGUAGES)
  for (const [index, story] of STORIES.entries())
    shown.push({
      id: `${language}-${index + 1}`,
      name: story.name,
      markdown: (await play(story, language)).page
    })
// The two that stand in the README: few lines of log, and the first fold open, as after a click.
const figure = STORIES.find(({ name }) => name === 'test failed in step three')
if (figure !== undefined)
  for (const language of LANGUAGES) {
    const { page } = await play({ ...figure, inputs: { log_lines: '8' } }, language)
    shown.push({
      id: `summary-${language}`,
      name: 'in the README',
      markdown: page.replace('<details>', '<details open>')
    })
  }
const file = `${FOLDER}/index.html`
writeFileSync(file, page(shown))
process.stdout.write(`${file} shows ${shown.length} summaries.\n`)

const browser = await openBrowser()
if (browser === null) process.stdout.write('Chromium is not installed, so there are no pictures.\n')
else
  try {
    const url = pathToFileURL(file).href
    for (const { id } of shown.filter(({ id }) => id.startsWith('summary')))
      await browser.picture(`${url}?${id}`, { width: 1044, theme: 'light' }, `${FIGURES}/${id}.png`)
    const [only] = process.argv.slice(2)
    for (const { id } of shown.filter(({ id }) => only === undefined || id === only))
      for (const [name, view] of Object.entries(VIEWS))
        await browser.picture(`${url}?${id}`, view, `${FOLDER}/${id}-${name}.png`)
  } finally {
    browser.close()
  }
