import { inputValue, type Env, type InputName } from './known.js'

/** The kinds of credential. */
export type Kind = 'access_key' | 'token' | 'iam_user' | 'sts' | 'idp'

/** An input, or a variable of the environment, that holds a part of a credential. */
interface CredentialPart {
  /** `null` for what comes from the environment only. */
  readonly input: InputName | null
  /** Variables of the environment that may hold it, one for each set of them; `''` where a set has none. */
  readonly variables: readonly string[]
  /** Must not be seen, whatever is wrong with the inputs. */
  readonly isSecret: boolean
  /** May be an argument, which every process of the machine can read. */
  readonly isArgument: boolean
  /** Goes into a header, which takes printable ASCII only. */
  readonly isInHeader: boolean
  readonly neededBy: readonly Kind[]
  readonly optionalFor: readonly Kind[]
}

const visible = {
  ...{ variables: [], isSecret: false, isArgument: true, isInHeader: false },
  ...{ neededBy: [], optionalFor: [] }
} as const
const secret = { ...visible, isSecret: true, isArgument: false, isInHeader: true } as const

/** Every part of every kind. What is secret, what goes into a header and what a kind needs is said here only. */
const PARTS: readonly CredentialPart[] = [
  {
    ...secret,
    input: 'access_key',
    // Half a key: who has it can do nothing without the other half.
    isArgument: true,
    neededBy: ['access_key'],
    variables: ['HUAWEICLOUD_SDK_AK', 'HUAWEI_CLOUD_ACCESS_KEY_ID', 'HW_ACCESS_KEY']
  },
  {
    ...secret,
    input: 'secret_key',
    neededBy: ['access_key'],
    variables: ['HUAWEICLOUD_SDK_SK', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', 'HW_SECRET_KEY']
  },
  {
    ...secret,
    input: 'security_token',
    optionalFor: ['access_key'],
    variables: ['HUAWEICLOUD_SDK_SECURITY_TOKEN', '', 'HW_SECURITY_TOKEN']
  },
  { ...secret, input: 'auth_token', neededBy: ['token'] },
  { ...visible, input: 'iam_domain', neededBy: ['iam_user'] },
  { ...visible, input: 'iam_username', neededBy: ['iam_user'] },
  { ...secret, input: 'iam_password', neededBy: ['iam_user'], isInHeader: false },
  { ...visible, input: 'oidc_agency_urn', neededBy: ['sts'] },
  { ...visible, input: 'oidc_provider_urn', neededBy: ['sts'] },
  { ...visible, input: 'oidc_audience', optionalFor: ['sts', 'idp'] },
  { ...visible, input: 'oidc_idp_id', neededBy: ['idp'], isInHeader: true },
  { ...secret, input: null, variables: ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], isInHeader: false },
  // Of GitHub, and part of no kind.
  { ...secret, input: 'github_token' }
]

export const ALL_KINDS: readonly Kind[] = ['access_key', 'token', 'iam_user', 'sts', 'idp']

/** The inputs that a kind needs and those that may come with it. */
export function inputsOf(kind: Kind): {
  readonly needs: readonly InputName[]
  readonly may: readonly InputName[]
} {
  return {
    needs: namesOf(({ neededBy }) => neededBy.includes(kind)),
    may: namesOf(({ optionalFor }) => optionalFor.includes(kind))
  }
}

/** Inputs that some kind may have and none needs. */
export function optionalInputs(): InputName[] {
  return namesOf(({ optionalFor }) => optionalFor.length > 0)
}

function namesOf(condition: (part: CredentialPart) => boolean): InputName[] {
  return PARTS.filter(condition).flatMap(({ input }) => input ?? [])
}

/** Variables of the environment that hold a key, set by set in the order in which they are read. */
export function keyVariables(): (readonly [accessKey: string, secretKey: string, securityToken: string])[] {
  const of = (input: InputName): readonly string[] =>
    PARTS.find(part => part.input === input)?.variables ?? []
  const [keys, secretKeys, tokens] = [of('access_key'), of('secret_key'), of('security_token')]
  return keys.map((name, index) => [name, secretKeys[index] ?? '', tokens[index] ?? ''])
}

/** Whether what an input or a variable holds goes into a header. */
export function isInHeader(name: string): boolean {
  return PARTS.some(part => part.isInHeader && (part.input === name || part.variables.includes(name)))
}

/** Whether an input comes from the environment only. */
export function isRefusedAsArgument(input: InputName): boolean {
  return PARTS.some(part => part.input === input && !part.isArgument)
}

/** Everything in the environment that is a secret, used or not, with the name of what holds it. */
export function secretsIn(env: Env): { readonly name: string; readonly value: string }[] {
  return PARTS.filter(({ isSecret }) => isSecret)
    .flatMap(({ input, variables }) => [
      ...(input === null ? [] : [{ name: input, value: inputValue(env, input) }]),
      ...variables.map(name => ({ name, value: env[name]?.trim() ?? '' }))
    ])
    .filter(({ value }) => value !== '')
}
