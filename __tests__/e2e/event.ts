import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file with a webhook payload, as GitHub leaves it for the step. */
export function eventFile(payload: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'gate-event-')), 'event.json')
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload))
  return path
}
