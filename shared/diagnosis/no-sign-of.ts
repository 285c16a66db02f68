import type { Facts } from '../facts/facts.ts'
import type { Finding } from '../lint/run-lint.ts'

/** Something that was looked for and not found. It is no tick: it says how far the looking reached. */
export interface NoSign {
  readonly of: string
  /** What was compared with what. */
  readonly looked: string
  /** What this does not tell. */
  readonly reach: string
}

interface Look {
  readonly of: string
  /** Findings that are a sign. */
  readonly signs: RegExp
  /** What was looked at; undefined when there was nothing to look at. */
  readonly looked: (facts: Facts) => string | undefined
  readonly reach: string
}

const LOOKS: readonly Look[] = [
  {
    of: 'a damaged assertion',
    signs:
      /^(assertion-|header-(not|alg-(none|symmetric|missing|case)|crit|json)|payload-(not|json|duplicate))/,
    looked: ({ assertion }) =>
      assertion?.header?.problem === undefined &&
      assertion?.payload?.problem === undefined &&
      assertion?.parts.length === 3
        ? 'three parts, each decodes, header and payload are JSON objects'
        : undefined,
    reach: 'judged as it was sent; what a proxy does to it on the way is not seen',
  },
  {
    of: 'a malformed token request',
    signs: /^tokreq-/,
    looked: ({ request }) =>
      request?.form.length
        ? `${request.form.length} parameters, content type, one way of authentication`
        : undefined,
    reach: 'judged as it left this machine',
  },
  {
    of: 'a mixed-up client id',
    signs: /^(payload-(iss|sub|wrong|client-id|id-|hidden)|tokreq-client-id)/,
    looked: ({ assertion, environment }) => {
      const { iss, sub } = assertion?.payload?.members ?? {}
      return typeof iss === 'string' && iss === sub && iss === environment.clientId
        ? 'iss, sub and the client id of this environment are equal'
        : undefined
    },
    reach: 'whether this server knows that client id cannot be seen from here',
  },
  {
    of: 'an unpublished key',
    signs: /^(header-kid|jwks-|signature-other|key-not)/,
    looked: ({ jwks }) =>
      jwks?.matching.length === 1 ? 'the JWK Set that was fetched has this kid, once' : undefined,
    reach: 'what the server has cached, or which URL is registered there, is not known',
  },
  {
    of: 'a wrong signature',
    signs: /^signature-/,
    looked: ({ assertion, jwks }) => {
      const [published] = jwks?.matching ?? []
      if (published && assertion?.signature.underJwks[published.index]?.outcome === 'valid')
        return 'the published key verifies the signature'
      if (assertion?.signature.underUploaded === 'valid') return 'the registered copy verifies the signature'
      return assertion?.signature.underPublicKey === 'valid'
        ? 'the chosen key verifies the signature'
        : undefined
    },
    reach: 'the server may verify with another key than the one at hand',
  },
  {
    of: 'an unfitting algorithm',
    signs: /^header-alg/,
    looked: ({ assertion, profile }) => {
      const alg = assertion?.header?.members['alg']
      return typeof alg === 'string' && profile.parameters.algs !== undefined
        ? `${alg} fits the key and this kind of server`
        : undefined
    },
    reach: 'which algorithm is recorded for this client is not known',
  },
  {
    of: 'a wrong audience',
    signs: /^(payload-aud|resp-audience)/,
    looked: ({ endpoints }) =>
      endpoints.acceptedAudiences === undefined
        ? undefined
        : `aud is ${endpoints.acceptedAudiences.map(({ source }) => AUDIENCES[source] ?? source).join(' or ')}, as documented`,
    reach: 'a site may want another one than its documents say',
  },
  {
    of: 'a clock that is off',
    signs: /^(payload-(exp|iat|nbf|date|window|timezone)|env-clock)/,
    looked: ({ clock }) =>
      clock.server === undefined
        ? undefined
        : `the server's Date, ${Math.abs(clock.server.offsetS).toFixed(1)} s from this clock, ±${clock.server.uncertaintyS.toFixed(1)} s`,
    reach: 'a gateway in front may have sent that Date',
  },
  {
    of: 'a used jti',
    signs: /^(payload-jti|assertion-reused)/,
    looked: ({ assertion, history }) =>
      typeof assertion?.payload?.members['jti'] === 'string'
        ? `compared with ${history.length} earlier ${history.length === 1 ? 'attempt' : 'attempts'}`
        : undefined,
    reach: 'what other processes have sent is not seen',
  },
]

const AUDIENCES: Readonly<Record<string, string>> = {
  POST: 'the address of the request',
  TOK: 'the token endpoint',
  ISS: 'the issuer identifier',
}

/** What was looked for and not found, and how far that reaches. */
export const noSignOf = (facts: Facts, findings: readonly Finding[]): NoSign[] =>
  LOOKS.flatMap(({ of, signs, looked, reach }) => {
    if (findings.some(({ ruleId, grade }) => signs.test(ruleId) && grade !== 'hint')) return []
    const what = looked(facts)
    return what === undefined ? [] : [{ of, looked: what, reach }]
  })
