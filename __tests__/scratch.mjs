import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before all tests: what they and their steps leave in the folder for temporary files goes with them. */
export default function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'gate-tests-'))
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
  process.once('exit', () => tidy(folder))
}

/** What cannot be removed must not change how the process ends. */
function tidy(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // The system removes it in its own time.
  }
}
