import type { ProfileId } from '../profiles/profile.ts'
import { anAttempt, authorizeUrl, CLIENT_ID, NOW, type AttemptBuilder } from './an-attempt.ts'

export const REDIRECT_URI = 'https://app.example.test/smart/callback'
export const STATE = 'pFyjwMoVV35ZRHcfhrKpcywYdSjaC4xQ'
export const LAUNCH = 'bD2ZQZYapuEZtZXdFSTeXGGFTwTuj2HMR227FxUy'
export const CODE = 'BDEQHzGFyeEbXBcofMCKnJVxZ6BVEHqA7AVEkpKLvwTJ'
/** RFC 7636, appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
/** Oracle Health's address names SMART version 1. */
export const loginScope = (profile: ProfileId): string =>
  `launch openid fhirUser patient/Patient.${profile === 'oracle-health' ? 'read' : 'rs'}`

type Pairs = Readonly<Record<string, string | undefined>>

/** A query or form body in the order given; `undefined` leaves a pair out. */
export const encodePairs = (pairs: Pairs): string =>
  Object.entries(pairs)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&')

/** A correct EHR launch up to the redirect: only the browser has moved. `change` spoils the query's pairs. */
export function aRedirect(
  profile: ProfileId = 'smart-generic',
  change: Pairs = {},
  spoil: (url: string) => string = (url) => url,
): AttemptBuilder {
  const attempt = anAttempt(profile)
  return attempt
    .withAssertion(null)
    .withRegistration({ redirectUris: [REDIRECT_URI], scopes: loginScope(profile).split(' ') })
    .withEnvironment({ authorizationEndpoint: authorizeUrl(attempt.server) })
    .with({
      flow: 'authorize',
      launch: { iss: attempt.server.base, launch: LAUNCH, receivedAt: NOW - 6 },
      authorizationRequest: {
        url: spoil(redirectUrl(profile, attempt, change)),
        sentAt: NOW,
        codeVerifier: VERIFIER,
      },
      tokenRequest: undefined,
      tokenResponse: undefined,
    })
}

const redirectUrl = (profile: ProfileId, attempt: AttemptBuilder, change: Pairs): string =>
  `${authorizeUrl(attempt.server)}?${encodePairs({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT_URI,
    scope: loginScope(profile),
    state: STATE,
    nonce: '7hPtqLaNLycS6Yh78LFMM4',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    aud: attempt.server.base,
    launch: LAUNCH,
    ...change,
  })}`

/** A correct code exchange after such a launch, answered with a token. `change` spoils the query's pairs. */
export function aLogin(profile: ProfileId = 'smart-generic', change: Pairs = {}): AttemptBuilder {
  const attempt = anAttempt(profile)
  const redirect = { url: redirectUrl(profile, attempt, change), sentAt: NOW - 40, codeVerifier: VERIFIER }
  return attempt
    .withParameters([
      ['grant_type', 'authorization_code'],
      ['code', CODE],
      ['redirect_uri', REDIRECT_URI],
      ['code_verifier', VERIFIER],
    ])
    .withRegistration({ redirectUris: [REDIRECT_URI], scopes: loginScope(profile).split(' ') })
    .withEnvironment({ authorizationEndpoint: authorizeUrl(attempt.server) })
    .with({
      flow: 'authorization_code',
      launch: { iss: attempt.server.base, launch: LAUNCH, receivedAt: NOW - 46 },
      authorizationRequest: redirect,
      callback: {
        url: `${REDIRECT_URI}?${encodePairs({ code: CODE, state: STATE })}`,
        receivedAt: NOW - 2,
      },
    })
}

/** The answer of a server that grants what was asked. */
export const TOKEN_ANSWER = {
  access_token: 'u7Xf0kqLw2',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'system/Patient.rs',
}

export const NO_STORE: readonly [string, string][] = [
  ['cache-control', 'no-store'],
  ['pragma', 'no-cache'],
]

/** A correct attempt that got its token. */
export const aSuccess = (profile: ProfileId = 'smart-generic'): AttemptBuilder =>
  anAttempt(profile).answered(200, TOKEN_ANSWER, NO_STORE)
