import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'

/** How a page is looked at. */
export interface View {
  /** In pixels of the window. */
  readonly width: number
  readonly theme: 'light' | 'dark'
  /** The zone that the browser is in, such as `Asia/Shanghai`. */
  readonly zone?: string
}

export interface Browser {
  /** The whole page as a PNG file, once it says `window.ready`. */
  picture(url: string, view: View, path: string): Promise<void>
  close(): void
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>

/** Chromium without a window, or `null` where none is installed. It is spoken to over a pipe, in its DevTools protocol. */
export async function openBrowser(): Promise<Browser | null> {
  const program = findChromium()
  if (program === null) return null
  const profile = mkdtempSync(join(tmpdir(), 'gate-preview-'))
  const child = spawn(
    program,
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
      ...['--allow-file-access-from-files', '--remote-debugging-pipe', `--user-data-dir=${profile}`]
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }
  )
  const send = channel(child)
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const page: Send = (method, params) => send(method, params, String(sessionId))
  return {
    async picture(url, { width, theme, zone = 'UTC' }, path) {
      await page('Emulation.setTimezoneOverride', { timezoneId: zone })
      await page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
      await page('Emulation.setDeviceMetricsOverride', {
        ...{ width, height: 200, deviceScaleFactor: 1, mobile: false }
      })
      await page('Page.enable')
      await page('Page.navigate', { url })
      const height = await valueOf(
        page,
        `new Promise(done => { const wait = () => window.ready ? done(document.documentElement.scrollHeight) : setTimeout(wait, 50); wait() })`
      )
      const clip = { x: 0, y: 0, width, height, scale: 1 }
      const { data } = await page('Page.captureScreenshot', { clip, captureBeyondViewport: true })
      writeFileSync(path, Buffer.from(String(data), 'base64'))
    },
    close() {
      child.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 30 }))
      child.kill()
    }
  }
}

function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync) ?? null
}

/** Messages are JSON, each ended by a zero byte. */
function channel(child: ChildProcess): Send {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let rest = ''
  let last = 0
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message) as {
        id?: number
        result?: Record<string, unknown>
        error?: { message: string }
      }
      const answer = waiting.get(id ?? 0)
      waiting.delete(id ?? 0)
      if (error === undefined) answer?.resolve(result ?? {})
      else answer?.reject(new Error(error.message))
    }
  })
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      last++
      waiting.set(last, { resolve, reject })
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    })
}

async function valueOf(page: Send, expression: string): Promise<unknown> {
  const answer = await page('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  return (answer.result as { value?: unknown }).value
}
