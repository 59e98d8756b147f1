import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { page } from './page.js'
import { play, STORIES } from './stories.js'

/**
 * `npm run preview`: the summaries of all stories as GitHub shows them, on one page for each language and theme,
 * and as pictures where Chromium is installed.
 */
const FOLDER = 'preview/out'
const FIGURES = 'docs/figures'
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome']

mkdirSync(FOLDER, { recursive: true })
for (const language of ['en', 'zh'] as const) {
  const summaries: { name: string; markdown: string }[] = []
  for (const story of STORIES)
    summaries.push({ name: story.name, markdown: (await play(story, language)).page })
  writeFileSync(`${FOLDER}/${language}.html`, page(summaries, 'light'))
  for (const [index, summary] of summaries.entries()) {
    writeFileSync(
      `${FOLDER}/${language}-${index + 1}.html`,
      page([summary], index % 2 === 0 ? 'light' : 'dark')
    )
    picture(`${FOLDER}/${language}-${index + 1}`, index === 9 ? 3200 : 1100)
  }
}
// The two that stand in the README.
const shown = STORIES.find(({ name }) => name === 'test failed in step three')
if (shown !== undefined)
  for (const language of ['en', 'zh'] as const) {
    const { page: markdown } = await play({ ...shown, inputs: { log_lines: '8' } }, language)
    writeFileSync(
      `${FOLDER}/summary-${language}.html`,
      page([{ name: '', markdown: opened(markdown) }], 'light')
    )
    picture(`${FOLDER}/summary-${language}`, 860, `${FIGURES}/summary-${language}.png`)
  }
process.stdout.write(`${FOLDER}/en.html and ${FOLDER}/zh.html show ${STORIES.length} summaries.\n`)

/** The first fold open, as after a click. */
function opened(markdown: string): string {
  return markdown.replace('<details>', '<details open>')
}

function picture(path: string, height: number, target = `${path}.png`): void {
  for (const browser of CHROMIUM) {
    try {
      execFileSync(
        browser,
        [
          '--headless=new',
          '--no-sandbox',
          '--disable-gpu',
          '--hide-scrollbars',
          '--allow-file-access-from-files',
          `--window-size=1120,${height}`,
          '--virtual-time-budget=8000',
          `--screenshot=${target}`,
          `${path}.html`
        ],
        { stdio: 'ignore', timeout: 60_000 }
      )
      return
    } catch {
      continue
    }
  }
}
