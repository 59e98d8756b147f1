import type { Credential } from '../codearts/http/authorise.js'
import {
  ALL_KINDS,
  inputsOf,
  isInHeader,
  keyVariables,
  optionalInputs,
  type Kind
} from './credential-table.js'
import { HALF_GIVEN, NONE_GIVEN, type EmptyBecause } from './empty-secrets.js'
import { isLoopback } from './endpoints.js'
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

const ALL_KINDS_TEXT = ALL_KINDS.map(kind => inputsOf(kind).needs.join(' + ')).join('; ')

/**
 * Exactly one kind of credential, from the inputs or, only when no credential input is given, from the environment.
 * @param because why secrets are likely empty, which the messages then say
 */
export function parseLogin(env: Env, because: EmptyBecause, issues: InputIssues): CredentialInput | null {
  const value = (name: InputName): string => inputValue(env, name)
  const isGiven = (name: InputName): boolean => value(name) !== ''
  const begun = ALL_KINDS.filter(kind => inputsOf(kind).needs.some(isGiven))
  // An input that may come with several kinds only counts where no kind has begun.
  const kinds =
    begun.length > 0 ? begun : ALL_KINDS.filter(kind => inputsOf(kind).may.some(isGiven)).slice(0, 1)
  const [kind] = kinds
  if (kind === undefined) return parseEnvironment(env, because, issues)
  const { needs, may } = inputsOf(kind)
  const foreign = optionalInputs().filter(name => isGiven(name) && !may.includes(name))
  if (kinds.length > 1 || foreign.length > 0) {
    const given = [...kinds.flatMap(kind => inputsOf(kind).needs.filter(isGiven)), ...foreign]
    issues.add(secret([...new Set(given)].join(', ')), 'credential_two', { kinds: ALL_KINDS_TEXT })
    return null
  }
  for (const name of [...needs, ...may]) checkCharacters(name, value(name), issues)
  if (!isWhole(needs, value, because, issues)) return null
  const login = readLogin(kind, value, env, because, issues)
  if (login === null) return null
  const trimmed = [...needs, ...may].filter(name => isPadded(env[`INPUT_${name.toUpperCase()}`]))
  return { login, source: needs[0] ?? kind, trimmed }
}

function isWhole(
  needs: readonly string[],
  value: (name: InputName) => string,
  because: EmptyBecause,
  issues: InputIssues
): boolean {
  const missing = needs.filter(name => value(name as InputName) === '')
  if (missing.length === 0) return true
  half(needs, missing, because, issues)
  return false
}

function half(
  needs: readonly string[],
  missing: readonly string[],
  because: EmptyBecause,
  issues: InputIssues
): void {
  issues.add(secret(missing.join(', ')), HALF_GIVEN[because], { all: needs.join(', ') })
}

function readLogin(
  kind: Kind,
  value: (name: InputName) => string,
  env: Env,
  because: EmptyBecause,
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
      const source = parseIdTokenSource(env, value('oidc_audience'), because, issues)
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
  because: EmptyBecause,
  issues: InputIssues
): IdTokenSource | null {
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''
  if (!URL.canParse(url) || requestToken === '') {
    issues.add(secret('permissions'), because === 'fork' ? 'credential_id_token_fork' : 'credential_id_token')
    return null
  }
  const address = new URL(url)
  // The token goes there, so it has to be as safe as the other addresses.
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLoopback(address.hostname))) {
    issues.add(secret('ACTIONS_ID_TOKEN_REQUEST_URL'), 'endpoint_https')
    return null
  }
  return { url: address, requestToken, audience: audience === '' ? null : audience }
}

function parseEnvironment(env: Env, because: EmptyBecause, issues: InputIssues): CredentialInput | null {
  for (const names of keyVariables()) {
    const [ak, sk, token] = names.map(name => (name === '' ? '' : (env[name] ?? '').trim()))
    const values = [ak ?? '', sk ?? '', token ?? ''] as const
    if (values.every(value => value === '')) continue
    const missing = names.slice(0, 2).filter((_, index) => values[index] === '')
    if (missing.length > 0) {
      half(names.slice(0, 2), missing, because, issues)
      return null
    }
    for (const [index, name] of names.entries()) checkCharacters(name, values[index] ?? '', issues)
    const trimmed = names.filter(name => isPadded(env[name]))
    return { login: { kind: 'given', credential: accessKey(...values) }, source: names[0], trimmed }
  }
  issues.add(secret('access_key, secret_key'), NONE_GIVEN[because])
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

function checkCharacters(name: string, value: string, issues: InputIssues): void {
  if (isInHeader(name) && /[^!-~]/.test(value)) issues.add(secret(name), 'credential_characters')
}

/** The value of a secret is never shown. */
function secret(input: string): RawInput {
  return { input, value: '' }
}
