/**
 * What the bytes of a private key file say, without any of its private content. Made by `inspectKeyFile`, on the
 * server and headless only; every member here may be shown.
 */
export interface KeyFileFacts {
  /** The file's name without its folder, or the variable's name. */
  readonly name: string
  /** Where the bytes came from. */
  readonly from: 'file' | 'variable'
  readonly byteLength: number
  /** POSIX mode bits, where they mean something. */
  readonly mode: number | undefined
  /** Inside a git work tree and not ignored, or below a folder that is served; undefined: not looked at. */
  readonly exposure: 'tracked' | 'not-ignored' | 'served-folder' | 'none' | undefined
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16' | 'binary' | 'empty'
  readonly lineEnds: 'lf' | 'crlf' | 'cr' | 'mixed' | 'none'
  readonly finalNewline: boolean
  /** What the content is at last, after peeling the wrappings below off. */
  readonly content:
    | 'pkcs8'
    | 'pkcs8-encrypted'
    | 'pkcs1'
    | 'pkcs1-encrypted'
    | 'sec1'
    | 'sec1-encrypted'
    | 'openssh'
    | 'public'
    | 'certificate'
    | 'certificate-request'
    | 'pkcs12'
    | 'jks'
    | 'jwk-private'
    | 'jwk-public'
    | 'jwk-set-private'
    | 'jwk-set-public'
    | 'service-account'
    | 'der'
    | 'not-key-material'
    | 'empty'
    | 'unreadable'
  /** Layers between the bytes and the key, outermost first. */
  readonly wrappings: readonly (
    | 'quotes'
    | 'escaped-newlines'
    | 'escaped-newlines-twice'
    | 'base64-of-pem'
    | 'no-labels'
    | 'single-line'
    | 'indented'
    | 'byte-order-mark'
    | 'trailing-comma'
    | 'extra-text'
  )[]
  readonly blocks: readonly PemBlockFacts[]
  /** DER of the private key as it is structured, whatever the label says. */
  readonly structure: 'pkcs8' | 'pkcs1' | 'sec1' | 'other' | undefined
  readonly kty: 'RSA' | 'EC' | 'OKP' | undefined
  readonly bits: number | undefined
  readonly curve: string | undefined
  /** RSA public exponent as a decimal string. */
  readonly exponent: string | undefined
  readonly rsaPss: boolean
  readonly explicitCurveParameters: boolean
  /** What happened when the content was opened with the passphrase at hand. */
  readonly passphrase: 'not-needed' | 'missing' | 'right' | 'wrong' | 'variable-unreadable' | 'not-tried'
  readonly publicJwk: Readonly<Record<string, unknown>> | undefined
  readonly thumbprint: string | undefined
  /** Thumbprints of further private keys in the same file. */
  readonly otherThumbprints: readonly string[]
  /** Identities that the file itself names (service-account `client_email`, certificate CN). */
  readonly identities: readonly string[]
  /** The same bytes after the mechanical repair load; undefined: no repair is known or none is needed. */
  readonly repairable: boolean
}

export interface PemBlockFacts {
  readonly label: string
  readonly endLabel: string | undefined
  /** 1-based, both included. */
  readonly lines: readonly [number, number]
  readonly encrypted: boolean
  readonly problems: readonly (
    | 'dashes'
    | 'case'
    | 'labels-differ'
    | 'end-missing'
    | 'alphabet'
    | 'length'
    | 'der-length'
    | 'wrap-width'
    | 'indented'
  )[]
  /** Widest body line in characters. */
  readonly widestLine: number
  /** Body lines other than the last have one width. */
  readonly evenWidth: boolean
}
