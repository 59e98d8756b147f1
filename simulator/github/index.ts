/** A GitHub to test against: statuses, comments and pull requests of one repository, as GitHub's own description says. */
export { GitHub, JOB_ACCOUNT, type GitHubOptions, type Permissions } from './github.js'
export { graphqlRateLimited } from './graphql.js'
export { message as gitHubMessage, rateLimited } from './refusals.js'
export type { SimComment, SimPullRequest, SimStatus } from './specs.js'
