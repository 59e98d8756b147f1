import { openAdmission } from '../http/admission.js'
import type { ClientOptions } from '../http/attempt.js'
import { createClient } from '../http/client.js'
import { limiter } from '../../common/limit.js'
import { givenCredential, renewedCredential } from './credential-source.js'
import { fetchIdToken, subjectOf } from './github-oidc.js'
import { assumeAgency, idpToken, passwordToken, type SignIn, type IamUser } from './exchange.js'
import { FailureError } from '../../errors.js'
import type { Service } from '../../domain/failure.js'
import type { CredentialSource, IssuedCredential, Credential } from '../http/authorise.js'
import type { Endpoints } from '../regions.js'

export type SignInOptions = Omit<
  ClientOptions,
  'credentials' | 'endpoint' | 'service' | 'limit' | 'admission'
> & {
  readonly hide: (secret: string, name: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where the credential of the step comes from, by the kind of login. */
export function credentialSource(
  login: Login,
  endpoints: Endpoints,
  options: SignInOptions
): CredentialSource {
  const { clock, hide } = options
  const at = (endpoint: string, service: Service): SignIn => ({
    service,
    client: identityClient(endpoint, service, options),
    clock,
    hide
  })
  switch (login.kind) {
    case 'given':
      return givenCredential(login.credential)
    case 'iam_user': {
      const iam = at(endpoints.iam, 'iam')
      return renewedCredential(() => passwordToken(iam, endpoints.region, login.user), clock)
    }
    case 'idp': {
      const iam = at(endpoints.iam, 'idp')
      const withIdToken = idTokens(login.source, options)
      return renewedCredential(
        () => withIdToken(idToken => idpToken(iam, endpoints.region, login.idpId, idToken)),
        clock
      )
    }
    case 'sts': {
      const { agencyUrn, providerUrn } = login
      const agency = { agencyUrn, providerUrn, sessionName: sessionName(options.env) }
      const sts = at(endpoints.sts, 'sts')
      const withIdToken = idTokens(login.source, options)
      return renewedCredential(() => withIdToken(idToken => assumeAgency(sts, agency, idToken)), clock)
    }
  }
}

/** Exchanges a fresh OIDC token; a refusal names the subject that was sent, because trust policies are about it. */
function idTokens(
  { url, requestToken, audience }: IdTokenSource,
  options: SignInOptions
): (exchange: (idToken: string) => Promise<IssuedCredential>) => Promise<IssuedCredential> {
  const client = identityClient(url.origin, 'github', options)
  const request = { path: `${url.pathname}${url.search}`, requestToken, audience }
  return async exchange => {
    const idToken = await fetchIdToken(client, request)
    options.hide(idToken, 'OIDC token')
    try {
      return await exchange(idToken)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      throw new FailureError({ ...error.failure, subject: subjectOf(idToken) })
    }
  }
}

/** Identity services have a limit of their own: requests that wait for a credential must not stand in its way. */
function identityClient(
  endpoint: string,
  service: Service,
  options: SignInOptions
): ReturnType<typeof createClient> {
  const own = {
    credentials: null,
    endpoint,
    service,
    limit: limiter(),
    admission: openAdmission(options.clock)
  }
  return createClient({ ...options, ...own })
}

/** Names the session after the workflow run, for the audit log of CodeArts: 2 to 128 characters. */
function sessionName({ GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt }: SignInOptions['env']): string {
  const parts = ['codearts-gate', run, attempt].filter(
    part => part !== undefined && /^\d{1,20}$|^codearts-gate$/.test(part)
  )
  return parts.join('-')
}

/** Where the runner gives out OIDC tokens. */
export interface IdTokenSource {
  readonly url: URL
  readonly requestToken: string
  /** `null` for GitHub's default. */
  readonly audience: string | null
}

/** What the user signs in with. */
export type Login =
  | { readonly kind: 'given'; readonly credential: Credential }
  | { readonly kind: 'iam_user'; readonly user: IamUser }
  | {
      readonly kind: 'sts'
      readonly agencyUrn: string
      readonly providerUrn: string
      readonly source: IdTokenSource
    }
  | { readonly kind: 'idp'; readonly idpId: string; readonly source: IdTokenSource }
