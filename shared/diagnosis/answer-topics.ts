import type { Facts } from '../facts/facts.ts'
import type { ProfileId } from '../profiles/profile.ts'
import type { RankedCauseId } from './priors.ts'

/** What an answer's own words speak of. */
export type Topic =
  | 'audience'
  | 'kid'
  | 'signature'
  | 'expiry'
  | 'future'
  | 'replay'
  | 'issuer'
  | 'client'
  | 'algorithm'
  | 'key-set'
  | 'method'
  | 'scope'
  | 'inactive'
  | 'consent'
  | 'code'
  | 'verifier'
  | 'redirect'
  | 'client-id-parameter'
  | 'form'
  | 'claims'

interface TopicRow {
  /** Rules that speak of the same thing. */
  readonly rules: RegExp
  /** Ranked causes that the words make likelier, with the factor. */
  readonly causes: Partial<Record<RankedCauseId, number>>
}

export const TOPICS: Readonly<Record<Topic, TopicRow>> = {
  audience: { rules: /^(payload-aud|resp-audience)/, causes: { 'audience-undocumented': 12 } },
  kid: {
    rules: /^(header-kid|jwks-kid|signature-other-key|jwks-empty)/,
    causes: { 'registration-other-key': 6, 'env-jwks-cache-pending': 4, 'kid-reused-after-rotation': 2 },
  },
  signature: {
    rules: /^(signature|key-(not-registered|account)|jwks-(member|kid)|header-kid-is-client)/,
    causes: { 'registration-other-key': 8, 'altered-in-transit': 2, 'env-jwks-cache-pending': 2 },
  },
  expiry: {
    rules: /^(payload-(exp|window|date|timezone|iat-stale)|assertion-reused)/,
    causes: { 'env-clock-offset': 10 },
  },
  future: { rules: /^(payload-(iat|nbf|date|timezone)|env-clock)/, causes: { 'env-clock-offset': 12 } },
  replay: { rules: /^(payload-jti|assertion-reused)/, causes: { 'replay-elsewhere': 40 } },
  issuer: {
    rules: /^(payload-(iss|sub|wrong|client-id|id-)|key-account)/,
    causes: { 'registration-client-unknown': 5 },
  },
  client: {
    rules: /^(payload-(iss|sub|wrong|client-id)|authz-client-id|tokreq-client-id-mismatch)/,
    causes: { 'registration-client-unknown': 6, 'registration-not-active': 2 },
  },
  algorithm: { rules: /^header-alg/, causes: { 'header-alg-registered-mismatch': 20 } },
  'key-set': {
    rules: /^(jwks-|registration-no-key)/,
    causes: { 'jwks-not-fetchable-by-server': 10, 'registration-other-key': 2 },
  },
  method: {
    rules: /^(tokreq-(two|assertion|basic)|disc-method)/,
    causes: { 'registration-auth-method': 12 },
  },
  scope: { rules: /^(tokreq-scope|authz-scope|resp-invalid-grant)/, causes: { 'registration-scope': 60 } },
  inactive: { rules: /^resp-unauthorized/, causes: { 'registration-not-active': 20 } },
  consent: { rules: /^resp-consent/, causes: { 'registration-not-active': 3, 'registration-scope': 15 } },
  code: { rules: /^(tokreq-code|authz-launch)/, causes: {} },
  verifier: { rules: /^(tokreq-verifier|authz-pkce)/, causes: {} },
  redirect: { rules: /^(tokreq-redirect|authz-redirect)/, causes: {} },
  'client-id-parameter': { rules: /^tokreq-client-id/, causes: { 'undocumented-strictness': 3 } },
  form: { rules: /^(tokreq-|assertion-)/, causes: { 'altered-in-transit': 3 } },
  claims: { rules: /^payload-/, causes: { 'undocumented-strictness': 4 } },
}

interface TextRow {
  readonly matches: RegExp
  readonly topic: Topic
  readonly profiles?: readonly ProfileId[]
}

