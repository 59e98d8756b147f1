import ncc from '@vercel/ncc'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * `npm run build`: bundles the action into dist/, or into the folder that is named.
 * CommonJS, because Node starts it faster: an ES module that imports a part of Node makes it load every lazy
 * corner of that part, and Node 20 has to start its module loader first (docs/startup.md has the figures).
 */
const folder = process.argv[2] ?? 'dist'
const { code, assets } = await ncc(resolve('src/index.ts'), {
  esm: false,
  minify: true,
  license: 'licenses.txt',
  quiet: true
})
// What an earlier build has left behind must not be taken for a part of this one.
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const files = {
  ...Object.fromEntries(Object.entries(assets).map(([name, { source }]) => [name, source])),
  'index.js': code,
  // The package around it speaks ES modules.
  'package.json': '{\n  "type": "commonjs"\n}\n'
}
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(folder, name), content)
  console.log(`${String(Math.ceil(content.length / 1024)).padStart(5)} kB  ${name}`)
}
