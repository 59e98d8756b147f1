import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEventFile } from '../../../src/adapters/event-file.js'

const MIB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'gate-event-'))

/** A file with this text, padded with white space to a size. */
function file(name: string, text: string, bytes = text.length): string {
  const path = join(folder, name)
  writeFileSync(path, text.padEnd(bytes))
  return path
}

describe('the payload of the event', () => {
  it('is read', () => {
    const read = { state: 'read', payload: { after: 'é' } }
    expect(readEventFile(file('event', '{"after":"é"}'))).toEqual(read)
    expect(readEventFile(file('large', '{"after":"é"}', 25 * MIB - 1))).toEqual(read)
  })

  it.each([undefined, ''])('is absent without a path (%p)', path => {
    expect(readEventFile(path)).toEqual({ state: 'absent' })
  })

  it('is broken where it is no file of JSON with something in it', () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const texts = ['', '{', '7', 'null', '"x"'].map((text, index) => file(`broken-${index}`, text))
    for (const path of [...texts, folder, pipe, devNull, join(folder, 'nowhere')])
      expect([path, readEventFile(path)]).toEqual([path, { state: 'broken' }])
  })

  it('is broken where it is larger than GitHub makes any', () => {
    expect(readEventFile(file('too-large', '{}', 25 * MIB + 1))).toEqual({ state: 'broken' })
    const sparse = file('sparse', '{}')
    truncateSync(sparse, 8 * 1024 * MIB)
    expect(readEventFile(sparse)).toEqual({ state: 'broken' })
  })

  it('is broken where it has more values than any of that size', () => {
    const lists = (n: number): string => `[${'[],'.repeat(n - 1)}[]]`
    expect(readEventFile(file('many', lists(249_000))).state).toBe('read')
    expect(readEventFile(file('too-many', lists(251_000)))).toEqual({ state: 'broken' })
  })
})
