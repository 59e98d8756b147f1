import { transformSync } from 'esbuild'

/** Takes the types out of a file for jest; `npm run types` is what checks them. */
export default {
  /** @param transformerConfig `format`: of the modules, `esm` unless it says `cjs` */
  process(source, file, { transformerConfig: { format = 'esm' } }) {
    const options = { loader: 'ts', format, target: 'node20', sourcefile: file, sourcemap: 'external' }
    const { code, map } = transformSync(source, options)
    return { code, map }
  }
}
