import { describe, expect, it } from '@jest/globals'
import { A, cloud, ends, pipeline } from '../e2e/cloud.js'
import { arrange, FAULTS, type Fault } from '../e2e/faults.js'
import { rawServer, reply } from '../e2e/raw-server.js'
import { measured } from './measured.js'

function faultOf(name: string): Fault {
  const fault = FAULTS.find(fault => fault.name === name)
  if (fault === undefined) throw new Error('no such fault')
  return fault
}

describe('a step', () => {
  it.concurrent('takes less than 75 MiB for one pipeline', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const { inputs } = made
    const { maxRssMib } = await measured(inputs([A]))
    process.stdout.write(`one pipeline: ${maxRssMib.toFixed(0)} MiB\n`)
    expect(maxRssMib).toBeLessThan(75)
  })

  it.concurrent.each(['body of 50 MB', 'endless body', 'JSON of 15 MiB'])(
    'takes less than 150 MiB for a %s',
    async name => {
      await using arranged = await arrange(faultOf(name))
      const { maxRssMib } = await measured(arranged.inputs)
      process.stdout.write(`${name}: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(150)
    }
  )

  it.concurrent.each(['v3', 'v5'] as const)(
    'takes less than 150 MiB for four bodies without end at once (%s)',
    async api => {
      await using arranged = await arrange(faultOf('endless body'), api)
      const ids = Array.from({ length: 400 }, (_, index) => String(index).padStart(32, '0'))
      const { maxRssMib } = await measured({ ...arranged.inputs, pipeline_ids: ids.join(' ') })
      process.stdout.write(`four bodies without end, ${api}: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(150)
    }
  )

  it.concurrent.each([
    [1, 150],
    [4, 200]
  ])(
    '%i at once of the most that an answer may be, of the costliest kind, take less than %i MiB',
    async (n, most) => {
      // Keys that are new cost more than anything else that 100,000 values can be.
      const keys = Array.from({ length: 88_000 }, (_, index) => `"${String(index).padStart(30, 'k')}":0`)
      await using server = await rawServer(socket => socket.write(reply(`{${keys.join(',')}}`)))
      const ids = Array.from({ length: n * 100 }, (_, index) => String(index).padStart(32, '0'))
      const { maxRssMib } = await measured({
        pipeline_ids: ids.join(' '),
        auth_token: 'token-of-the-test',
        endpoint: server.url
      })
      process.stdout.write(`JSON of almost 3 MiB, ${n} at once: ${maxRssMib.toFixed(0)} MiB\n`)
      expect(maxRssMib).toBeLessThan(most)
    }
  )

  it.concurrent('costs no CPU to speak of while it waits', async () => {
    await using made = await cloud([pipeline(A, ends('running'))])
    const { inputs } = made
    const once = await measured(inputs([A], { wait: 'false' }))
    const waiting = await measured(inputs([A], { timeout: '6s', poll_interval: '1s' }))
    const cpuMs = waiting.cpuMs - once.cpuMs
    process.stdout.write(`CPU of a wait of 6 s: ${cpuMs.toFixed(0)} ms\n`)
    expect(cpuMs).toBeLessThan(300)
  })
})
