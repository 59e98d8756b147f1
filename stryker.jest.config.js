import config from './jest.config.js'

/**
 * The unit tests of what is mutated, part by part: those of the whole use case take longer, and a rule that only
 * they hold to is hard to find when it breaks. As CommonJS, which each of the many runs loads faster.
 */
export default {
  ...config,
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          module: 'commonjs',
          moduleResolution: 'node10',
          ignoreDeprecations: '6.0',
          target: 'es2023',
          isolatedModules: true,
          esModuleInterop: true
        }
      }
    ]
  },
  testMatch: ['<rootDir>/__tests__/unit/{codearts,domain,inputs,polling}/**/*.test.ts'],
  maxWorkers: 1
}
