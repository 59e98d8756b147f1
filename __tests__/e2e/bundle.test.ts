import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { A, cloud, ends, pipeline } from './cloud.js'
import { step, type Inputs } from './harness.js'

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

describe('the bundle', () => {
  it('is one file, smaller than 490 kB, and the one that looks at the Node', () => {
    expect(readdirSync('dist').filter(file => file.endsWith('.js'))).toEqual(['gate.js', 'index.js'])
    expect(statSync('dist/gate.js').size).toBeLessThan(490_000)
  })

  it('loads no part of Node that a request does not need', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    const parts = await loadedParts(made.inputs([A]))
    expect(parts).toContain('https')
    for (const part of ['assert', 'readline', 'child_process', 'dns', 'zlib', 'perf_hooks'])
      expect(parts).not.toContain(part)
  })
})
