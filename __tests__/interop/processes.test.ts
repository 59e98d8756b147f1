import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../interop/processes.js'

const LONG_MS = 60_000
const shell = (script: string, timeoutMs = LONG_MS, env = process.env): ReturnType<typeof run> =>
  run('sh', ['-c', script], { timeoutMs, env })

/** Whether a process is running; what has ended and not been collected by its parent does not. */
function isGoing(pid: string): boolean {
  const status = `/proc/${pid.trim()}/status`
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}

const onLinux = process.platform === 'linux' ? it : it.skip

describe('programs of others', () => {
  it('their end, and what they have printed', async () => {
    expect(await shell('echo out; echo err >&2; exit 3')).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      isTimeout: false,
      leftBehind: []
    })
  })

  onLinux('one that hangs is ended after its time, with all that it has started', async () => {
    const { stdout, isTimeout, code } = await shell(
      'sleep 1000 & echo $!; setsid sleep 1001 & echo $!; wait',
      500
    )
    expect({ isTimeout, code }).toEqual({ isTimeout: true, code: null })
    expect(stdout.trim().split('\n').map(isGoing)).toEqual([false, false])
  })

  onLinux('what it leaves behind is named and ended, also outside of its group', async () => {
    const { stdout, leftBehind, code } = await shell(
      'sleep 1000 & echo $!; setsid sleep 1001 > /dev/null 2>&1 & echo $!; sleep 0.2'
    )
    expect({ code, leftBehind: [...leftBehind].sort() }).toEqual({
      code: 0,
      leftBehind: ['sleep 1000', 'sleep 1001']
    })
    expect(stdout.trim().split('\n').map(isGoing)).toEqual([false, false])
  })

  it('one that is not there is an error', async () => {
    await expect(run(join('/', 'no', 'such', 'program'), [], { timeoutMs: LONG_MS })).rejects.toThrow(
      'ENOENT'
    )
  })
})
