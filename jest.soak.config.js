import config from './jest.config.js'

/** What measures time or plays many random stories: `npm run test:soak`. */
export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/soak/**/*.test.ts']
}
