import type { AttemptDocument } from '../attempt/attempt.ts'

export type DiscoveryKind = Exclude<AttemptDocument['kind'], 'jwks' | 'server-jwks'>

export interface Candidate {
  readonly kind: DiscoveryKind
  readonly url: string
}

export type Candidates =
  | { readonly ok: true; readonly candidates: readonly Candidate[]; readonly takenAs: string }
  | { readonly ok: false; readonly why: string }

const WELL_KNOWN = '/.well-known/'

/** Token endpoints whose issuer stands somewhere else than above them. The first that fits counts. */
const ISSUERS: readonly (readonly [pattern: RegExp, issuer: string])[] = [
  [/^(.*\/realms\/[^/]+)\/protocol\/openid-connect\/token$/, '$1'],
  [/^(.*\/oauth2\/[^/]+)\/v1\/token$/, '$1'],
  [/^(.*)\/oauth2\/(v2\.0)\/token$/, '$1/$2'],
  [/^(.*)\/(?:oauth2|oauth|connect|auth)\/token$/, '$1'],
  [/^(.*)\/token$/, '$1'],
]
/** Epic: one address for tokens, one for FHIR, below the same instance. */
const EPIC = /^(.*)\/oauth2\/token$/

/**
 * Every place where the documents about the server behind an address can lie: a FHIR base, an issuer, a token endpoint
 * or the address of a document itself. Most telling first, each once.
 * @see SMART App Launch 2.2, Conformance; OpenID Connect Discovery 1.0 §4; RFC 8414 §3.1
 */
export function discoveryCandidates(given: string): Candidates {
  const text = given.trim()
  if (text === '') return { ok: false, why: 'Paste an address first.' }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return { ok: false, why: 'This is not a whole URL: https://host/path' }
  const url = new URL(text)
  url.search = ''
  url.hash = ''
  const path = url.pathname.replace(/\/+$/, '')
  const base = `${url.origin}${path}`
  const at = path.indexOf(WELL_KNOWN)
  if (at >= 0) return fromDocument(url.origin, path.slice(0, at), path.slice(at + WELL_KNOWN.length), base)
  if (path.endsWith('/metadata'))
    return {
      ok: true,
      takenAs: 'a CapabilityStatement',
      candidates: aroundFhirBase(base.replace(/\/metadata$/, '')),
    }
  if (/\/token$/.test(path)) {
    const rule = ISSUERS.find(([pattern]) => pattern.test(base))
    const issuer = rule === undefined ? url.origin : base.replace(rule[0], rule[1])
    const epic = EPIC.exec(base)
    return {
      ok: true,
      takenAs: 'a token endpoint',
      candidates: unique([
        ...(epic && /interconnect|epic/i.test(base) ? aroundFhirBase(`${epic[1]}/api/FHIR/R4`) : []),
        ...aroundIssuer(issuer),
        ...aroundIssuer(base.replace(/\/token$/, '')),
        ...aroundIssuer(url.origin),
      ]),
    }
  }
  return {
    ok: true,
    takenAs: 'a FHIR base or an issuer',
    candidates: unique([...aroundFhirBase(base), ...aroundIssuer(base), ...aroundIssuer(url.origin)]),
  }
}

function fromDocument(origin: string, before: string, name: string, whole: string): Candidates {
  if (name === 'smart-configuration')
    return { ok: true, takenAs: 'a SMART configuration', candidates: aroundFhirBase(`${origin}${before}`) }
  const inserted = /^oauth-authorization-server(\/.*)?$/.exec(name)
  if (inserted) {
    const issuer = `${origin}${before}${inserted[1] ?? ''}`
    return {
      ok: true,
      takenAs: 'authorization server metadata',
      candidates: unique([{ kind: 'oauth-authorization-server', url: whole }, ...aroundIssuer(issuer)]),
    }
  }
  return {
    ok: true,
    takenAs: 'an OpenID configuration',
    candidates: unique([{ kind: 'openid-configuration', url: whole }, ...aroundIssuer(`${origin}${before}`)]),
  }
}

const aroundFhirBase = (base: string): Candidate[] => [
  { kind: 'smart-configuration', url: `${base}${WELL_KNOWN}smart-configuration` },
  { kind: 'capability-statement', url: `${base}/metadata` },
]

/** OpenID appends its path to the issuer; RFC 8414 inserts its own between host and path. */
function aroundIssuer(issuer: string): Candidate[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/+$/, '')
  return [
    { kind: 'openid-configuration', url: `${origin}${path}${WELL_KNOWN}openid-configuration` },
    { kind: 'oauth-authorization-server', url: `${origin}${WELL_KNOWN}oauth-authorization-server${path}` },
  ]
}

const unique = (candidates: readonly Candidate[]): Candidate[] => [
  ...new Map(candidates.map((each) => [`${each.kind} ${each.url}`, each])).values(),
]
