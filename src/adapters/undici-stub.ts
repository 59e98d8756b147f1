/**
 * Stands in for `undici` in the bundle (tsconfig `paths`). `@actions/http-client` needs it only for
 * `getAgentDispatcher()`, which this action never calls; the real one would be 88 % of `dist/index.js`.
 * Proxies go through `tunnel` and still work: `__tests__/e2e/proxy.test.ts` proves it.
 */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the type that `@actions/http-client` imports
export class ProxyAgent {
  constructor() {
    throw new Error('undici is not part of this bundle')
  }
}
