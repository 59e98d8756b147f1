import config from './jest.config.js'

/**
 * The unit tests of what is mutated, part by part: those of the whole use case take longer, and a rule that only
 * they hold to is hard to find when it breaks. As CommonJS, which each of the many runs loads faster.
 */
export default {
  ...config,
  extensionsToTreatAsEsm: [],
  transform: { '^.+\\.ts$': ['<rootDir>/__tests__/typescript.mjs', { format: 'cjs' }] },
  testMatch: ['<rootDir>/__tests__/unit/{codearts,command,common,domain,inputs,polling}/**/*.test.ts'],
  maxWorkers: 1
}
