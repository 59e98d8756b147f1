// `npm run interop`: in a fresh clone, installs the project's own packages first.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

if (!existsSync(new URL('../node_modules/tsx', import.meta.url))) {
  const { status } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
const { register } = await import('tsx/esm/api')
register()
await import('./main.ts')
