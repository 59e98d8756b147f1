import { availableParallelism } from 'node:os'

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/__tests__/{unit,whole,contract,simulator,e2e}/**/*.test.ts',
    // As in CI: every fault one by one, and what starts other people's programs.
    ...(process.env.TEST_ROWS === 'all' ? ['<rootDir>/__tests__/{exhaustive,interop}/**/*.test.ts'] : [])
  ],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '<rootDir>/__tests__/typescript.mjs' },
  globalSetup: '<rootDir>/__tests__/scratch.mjs',
  testSequencer: '<rootDir>/__tests__/order.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  // Processes, on a machine that may be busy.
  testTimeout: 120_000,
  // More than cores: end-to-end tests mostly wait.
  maxWorkers: availableParallelism() + 2,
  // Steps of one file that run at once: most of the time they wait.
  maxConcurrency: 6
}
