import type { Credential } from '../codearts/authorise.js'
import { inputValue, type Env } from './known.js'
import type { Problems, Raw } from './values.js'

/** The credential, and the name of where it was found: an input or an environment variable. */
export interface FoundCredential {
  readonly credential: Credential
  readonly source: string
}

const KEY_INPUTS = ['access_key', 'secret_key', 'security_token'] as const

/** Environment variables that hold a key, in the order in which they are looked at. */
const KEY_VARIABLES = [
  ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN'],
  ['HUAWEI_CLOUD_ACCESS_KEY_ID', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', '']
] as const

/**
 * Exactly one kind of credential, from the inputs or, only when no credential input is given, from the environment.
 * @param fromFork whether the workflow runs for a fork, which gets no secrets: then the message says so
 */
export function parseCredential(env: Env, fromFork: boolean, problems: Problems): FoundCredential | null {
  const [accessKey, secretKey, securityToken] = KEY_INPUTS.map(name => inputValue(env, name))
  const token = inputValue(env, 'auth_token')
  const hasKey = Boolean(accessKey ?? '') || Boolean(secretKey ?? '') || Boolean(securityToken ?? '')
  if (hasKey && token !== '') {
    problems.add(secret('access_key, auth_token'), 'credential_two')
    return null
  }
  if (token !== '') {
    checkCharacters('auth_token', token, problems)
    return { credential: { kind: 'token', token }, source: 'auth_token' }
  }
  if (hasKey) return parseKey(KEY_INPUTS, [accessKey, secretKey, securityToken], fromFork, problems)
  return parseEnvironment(env, fromFork, problems)
}

function parseEnvironment(env: Env, fromFork: boolean, problems: Problems): FoundCredential | null {
  for (const names of KEY_VARIABLES) {
    const values = names.map(name => (name === '' ? '' : (env[name] ?? '').trim()))
    if (values.some(value => value !== '')) return parseKey(names, values, fromFork, problems)
  }
  problems.add(secret('access_key, secret_key'), fromFork ? 'credential_none_fork' : 'credential_none')
  return null
}

function parseKey(
  names: readonly [string, string, string],
  [accessKey, secretKey, securityToken]: readonly (string | undefined)[],
  fromFork: boolean,
  problems: Problems
): FoundCredential | null {
  const parts = [
    [names[0], accessKey ?? ''],
    [names[1], secretKey ?? '']
  ] as const
  const missing = parts.filter(([, value]) => value === '').map(([name]) => name)
  if (missing.length > 0) {
    const code = fromFork ? 'credential_half_fork' : 'credential_half'
    problems.add(secret(missing.join(', ')), code, {
      missing: missing.join(', '),
      first: names[0],
      second: names[1]
    })
    return null
  }
  for (const [name, value] of [...parts, [names[2], securityToken ?? ''] as const])
    checkCharacters(name, value, problems)
  return {
    source: names[0],
    credential: {
      kind: 'access_key',
      accessKey: accessKey ?? '',
      secretKey: secretKey ?? '',
      securityToken: securityToken === '' ? null : (securityToken ?? null)
    }
  }
}

/** What goes into a header must be printable ASCII, or Node refuses to send it. */
function checkCharacters(name: string, value: string, problems: Problems): void {
  if (/[^!-~]/.test(value)) problems.add(secret(name), 'credential_characters')
}

/** The value of a secret is never shown. */
function secret(input: string): Raw {
  return { input, value: '' }
}

/** The parts of a credential that must not be seen anywhere. */
export function secretsOf(credential: Credential): string[] {
  if (credential.kind === 'token') return [credential.token]
  return [credential.accessKey, credential.secretKey, credential.securityToken].filter(
    (part): part is string => part !== null
  )
}
