import { memberLiteral, removeMember, setMember } from '../json/edit-json.ts'

/** How servers find a client by its certificate. */
export type CertificateShape = 'entra' | 'udap' | 'x5t'

export interface HeaderCertificate {
  readonly x5t: string
  readonly x5tS256: string
  readonly x5c: readonly string[]
}

/**
 * The header text with what this kind of server wants of a certificate; every other byte stays. `entra`: PS256 with
 * x5t#S256; `x5t`: RS256 with the SHA-1 thumbprint, as older Entra pages have it; `udap`: the chain in x5c.
 * @param algorithms what the key signs with; an `alg` that it cannot make is not written
 * @see RFC 7515 §4.1.6-4.1.8
 */
export function withCertificate(
  headerText: string,
  shape: CertificateShape,
  certificate: HeaderCertificate,
  algorithms: readonly string[],
): string {
  const alg = algFor(shape, algorithms)
  const said = alg === undefined ? headerText : setMember(headerText, 'alg', JSON.stringify(alg))
  const typed =
    memberLiteral(said, 'typ') === undefined ? setMember(said, 'typ', JSON.stringify('JWT')) : said
  const [keep, value] =
    shape === 'entra'
      ? (['x5t#S256', certificate.x5tS256] as const)
      : shape === 'x5t'
        ? (['x5t', certificate.x5t] as const)
        : (['x5c', certificate.x5c] as const)
  const bare = ['x5t', 'x5t#S256', 'x5c']
    .filter((name) => name !== keep)
    .reduce((text, name) => removeMember(text, name), typed)
  return setMember(bare, keep, JSON.stringify(value))
}

function algFor(shape: CertificateShape, algorithms: readonly string[]): string | undefined {
  const wanted = shape === 'entra' ? ['PS256', 'ES256'] : ['RS256', 'ES256', 'ES384']
  return wanted.find((alg) => algorithms.includes(alg))
}
