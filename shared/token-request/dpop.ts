import type { Attempt, AttemptDocument } from '../attempt/attempt.ts'
import type { Profile } from '../profiles/profile.ts'
import { decodePart, readPart } from '../facts/json-part.ts'

/** What a proof is signed with here (RFC 7518, RFC 8037); every server that was met takes the first. */
export const DPOP_ALGS = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'] as const
export type DpopAlg = (typeof DPOP_ALGS)[number]

const isDpopAlg = (value: unknown): value is DpopAlg => DPOP_ALGS.some((alg) => alg === value)

/** `dpop_signing_alg_values_supported` of the server's metadata; undefined where none of its documents has it. @see RFC 9449 §5.1 */
export function announcedDpopAlgs(documents: readonly AttemptDocument[]): readonly string[] | undefined {
  for (const { body } of documents) {
    const algs = readPart(body ?? '').members['dpop_signing_alg_values_supported']
    if (Array.isArray(algs)) return algs.filter((alg) => typeof alg === 'string')
  }
  return undefined
}

/** The algorithm of a proof for this server: the first of ours that it takes. */
export const dpopAlgFor = (documents: readonly AttemptDocument[]): DpopAlg => {
  const announced = announcedDpopAlgs(documents)
  return DPOP_ALGS.find((alg) => announced?.includes(alg)) ?? 'ES256'
}

/** What was chosen, else what the profile demands: FAPI 2.0 wants sender-constrained tokens. */
export const wantsDpop = (
  { dpop }: { readonly dpop?: boolean | undefined },
  profile: Profile | undefined,
): boolean => dpop ?? profile?.family === 'fapi2'

/** The URL that a proof names: without query and fragment. @see RFC 9449 §4.2 */
export const htuOf = (url: string): string => url.replace(/[?#].*$/s, '')

/** The value of the DPoP header of a request; undefined where it has none. */
export const dpopProofOf = ({ tokenRequest }: Pick<Attempt, 'tokenRequest'>): string | undefined =>
  tokenRequest?.headers?.find(([name]) => name.toLowerCase() === 'dpop')?.[1]

/** What a request was sent with, so that it can be repeated alike. */
export function dpopAlgOf(attempt: Pick<Attempt, 'tokenRequest'>): DpopAlg | undefined {
  const [header = ''] = dpopProofOf(attempt)?.split('.') ?? []
  const { alg } = decodePart(header).members
  return isDpopAlg(alg) ? alg : undefined
}

/** The jti of a proof, by which a second use of it is known. */
export function dpopJtiOf(attempt: Pick<Attempt, 'tokenRequest'>): string | undefined {
  const payload = dpopProofOf(attempt)?.split('.')[1]
  const { jti } = decodePart(payload ?? '').members
  return typeof jti === 'string' ? jti : undefined
}
