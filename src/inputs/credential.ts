import type { Credential } from '../codearts/http/authorise.js'
import { inputValue, type Env, type InputName } from './known.js'
import type { InputIssues, RawInput } from './values.js'
import type { IdTokenSource, Login } from '../codearts/auth/login.js'

/** The login, and the name of where it was found: an input or an environment variable. */
export interface CredentialInput {
  readonly login: Login
  readonly source: string
  /** Inputs or variables that had white space around their value, which was left out. */
  readonly trimmed: readonly string[]
}

/** The kinds of credential, each with the inputs that it needs and those that may come with it. */
const KINDS = {
  access_key: { needs: ['access_key', 'secret_key'], may: ['security_token'] },
  token: { needs: ['auth_token'], may: [] },
  iam_user: { needs: ['iam_domain', 'iam_username', 'iam_password'], may: [] },
  sts: { needs: ['oidc_agency_urn', 'oidc_provider_urn'], may: ['oidc_audience'] },
  idp: { needs: ['oidc_idp_id'], may: ['oidc_audience'] }
} as const satisfies Readonly<
  Record<string, { readonly needs: readonly InputName[]; readonly may: readonly InputName[] }>
>
type Kind = keyof typeof KINDS
const ALL_KINDS = Object.keys(KINDS) as Kind[]
const ALL_KINDS_TEXT = ALL_KINDS.map(kind => KINDS[kind].needs.join(' + ')).join('; ')

