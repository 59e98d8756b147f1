/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  globalSetup: '<rootDir>/__tests__/scratch.mjs',
  testSequencer: '<rootDir>/__tests__/order.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Thousands of random histories, and processes on a machine that may be busy.
  testTimeout: 120_000,
  // Most tests wait for processes; more of them than cores is faster and still calm.
  maxWorkers: 4,
  maxConcurrency: 3
}