/** Vendor codes first, then words that any server may use. The answer is data: it adds weight and decides nothing. */
const TEXTS: readonly TextRow[] = [
  { matches: /AADSTS700027/, topic: 'signature' },
  { matches: /AADSTS(700024|1000502)/, topic: 'expiry' },
  { matches: /AADSTS(50027|700023)/, topic: 'audience' },
  { matches: /AADSTS(700016|700021)/, topic: 'client' },
  { matches: /AADSTS90002/, topic: 'client' },
  { matches: /AADSTS(7000215|7000222|7000218)/, topic: 'method' },
  { matches: /client-assertion[^"]*invalid.signature/i, topic: 'signature' },
  { matches: /invalid[-_]authorization[-_]header|invalid[-_]client[-_]credentials/, topic: 'method' },
  { matches: /empty.scopes/i, topic: 'scope' },
  { matches: /\baud(ience)?\b/i, topic: 'audience' },
  { matches: /\bkid\b|key id|no applicable key|unknown key|signing key/i, topic: 'kid' },
  { matches: /signature/i, topic: 'signature' },
  {
    matches: /verification key|unable to load public key|json ?web ?key ?set|\bjwks?\b|certificate/i,
    topic: 'key-set',
  },
  { matches: /reus|replay|already been used|used once|\bjti\b/i, topic: 'replay' },
  {
    matches:
      /in the future.{0,40}(issued|iat)|issued in the future|not active|\bnbf\b|'?issued at'?|\biat\b/i,
    topic: 'future',
  },
  { matches: /expir|\bexp\b|too far|lifetime|short-lived/i, topic: 'expiry' },
  {
    matches: /client[_ ]?id\b.{0,20}(required|missing)|(missing|required).{0,20}client_id\b/i,
    topic: 'client-id-parameter',
  },
  { matches: /\biss\b|\bsub\b|issuer|subject/i, topic: 'issuer' },
  { matches: /algorithm|\balg\b/i, topic: 'algorithm' },
  {
    matches:
      /client (was )?not found|invalid client or invalid client credentials|unknown client|client=unknown|no such client|client unknown/i,
    topic: 'client',
  },
  { matches: /authentication (method|mechanism)/i, topic: 'method' },
  { matches: /\bscopes?\b/i, topic: 'scope' },
  { matches: /inactive|disabled|terminated|not (enabled|approved|mapped)/i, topic: 'inactive' },
  { matches: /consent/i, topic: 'consent' },
  { matches: /verifier|code_challenge|pkce/i, topic: 'verifier' },
  { matches: /redirect_uri/i, topic: 'redirect' },
  { matches: /authorization code|\bcode\b (is |was )?(invalid|expired|consumed)/i, topic: 'code' },
  { matches: /claims? are not|extra claim|malformed|invalid assertion/i, topic: 'claims' },
]

/** What the recorded answer speaks of, most specific first; empty for a bare refusal. */
export function answerTopics({ response, callback, profile }: Facts): readonly Topic[] {
  const topics: Topic[] = []
  if (response?.error === 'invalid_scope' || callback?.param('error') === 'invalid_scope')
    topics.push('scope')
  if (response?.error === 'consent_required') topics.push('consent')
  const text = answerText({ response, callback })
  for (const row of TEXTS) {
    if (row.profiles !== undefined && !row.profiles.includes(profile.id)) continue
    if (row.matches.test(text) && !topics.includes(row.topic)) topics.push(row.topic)
  }
  return topics
}

const LONGEST = 8_192

function answerText({ response, callback }: Pick<Facts, 'response' | 'callback'>): string {
  const own = [
    response?.errorDescription,
    response?.errorUri,
    callback?.param('error_description'),
    callback?.param('error_uri'),
  ]
  // Without an OAuth error the whole body may be the vendor's own form.
  const body = response?.error === undefined && (response?.status ?? 0) >= 400 ? response?.body : undefined
  const text = [...own, body]
    .filter((part) => part !== undefined)
    .join('\n')
    .slice(0, LONGEST)
  return text.replaceAll(/%3A/gi, ':').replaceAll('_', '_')
}
