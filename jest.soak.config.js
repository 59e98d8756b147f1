import config from './jest.config.js'

/** What measures time, plays many random stories, or tries every fault one by one: `npm run test:soak`. */
export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/{soak,exhaustive}/**/*.test.ts']
}
