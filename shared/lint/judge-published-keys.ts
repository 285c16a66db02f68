import type { AttemptDocument } from '../attempt/attempt.ts'
import type { CertificateFacts, Facts, JwkFacts, SeenKey } from '../facts/facts.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import type { Profile } from '../profiles/profile.ts'
import { RULES } from './registry.ts'
import { runLint, type Finding } from './run-lint.ts'

/** One row of the check of a JWK Set. */
export interface PublishedKey {
  readonly index: number
  readonly kid: string | undefined
  /** How the kid is made from this key, in words; undefined for a name of its owner's choice. */
  readonly kidIs: string | undefined
  /** `RSA 2048`, `EC P-384`. */
  readonly kind: string
  readonly alg: string | undefined
  readonly use: string | undefined
  readonly keyOps: readonly string[] | undefined
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string | undefined
  readonly certificates: readonly CertificateFacts[]
  /** Whether this is the public half of the chosen key; undefined while none is chosen. */
  readonly isChosen: boolean | undefined
  readonly findings: readonly Finding[]
}

export interface PublishedSet {
  /** Why it is no JWK Set; undefined when it is one. */
  readonly problem: string | undefined
  readonly keys: readonly PublishedKey[]
}

/** What the rules ask of the key that is selected, asked of each. */
const OF_A_KEY = new Set([
  'jwks-private-member',
  'jwks-use-wrong',
  'jwks-key-ops-wrong',
  'jwks-key-ops-missing',
  'jwks-kid-missing',
  'jwks-kid-recycled',
  'jwks-member-encoding',
  'jwks-member-missing',
  'jwks-rsa-short',
  'jwks-x5c-bad',
])
const KEY_RULES = RULES.filter(({ id }) => OF_A_KEY.has(id))
const TWICE = RULES.filter(({ id }) => id === 'jwks-kid-duplicate')

/**
 * Judges each key of a set as if it were the one that a server selects. The rules are the ones of the assertion: what
 * is said here of a row is said there of the attempt.
 * @param chosen the public half of the chosen key
 * @param now NumericDate, for the dates of certificates
 */
export async function judgePublishedKeys(input: {
  readonly document: AttemptDocument
  readonly profile: Profile
  readonly chosen: Readonly<Record<string, unknown>> | undefined
  readonly seenKeys: readonly SeenKey[]
  readonly now: number
}): Promise<PublishedSet> {
  const { document, profile, chosen, seenKeys, now } = input
  const facts = await gatherFacts({
    profile,
    documents: [document],
    environment: { registration: { jwksUrl: document.url } },
    seenKeys,
    sentAt: now,
    ...(chosen === undefined ? {} : { publicJwk: chosen }),
  })
  const { jwks, publicKey } = facts
  if (jwks === undefined) return { problem: undefined, keys: [] }
  return {
    problem: jwks.problem,
    keys: jwks.keys.map((key) => ({
      index: key.index,
      kid: key.kid,
      kidIs: key.derivations.find(({ value }) => value === key.kid)?.name,
      kind: [key.kty ?? 'no kty', key.crv ?? key.bits].filter((part) => part !== undefined).join(' '),
      alg: key.alg,
      use: key.use,
      keyOps: key.keyOps,
      thumbprint: key.thumbprint,
      certificates: key.certificates,
      isChosen: publicKey && key.thumbprint !== undefined && key.thumbprint === publicKey.thumbprint,
      findings: [
        ...runLint(ofOne(facts, [key], key), KEY_RULES).findings,
        ...runLint(
          ofOne(
            facts,
            jwks.keys.filter(({ kid }) => kid === key.kid),
            key,
          ),
          TWICE,
        ).findings,
      ],
    })),
  }
}

const ofOne = (facts: Facts, keys: readonly JwkFacts[], selected: JwkFacts): Facts => ({
  ...facts,
  // The chosen key stands for the published one in no row.
  publicKey: undefined,
  ...(facts.jwks === undefined ? {} : { jwks: { ...facts.jwks, keys, matching: [selected] } }),
})
