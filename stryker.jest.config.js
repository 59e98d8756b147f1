import config from './jest.config.js'

/**
 * The unit tests of what is mutated: the end-to-end tests run the bundle, which is not mutated, and the
 * reports are not among the mutated parts.
 */
export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/unit/**/*.test.ts'],
  testPathIgnorePatterns: ['unit/report', 'unit/(histories|starts|languages|stories|crowd|polling)\\.'],
  maxWorkers: 1
}
