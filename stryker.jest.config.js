import config from './jest.config.js'

/**
 * The unit tests of the file that is mutated: those of others take longer, and a rule that only they hold to is
 * hard to find when it breaks. As CommonJS, which each of the many runs loads faster. Without the folder for temporary
 * files: the runs of one process would make one in the other, and leave them.
 */
export default {
  ...config,
  globalSetup: undefined,
  extensionsToTreatAsEsm: [],
  transform: { '^.+\\.ts$': ['<rootDir>/__tests__/typescript.mjs', { format: 'cjs' }] },
  testMatch: [`<rootDir>/__tests__/unit/${process.env.MUTATION_TESTS ?? '**/*'}.test.ts`],
  maxWorkers: 1
}
