import config from './jest.config.js'

/**
 * The unit tests of what is mutated, part by part: those of the whole use case take longer, and a rule that only
 * they hold to is hard to find when it breaks.
 */
export default {
  ...config,
  testMatch: [
    '<rootDir>/__tests__/unit/codearts/*.test.ts',
    '<rootDir>/__tests__/unit/{domain,tracking,usual,pace,explanation,inputs,event,signer,windows}.test.ts'
  ],
  maxWorkers: 1
}
