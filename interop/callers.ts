import { EXAMPLE_TOKEN } from '../simulator/index.js'

export const AGENCY = 'iam::acct:agency:gate'
export const PROVIDER = 'iam::acct:oidc-provider:github'
export const USER = { domain: 'company', name: 'gate', password: 'a-password-1' }
/** Whom the simulated GitHub's ID tokens are for, and whom they are about. */
export const TRUST = { provider: PROVIDER, audience: 'https://github.com/us', subject: 'repo:us/main:*' }

/** What a caller of gate.yml gives to sign in with, beside project and pipeline. */
export interface Credential {
  readonly name: string
  readonly inputs: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** What the log says where it is refused, `null` where it is good. */
  readonly refusal: RegExp | null
}

const KEY = {
  access_key: '${{ secrets.HUAWEI_CLOUD_AK }}',
  secret_key: '${{ secrets.HUAWEI_CLOUD_SK }}'
}
const KEYLESS = { oidc_agency_urn: AGENCY, oidc_provider_urn: PROVIDER }
export const CREDENTIALS: readonly Credential[] = [
  { name: 'an access key', inputs: {}, secrets: KEY, refusal: null },
  { name: 'keyless through STS', inputs: KEYLESS, secrets: {}, refusal: null },
  { name: 'keyless through IAM', inputs: { oidc_idp_id: 'github' }, secrets: {}, refusal: null },
  { name: 'a token', inputs: {}, secrets: { auth_token: EXAMPLE_TOKEN.token }, refusal: null },
  {
    name: 'an IAM user',
    inputs: { iam_domain: USER.domain, iam_username: USER.name },
    secrets: { iam_password: USER.password },
    refusal: null
  },
  { name: 'no credential', inputs: {}, secrets: {}, refusal: /access_key/ },
  { name: 'half a key', inputs: {}, secrets: { access_key: KEY.access_key }, refusal: /secret_key/ },
  { name: 'two kinds', inputs: { oidc_idp_id: 'github' }, secrets: KEY, refusal: /oidc_idp_id/ }
]

/** The caller in which nothing of a credential stands yet, with one. */
export function callerOf(text: string, { inputs, secrets }: Pick<Credential, 'inputs' | 'secrets'>): string {
  return text
    .replace('# inputs', lines(inputs))
    .replace('# secrets', Object.keys(secrets).length === 0 ? '' : `secrets:${lines(secrets)}`)
}

/** Entries of `with` or `secrets`. */
function lines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `\n      ${name}: ${value}`)
    .join('')
}
