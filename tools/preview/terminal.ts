import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLE_KEY, serve, Simulator, type PipelineSpec } from '../../simulator/index.js'
import { PROJECT } from './play.js'
import { escaped } from './page.js'

/** A terminal that the committed bundle is shown on. */
export interface Surroundings {
  readonly name: string
  readonly columns: number
  readonly language: 'en' | 'zh'
  readonly env?: Readonly<Record<string, string>>
}

export const TERMINALS: readonly Surroundings[] = [
  { name: 'terminal-en', columns: 100, language: 'en' },
  { name: 'terminal-zh', columns: 100, language: 'zh' },
  { name: 'terminal-en-20', columns: 20, language: 'en' },
  { name: 'terminal-zh-20', columns: 20, language: 'zh' },
  { name: 'terminal-no-color', columns: 100, language: 'en', env: { NO_COLOR: '1' } },
  { name: 'terminal-dumb', columns: 100, language: 'en', env: { TERM: 'dumb' } }
]

const CLEAR_LINE = '\r\u001b[2K'
/** So much faster than the machine's time goes that of the story. */
const HASTE = 120

/**
 * The bundle on a terminal, with pipelines that end within a few minutes of a story: as HTML, while it waits and at
 * its end.
 */
export async function terminal(
  pipelines: readonly PipelineSpec[],
  { columns, language, env = {} }: Surroundings
): Promise<string> {
  const begun = Date.now()
  const now = (): number => begun + (Date.now() - begun) * HASTE
  const simulator = new Simulator({ clock: { now } }).add(...pipelines)
  const served = await serve(simulator)
  const folder = mkdtempSync(join(tmpdir(), 'gate-preview-'))
  const inputs = {
    pipeline_ids: pipelines.map(({ id }) => id).join(' '),
    project_id: PROJECT,
    endpoint: served.url,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    poll_interval: '300ms',
    language
  }
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(inputs)) given[`INPUT_${name.toUpperCase()}`] = value
  const screen = `Object.defineProperties(process.stdout, { isTTY: { value: true }, columns: { value: ${columns} } })`
  const words = ['--import', `data:text/javascript,${encodeURIComponent(screen)}`, 'dist/index.js']
  try {
    const written = await output(words, { ...given, TMPDIR: folder, ...env })
    // eslint-disable-next-line no-control-regex -- the escape character is what it looks for
    const drawn = [...written.matchAll(/\r\u001b\[2K[^\r\n]+(?=\r)/g)].at(-1)
    const frames =
      drawn === undefined ? [written] : [written.slice(0, drawn.index + drawn[0].length), written]
    return frames.map(text => screenHtml(text, columns)).join('\n')
  } finally {
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function output(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve(text)))
}

const COLOURS: Readonly<Record<string, string>> = { 31: '#f85149', 32: '#3fb950', 33: '#d29922' }

/**
 * A terminal of so many columns: what was cleared is gone, colours are colours, and a longer line continues in the
 * next row.
 */
function screenHtml(written: string, columns: number): string {
  const shown = written.split('\n').map(line => line.split(CLEAR_LINE).at(-1) ?? '')
  const rows = shown.map(line =>
    escaped(line).replace(
      // eslint-disable-next-line no-control-regex -- the escape character is what it looks for
      /\u001b\[(\d+)m([\s\S]*?)\u001b\[0m/g,
      (_, code: string, text: string) => `<span style="color: ${COLOURS[code] ?? 'inherit'}">${text}</span>`
    )
  )
  return `<pre class="terminal" style="width: ${columns}ch">${rows.join('\n')}</pre>`
}
