import ncc from '@vercel/ncc'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { commandTable } from './command-table.mjs'
import { licenceFaults } from './licenses.mjs'

/**
 * `npm run build`: bundles the action into dist/, or into the folder that is named, and says which packages are in it.
 * CommonJS, because Node starts it faster: an ES module that imports a part of Node makes it load every lazy
 * corner of that part, and Node 20 has to start its module loader first (docs/startup.md has the figures).
 */
const folder = process.argv[2] ?? 'dist'
const { code, assets, stats } = await ncc(resolve('src/index.ts'), {
  esm: false,
  minify: true,
  license: 'licenses.txt',
  quiet: true
})
// Files of an earlier build must not become a part of this one.
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const files = {
  ...Object.fromEntries(Object.entries(assets).map(([name, { source }]) => [name, source])),
  // It has to be understood by a Node that cannot even read the rest.
  'index.js': readFileSync('src/adapters/node-floor.cjs', 'utf8'),
  'gate.js': code,
  // Only `--help` and `--version` read it.
  'command.json': `${JSON.stringify(commandTable(), null, 2)}\n`,
  // The package around it speaks ES modules.
  'package.json': '{\n  "type": "commonjs"\n}\n'
}
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(folder, name), content)
  console.log(`${String(Math.ceil(content.length / 1024)).padStart(5)} kB  ${name}`)
}
const faults = licenceFaults(
  packagesOf(stats.compilation.modules),
  readFileSync(join(folder, 'licenses.txt'), 'utf8')
)
if (faults.length > 0) throw new Error(`licenses.txt: ${faults.join(', ')}`)

/**
 * The packages that the modules come from, sorted. Modules that were joined into one are listed on their own as well.
 */
function packagesOf(modules) {
  const paths = [...modules].flatMap(module => module.resource ?? [])
  const names = paths.flatMap(
    path => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.replaceAll('\\', '/'))?.[1] ?? []
  )
  return [...new Set(names)].sort()
}
