import { derAt, derChildren, unsignedOf } from '../../shared/key-file/der.ts'

/** Octets of one half of an ECDSA signature in JWS. RFC 7518 §3.4 */
const HALF: Readonly<Record<string, number>> = { ES256: 32, ES384: 48, ES512: 66 }

/** R and S out of an ECDSA-Sig-Value, as JWS wants them; undefined for anything else. RFC 3279 §2.2.3 */
export function rawOfDerSignature(alg: string, bytes: Uint8Array): Buffer | undefined {
  const half = HALF[alg]
  const outer = derAt(bytes, 0)
  if (half === undefined || outer?.tag !== 0x30 || outer.end !== bytes.length) return undefined
  const numbers = derChildren(bytes, outer)
  if (numbers.length !== 2 || numbers.some(({ tag }) => tag !== 0x02)) return undefined
  const halves = numbers.map((node) => Buffer.from(unsignedOf(bytes, node)))
  if (halves.some(({ length }) => length > half)) return undefined
  return Buffer.concat(halves.map((each) => Buffer.concat([Buffer.alloc(half - each.length), each])))
}
