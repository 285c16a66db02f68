import type { Facts } from '../../../facts/facts.ts'
import { defineRule, everywhere, fail, pass, type Failure } from '../../define-rule.ts'
import { openidCore } from '../../sources.ts'

const FHIR_USER_TYPES = ['Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson', 'Person']

/** The checks of OpenID Connect Core §3.1.3.7 and of SMART's fhirUser, in order; the first that fails speaks. */
export const respIdToken = defineRule({
  id: 'resp-id-token',
  title: 'The id_token fails a check',
  object: 'response',
  source: openidCore('3.1.3.7'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'See which check fails, and do not trust this token.',
  check(facts) {
    const { response, request, authorization } = facts
    if (response?.status !== 200 || response.members?.['access_token'] === undefined) return pass
    const granted = response.members['scope'] ?? request?.param('scope') ?? authorization?.param('scope')
    const scopes = typeof granted === 'string' ? granted.split(/\s+/) : []
    const isRefresh = request?.param('grant_type') === 'refresh_token'
    if (response.idToken === undefined) {
      if (!scopes.includes('openid') || isRefresh || facts.masked.has('/tokenResponse/body')) return pass
      return report('openid is granted and there is no id_token')
    }
    // A masked token says nothing about the one that came.
    if (facts.masked.has('/tokenResponse/body')) return pass
    return headerFault(facts) ?? claimFault(facts) ?? userFault(facts, scopes) ?? pass
  },
})

const report = (message: string, actual?: unknown, expected?: string): Failure =>
  fail('/tokenResponse/body', `${message}.`, {
    ...(typeof actual === 'string' ? { actual } : {}),
    ...(expected === undefined ? {} : { expected }),
  })

function headerFault({ response, serverJwks }: Facts): Failure | undefined {
  const token = response?.idToken
  if (token?.header?.problem || token?.payload?.problem) return report('The id_token cannot be read as a JWT')
  const alg = token?.header?.members['alg']
  if (alg === 'none' || (typeof alg === 'string' && alg.startsWith('HS')))
    return report(`The id_token has alg ${alg}`, alg)
  if (token?.kidInServerJwks === false) {
    return report(
      `The id_token's kid is not among the ${serverJwks?.keys.length ?? 0} keys of the server`,
      token.header?.members['kid'],
    )
  }
  return token?.signature === 'invalid'
    ? report("The id_token's signature does not verify under the server's keys")
    : undefined
}

function claimFault({
  response,
  endpoints,
  environment,
  authorization,
  clock,
  discovery,
}: Facts): Failure | undefined {
  const claims = response?.idToken?.payload?.members ?? {}
  const { iss, aud, exp, nonce } = claims
  const issuers = [
    ...discovery
      .filter(({ document }) => document.kind !== 'capability-statement')
      .map(({ members }) => members['issuer']),
    environment.issuer,
  ].filter((each): each is string => typeof each === 'string')
  if (issuers.length > 0 && !issuers.includes(String(iss))) {
    return report(`The id_token's iss is ${String(iss)}`, iss, endpoints.issuer ?? issuers[0])
  }
  const audiences = Array.isArray(aud) ? aud : [aud]
  const clientId = environment.clientId
  if (clientId !== undefined && !audiences.includes(clientId)) {
    return report(
      `The id_token's aud is ${audiences.join(', ')}, without this client id`,
      audiences.join(', '),
      clientId,
    )
  }
  if (audiences.length > 1 && claims['azp'] === undefined)
    return report('The id_token has several audiences and no azp')
  const now = response?.receivedAt ?? clock.now
  if (typeof exp !== 'number') return report('The id_token has no numeric exp')
  if (now !== undefined && exp <= now - 60)
    return report(`The id_token expired ${Math.round(now - exp)} s before it arrived`)
  const asked = authorization?.param('nonce')
  if (asked !== undefined && asked !== '' && nonce !== asked)
    return report("The id_token's nonce is not the one that was sent", nonce, asked)
  return undefined
}

function userFault({ response }: Facts, scopes: readonly string[]): Failure | undefined {
  if (!scopes.includes('fhirUser')) return undefined
  const user = response?.idToken?.payload?.members['fhirUser']
  if (typeof user !== 'string') return report('fhirUser is granted and the id_token has no fhirUser claim')
  const type = user.split('/').at(-2)
  return type !== undefined && FHIR_USER_TYPES.includes(type)
    ? undefined
    : report(`fhirUser is "${user}", which names no ${FHIR_USER_TYPES.join(', ')}`, user)
}
