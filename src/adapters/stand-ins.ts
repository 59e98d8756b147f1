/**
 * Stands in for packages that the toolkit imports and this action never calls (`paths` in tsconfig.json):
 * `undici` would be most of `dist/`, `@actions/exec` and `tunnel` load parts of Node that no step needs
 * (docs/startup.md has the figures). Requests go through `http.ts`, proxies through `tunnel.ts`, and a gate starts
 * no programs.
 */
function notBundled(): never {
  throw new Error('This part of the toolkit is not in the bundle')
}

/** Of `undici`, for `getAgentDispatcher()` of `@actions/http-client`. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the type that `@actions/http-client` imports
export class ProxyAgent {
  constructor() {
    notBundled()
  }
}

/** Of `tunnel`, for `getAgent()` of `@actions/http-client`. */
export {
  notBundled as httpOverHttp,
  notBundled as httpOverHttps,
  notBundled as httpsOverHttp,
  notBundled as httpsOverHttps
}

/** Of `@actions/exec`, for `platform.getDetails()` of `@actions/core`. */
export { notBundled as getExecOutput }
