import type { RecordedFacts } from '../attempt/attempt.ts'
import type { Finding } from '../lint/run-lint.ts'
import type { Facts } from './facts.ts'

/**
 * What only the raw exchange can tell, computed before anything of it is masked: an exported or stored attempt is then
 * diagnosed like the original.
 * @param findings of the same facts; those about the key file are kept by their rule ids
 */
export function recordedFactsOf(facts: Facts, findings: readonly Finding[]): RecordedFacts {
  const { assertion, request, authorization, callback, recorded } = facts
  const rows = assertion?.signature.underJwks.filter(({ outcome }) => outcome !== 'unknown') ?? []
  const known = {
    signatureVerifiesUnder:
      rows.length === 0
        ? recorded.signatureVerifiesUnder
        : rows.flatMap(({ kid, outcome }) => (outcome === 'valid' && kid !== undefined ? [kid] : [])),
    signatureBytes: assertion?.signature.byteLength,
    signatureFirstByte: assertion?.signature.firstByte,
    keyThumbprint: facts.publicKey?.thumbprint ?? facts.keyFile?.thumbprint ?? recorded.keyThumbprint,
    keyFindings: keyFindingsOf(findings) ?? recorded.keyFindings,
    verifierMatches:
      matches(request?.verifierChallenge, authorization?.param('code_challenge')) ?? recorded.verifierMatches,
    codeMatches: matches(request?.param('code'), callback?.param('code')) ?? recorded.codeMatches,
    assertionSha256: assertion?.sha256 ?? recorded.assertionSha256,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

const matches = (sent: string | undefined, expected: string | undefined): boolean | undefined =>
  sent === undefined || expected === undefined ? undefined : sent === expected

function keyFindingsOf(findings: readonly Finding[]): string[] | undefined {
  const ids = findings.filter(({ object }) => object === 'key').map(({ ruleId }) => ruleId)
  return ids.length === 0 ? undefined : [...new Set(ids)]
}
