import { afterEach, describe, expect, it } from '@jest/globals'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run, type Ended } from '../../interop/processes.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** `npm run interop` on a machine that has Node and these programs, nothing else. */
function interop(
  args: readonly string[],
  programs: Readonly<Record<string, string>> = {},
  ci?: string
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'interop-test-'))
  folders.push(folder)
  symlinkSync(process.execPath, join(folder, 'node'))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  const env = { PATH: folder, HOME: folder, ...(ci === undefined ? {} : { CI: ci }) }
  return run(process.execPath, [resolve('interop/start.mjs'), ...args], { env, timeoutMs: 60_000 })
}

const lastLine = ({ stdout }: Ended): string => stdout.trim().split('\n').at(-1) ?? ''

describe('npm run interop where something is missing', () => {
  it.each([
    ['actionlint', /left out: Go 1\.25 or newer is not installed: see https:\/\/go\.dev/],
    ['zizmor', /left out: Python 3\.10 or newer .* is not installed: see https:\/\/www\.python\.org/]
  ])('%s is left out, with the way to get it; red in CI alone', async (part, reason) => {
    const [here, inCi] = await Promise.all([interop(['--only', part]), interop(['--only', part], {}, 'true')])
    expect(here.stdout).toMatch(reason)
    expect([here.code, lastLine(here)]).toEqual([0, '0 passed, 0 failed'])
    expect([inCi.code, lastLine(inCi)]).toEqual([1, '0 passed, 1 failed'])
  })

  it('without a network the install says so, and the other parts go on', async () => {
    const go =
      'case $1 in version) echo go1.26;; *) echo "dial tcp: network is unreachable" >&2; exit 1;; esac'
    // The port that the simulator prints by default may be in use.
    const taken = await listen(8787)
    const ended = await interop(['--only', 'client'], { go }, 'true')
    taken?.close()
    expect(ended.stdout).toMatch(
      /== Go client\n {2}left out: go build .* \(exit code 1\):\n.*network is unreachable/
    )
    expect(ended.stdout).toMatch(/^npm client +\d\d +0 /m)
    expect([ended.code, lastLine(ended)]).toEqual([1, expect.stringMatching(/^\d\d passed, 3 failed$/)])
  })

  it.each([
    [['--only', 'nothing'], /no part has "nothing" in its name/],
    [['--part', 'zizmor'], /Unknown option '--part'/]
  ])('%j is refused', async (args, reason) => {
    const { code, stderr } = await interop(args)
    expect([code, stderr]).toEqual([1, expect.stringMatching(reason)])
  })
})

/** `null` where the port is in use. */
function listen(port: number): Promise<Server | null> {
  const server = createServer()
  return new Promise(done => {
    server.once('error', () => done(null))
    server.listen(port, '127.0.0.1', () => done(server))
  })
}
