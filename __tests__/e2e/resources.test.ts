import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { A, cloud, ends, pipeline } from './cloud.js'
import { arrange, FAULTS, type Fault } from './faults.js'
import { step, type Inputs } from './harness.js'
import { rawServer, reply } from './raw-server.js'

interface Usage {
  readonly maxRssMib: number
  readonly cpuMs: number
}

/**
 * Runs a step and measures it: a module that is imported first writes the usage down when the process ends.
 * The peak is VmHWM, which begins anew with each program; `maxRSS` would also hold that of the parent.
 */
async function measured(inputs: Inputs): Promise<Usage> {
  const file = join(mkdtempSync(join(tmpdir(), 'gate-usage-')), 'usage.json')
  const source = `import { readFileSync, writeFileSync } from 'node:fs'
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime } = process.resourceUsage()
      const peak = Number(/VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
      const usage = { maxRssMib: peak / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(usage))
    })`
  await step(inputs, { nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(source)}`] })
  return JSON.parse(readFileSync(file, 'utf8')) as Usage
}

/** Parts of Node that a step has loaded by its end, by their names. */
async function loadedParts(inputs: Inputs): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-parts-'))
  const [probe, file] = [join(folder, 'probe.cjs'), join(folder, 'parts.json')]
  writeFileSync(
    probe,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.moduleLoadList)))`
  )
  await step(inputs, { nodeArguments: ['-r', probe] })
  const parts = JSON.parse(readFileSync(file, 'utf8')) as string[]
  return parts.map(part => part.replace('NativeModule ', ''))
}

function faultOf(name: string): Fault {
  const fault = FAULTS.find(fault => fault.name === name)
  if (fault === undefined) throw new Error('no such fault')
  return fault
}

describe('the bundle', () => {
  it('is smaller than 210 kB, and a step without a proxy loads no other file', () => {
    expect(statSync('dist/index.js').size).toBeLessThan(210_000)
    expect(readFileSync('dist/index.js', 'utf8').match(/import\(|\.e\(\d+\)/g)).toHaveLength(1)
  })

  it('loads no part of Node that a request does not need', async () => {
    const { inputs } = await cloud([pipeline(A, ends('success'))])
    const parts = await loadedParts(inputs([A]))
    expect(parts).toContain('https')
    for (const part of [
      'assert',
      'internal/fs/promises',
      'readline',
      'child_process',
      'dns',
      'zlib',
      'perf_hooks'
    ])
      expect(parts).not.toContain(part)
  })

  it('takes less than 75 MiB for one pipeline', async () => {
    const { inputs } = await cloud([pipeline(A, ends('success'))])
    const { maxRssMib } = await measured(inputs([A]))
    process.stdout.write(`one pipeline: ${maxRssMib.toFixed(0)} MiB\n`)
    expect(maxRssMib).toBeLessThan(75)
  })

  it.each(['body of 50 MB', 'body without end', 'JSON of 15 MiB'])(
    'takes less than 150 MiB for a %s',
    async name => {
      const { server, inputs } = await arrange(faultOf(name))
      const { maxRssMib } = await measured(inputs)
      server?.close()
      process.stdout.write(`${name}: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(150)
    }
  )

  it.each(['v3', 'v5'] as const)(
    'takes less than 150 MiB for four bodies without end at once (%s)',
    async api => {
      const { server, inputs } = await arrange(faultOf('body without end'), api)
      const ids = Array.from({ length: 400 }, (_, index) => String(index).padStart(32, '0'))
      const { maxRssMib } = await measured({ ...inputs, pipeline_ids: ids.join(' ') })
      server?.close()
      process.stdout.write(`four bodies without end, ${api}: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(150)
    }
  )

  it.each([
    [1, 150],
    [4, 200]
  ])(
    '%i at once of the most that an answer may be, of the costliest kind, take less than %i MiB',
    async (n, most) => {
      // Keys that nobody has seen yet cost more than anything else that 100,000 values can be.
      const keys = Array.from({ length: 88_000 }, (_, index) => `"${String(index).padStart(30, 'k')}":0`)
      const server = await rawServer(socket => socket.write(reply(`{${keys.join(',')}}`)))
      const ids = Array.from({ length: n * 100 }, (_, index) => String(index).padStart(32, '0'))
      const { maxRssMib } = await measured({
        pipeline_ids: ids.join(' '),
        auth_token: 'token-of-the-test',
        endpoint: server.url
      })
      server.close()
      process.stdout.write(`JSON of almost 3 MiB, ${n} at once: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(most)
    }
  )

  it('costs no CPU to speak of while it waits', async () => {
    const { inputs } = await cloud([pipeline(A, ends('running'))])
    const once = await measured(inputs([A], { wait: 'false' }))
    const waiting = await measured(inputs([A], { timeout: '6s', poll_interval: '1s' }))
    const cpuMs = waiting.cpuMs - once.cpuMs
    process.stdout.write(`CPU of a wait of 6 s: ${cpuMs.toFixed(0)} ms\n`)
    expect(cpuMs).toBeLessThan(300)
  })
})
