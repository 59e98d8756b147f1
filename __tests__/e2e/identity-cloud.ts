import {
  EXAMPLE_KEY,
  EXAMPLE_TEMPORARY_KEY,
  EXAMPLE_TOKEN,
  Identity,
  type IdentityOptions,
  type Rule,
  type SimulatorOptions
} from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export const AGENCY = 'iam::acct:agency:gate'
export const PROVIDER = 'iam::acct:oidc-provider:github'
export const USER = { domain: 'company', name: 'gate', password: 'pa"ss\\w%rd=1' }
export const TRUST = { provider: PROVIDER, audience: 'https://github.com/us', subject: 'repo:us/main:*' }
const EVERYTHING: IdentityOptions = {
  users: [USER, { ...USER, name: 'guarded', mfa: true }],
  sts: { ...TRUST, agencyUrn: AGENCY },
  idp: { ...TRUST, provider: 'github' }
}

export interface Signed extends Cloud {
  readonly identity: Identity
  readonly sign: (credential: Inputs, more?: Inputs) => Promise<Step>
}

/** A cloud with identity services, and steps that sign in to it. */
export async function identityCloud(
  identityOptions: Partial<IdentityOptions> = {},
  rules: readonly Rule[] = [],
  options: SimulatorOptions = {}
): Promise<Signed> {
  const made = await cloud(
    [pipeline(A, ends('success')), pipeline(B, ends('running'), ends('success', 2500))],
    rules,
    options
  )
  const identity = new Identity(made.simulator, { ...EVERYTHING, ...identityOptions })
  const { url } = made.served
  const place = { endpoint: url, iam_endpoint: url, sts_endpoint: url, access_key: '', secret_key: '' }
  const sign = (credential: Inputs, more: Inputs = {}): Promise<Step> =>
    step(made.inputs([A], { ...place, ...credential, ...more }), { env: identity.environment(url) })
  return { ...made, identity, sign }
}

export const KINDS = {
  'a permanent key': { access_key: EXAMPLE_KEY.accessKey, secret_key: EXAMPLE_KEY.secretKey },
  'a temporary key': {
    access_key: EXAMPLE_TEMPORARY_KEY.accessKey,
    secret_key: EXAMPLE_TEMPORARY_KEY.secretKey,
    security_token: EXAMPLE_TEMPORARY_KEY.securityToken ?? ''
  },
  'a token': { auth_token: EXAMPLE_TOKEN.token },
  'an IAM user': { iam_domain: USER.domain, iam_username: USER.name, iam_password: USER.password },
  'an agency': { oidc_agency_urn: AGENCY, oidc_provider_urn: PROVIDER },
  'a classic provider': { oidc_idp_id: 'github' }
} as const satisfies Readonly<Record<string, Inputs>>
