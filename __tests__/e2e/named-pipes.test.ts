import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sample } from '../sample.js'
import { A, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'] as const

/** A named pipe that has no reader. */
function namedPipe(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'gate-pipe-')), 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

describe('a file of the runner', () => {
  it.concurrent.each(sample(FILES))(
    'that is a pipe which there is no reader holds nothing up: %s',
    async name => {
      const path = namedPipe()
      await using made = await cloud([{ ...pipeline(A), runs: [], onStart: { moments: [ends('success')] } }])
      const ended = await step(made.v5([A], { start: 'true' }), { env: { [name]: path } })
      expect(ended).toMatchObject({ code: 0, signal: null })
      expect(ended.stdout).toContain(path)
    }
  )

  it.concurrent.each(['/dev/stdout', '/dev/null'])('may be %s', async path => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const ended = await step(made.v5([A]), {
      env: { GITHUB_OUTPUT: path, GITHUB_STEP_SUMMARY: path },
      // A pipe, as a runner reads the log: Node would make it a socket, which cannot be opened.
      before: 'exec 3>&1; set -- sh -c \'"$@" | cat\' sh "$@"'
    })
    expect(ended.code).toBe(0)
    expect(ended.stdout).not.toContain('::warning')
    expect(ended.stdout.includes('passed<<')).toBe(path === '/dev/stdout')
  })
})
