import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let root: string | null = null

/** A new folder that goes when the process ends. */
export function scratch(): string {
  root ??= rooted()
  return mkdtempSync(join(root, 'part-'))
}

function rooted(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'))
  process.once('exit', () => tidy(folder))
  return folder
}

/** What cannot be removed must not change how the process ends. */
function tidy(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // The system removes it in its own time.
  }
}
