import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { errorCode } from '../error-code.ts'

const CODE = /^ERR_[A-Z0-9_]{1,60}$/
/** `error:1E08010C:DECODER routines::unsupported`: a number, a library and a reason, nothing of the input. */
const REASON = /^error:[0-9A-F]{1,16}:[A-Za-z0-9 _-]{0,60}:[A-Za-z0-9 _-]{0,60}:[A-Za-z0-9 _-]{1,80}/

/** Of different containers and releases of Node, where no passphrase is given. */
const WANTS_PASSPHRASE = new Set(['ERR_MISSING_PASSPHRASE', 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED'])

/**
 * What OpenSSL says of these bytes through Node, in its own words: whoever has only a log of their program finds the
 * same ones there. Completes "OpenSSL …".
 */
export function opensslWords(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  try {
    if (text.trimStart().startsWith('{'))
      createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
    else if (text.includes('-----BEGIN')) createPrivateKey({ key: bytes, format: 'pem' })
    else createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })
    return 'loads it'
  } catch (cause) {
    return refusal(cause)
  }
}

function refusal(cause: unknown): string {
  const code = errorCode(cause, '')
  const reason = cause instanceof Error ? REASON.exec(cause.message)?.[0] : undefined
  if (WANTS_PASSPHRASE.has(code)) return 'knows it, and asks for its passphrase'
  const said = [reason, CODE.test(code) ? code : undefined].filter((each) => each !== undefined)
  return said.length === 0 ? 'refuses it' : `refuses it: ${said.join(', ')}`
}