/** Environment variables that hold a key, in the order in which they are looked at. */
const KEY_VARIABLES = [
  ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN'],
  ['HUAWEI_CLOUD_ACCESS_KEY_ID', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', '']
] as const

/**
 * Exactly one kind of credential, from the inputs or, only when no credential input is given, from the environment.
 * @param fromFork whether the workflow runs for a fork, which gets no secrets: then the messages say so
 */
export function parseLogin(env: Env, fromFork: boolean, issues: InputIssues): CredentialInput | null {
  const value = (name: InputName): string => inputValue(env, name)
  const isGiven = (name: InputName): boolean => value(name) !== ''
  const begun = ALL_KINDS.filter(kind => [...KINDS[kind].needs].some(isGiven))
  // An input that may come with several kinds only counts where no kind has begun.
  const kinds =
    begun.length > 0 ? begun : ALL_KINDS.filter(kind => [...KINDS[kind].may].some(isGiven)).slice(0, 1)
  const [kind] = kinds
  if (kind === undefined) return parseEnvironment(env, fromFork, issues)
  const mismatchedRuns = foreignInputs(kind, isGiven)
  if (kinds.length > 1 || mismatchedRuns.length > 0) {
    const given = [...kinds.flatMap(kind => [...KINDS[kind].needs].filter(isGiven)), ...mismatchedRuns]
    issues.add(secret([...new Set(given)].join(', ')), 'credential_two', { kinds: ALL_KINDS_TEXT })
    return null
  }
  for (const name of [...KINDS[kind].needs, ...KINDS[kind].may]) checkCharacters(name, value(name), issues)
  if (!isWhole(KINDS[kind].needs, value, fromFork, issues)) return null
  const login = readLogin(kind, value, env, fromFork, issues)
  if (login === null) return null
  const trimmed = [...KINDS[kind].needs, ...KINDS[kind].may].filter(name =>
    isPadded(env[`INPUT_${name.toUpperCase()}`])
  )
  return { login, source: KINDS[kind].needs[0], trimmed }
}

/** Inputs that only go with another kind. */
function foreignInputs(kind: Kind, isGiven: (name: InputName) => boolean): InputName[] {
  const own: readonly InputName[] = [...KINDS[kind].needs, ...KINDS[kind].may]
  return ALL_KINDS.flatMap((other): readonly InputName[] => KINDS[other].may).filter(
    name => isGiven(name) && !own.includes(name)
  )
}

function isWhole(
  needs: readonly string[],
  value: (name: InputName) => string,
  fromFork: boolean,
  issues: InputIssues
): boolean {
  const missing = needs.filter(name => value(name as InputName) === '')
  if (missing.length === 0) return true
  half(needs, missing, fromFork, issues)
  return false
}

function half(
  needs: readonly string[],
  missing: readonly string[],
  fromFork: boolean,
  issues: InputIssues
): void {
  const code = fromFork ? 'credential_half_fork' : 'credential_half'
  issues.add(secret(missing.join(', ')), code, { all: needs.join(', ') })
}

function readLogin(
  kind: Kind,
  value: (name: InputName) => string,
  env: Env,
  fromFork: boolean,
  issues: InputIssues
): Login | null {
  switch (kind) {
    case 'access_key':
      return {
        kind: 'given',
        credential: accessKey(value('access_key'), value('secret_key'), value('security_token'))
      }
    case 'token':
      return { kind: 'given', credential: { kind: 'token', token: value('auth_token') } }
    case 'iam_user': {
      const user = {
        domain: value('iam_domain'),
        username: value('iam_username'),
        password: value('iam_password')
      }
      return { kind: 'iam_user', user }
    }
    case 'sts':
    case 'idp': {
      const source = parseIdTokenSource(env, value('oidc_audience'), fromFork, issues)
      if (source === null) return null
      if (kind === 'idp') return { kind, idpId: value('oidc_idp_id'), source }
      return { kind, agencyUrn: value('oidc_agency_urn'), providerUrn: value('oidc_provider_urn'), source }
    }
  }
}

/** The runner offers OIDC tokens only to jobs with `id-token: write`. */
function parseIdTokenSource(
  env: Env,
  audience: string,
  fromFork: boolean,
  issues: InputIssues
): IdTokenSource | null {
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''
  if (!URL.canParse(url) || requestToken === '') {
    issues.add(secret('permissions'), fromFork ? 'credential_id_token_fork' : 'credential_id_token')
    return null
  }
  return { url: new URL(url), requestToken, audience: audience === '' ? null : audience }
}

function parseEnvironment(env: Env, fromFork: boolean, issues: InputIssues): CredentialInput | null {
  for (const names of KEY_VARIABLES) {
    const [ak, sk, token] = names.map(name => (name === '' ? '' : (env[name] ?? '').trim()))
    const values = [ak ?? '', sk ?? '', token ?? ''] as const
    if (values.every(value => value === '')) continue
    const missing = names.slice(0, 2).filter((_, index) => values[index] === '')
    if (missing.length > 0) {
      half(names.slice(0, 2), missing, fromFork, issues)
      return null
    }
    for (const [index, name] of names.entries()) checkCharacters(name, values[index] ?? '', issues)
    const trimmed = names.filter(name => isPadded(env[name]))
    return { login: { kind: 'given', credential: accessKey(...values) }, source: names[0], trimmed }
  }
  issues.add(secret('access_key, secret_key'), fromFork ? 'credential_none_fork' : 'credential_none')
  return null
}

function accessKey(ak: string, sk: string, securityToken: string): Credential {
  return {
    kind: 'access_key',
    accessKey: ak,
    secretKey: sk,
    securityToken: securityToken === '' ? null : securityToken
  }
}

function isPadded(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '' && value.trim() !== value
}

/** Inputs that go into a header, where anything but printable ASCII cannot stand. */
const IN_HEADERS: ReadonlySet<string> = new Set<string>([
  'access_key',
  'secret_key',
  'security_token',
  'auth_token',
  'oidc_idp_id',
  ...KEY_VARIABLES.flat()
])

function checkCharacters(name: string, value: string, issues: InputIssues): void {
  if (IN_HEADERS.has(name) && /[^!-~]/.test(value)) issues.add(secret(name), 'credential_characters')
}

/** The value of a secret is never shown. */
function secret(input: string): RawInput {
  return { input, value: '' }
}

/** Inputs and variables whose values must not be seen, whatever else is wrong with the inputs. */
const SECRET_INPUTS = ['access_key', 'secret_key', 'security_token', 'auth_token', 'iam_password'] as const

/** Everything in the environment that is a secret: for the case that the inputs cannot be used. */
export function rawSecrets(env: Env): string[] {
  const variables = [...KEY_VARIABLES.flat(), 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']
  return [
    ...SECRET_INPUTS.map(name => inputValue(env, name)),
    ...variables.map(name => env[name]?.trim() ?? '')
  ].filter(value => value !== '')
}

/** The parts of a login that must not be seen anywhere. */
export function secretsOf(login: Login): string[] {
  switch (login.kind) {
    case 'given':
      return partsOf(login.credential)
    case 'iam_user':
      return [login.user.password]
    case 'sts':
    case 'idp':
      return [login.source.requestToken]
  }
}

function partsOf(credential: Credential): string[] {
  if (credential.kind === 'token') return [credential.token]
  return [credential.accessKey, credential.secretKey, credential.securityToken].filter(part => part !== null)
}
