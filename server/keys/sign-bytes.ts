import { constants, sign, type KeyObject, type SignKeyObjectInput } from 'node:crypto'
import { encodeBase64url, encodeUtf8 } from '../../shared/assertion/base64url.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { parseJson, toValue } from '../../shared/json/parse-json.ts'
import type { SigningKey } from './key-store.ts'

const ALLOWED = /^(RS|PS|ES)(256|384|512)$|^EdDSA$/

/**
 * Signs the two texts exactly as typed: base64url(header).base64url(payload), those ASCII bytes. Only `alg` and the
 * key are judged here. Asynchronous, so that several signatures share the thread pool.
 * @throws WorkbenchError header-not-json-object, alg-not-allowed, alg-key-mismatch, signer-*
 * @see RFC 7515 §5.1, RFC 7518 §3
 */
export async function signTexts(
  headerText: string,
  payloadText: string,
  { key, summary, sign: signElsewhere }: SigningKey,
): Promise<{ assertion: string; alg: string; notes: readonly string[] }> {
  const alg = algOf(headerText)
  if (!summary.algorithms.includes(alg)) {
    throw new WorkbenchError(
      'alg-key-mismatch',
      `${alg} does not fit ${summary.kind}; it signs ${summary.algorithms.join(', ')}.`,
    )
  }
  const input = `${encodeBase64url(encodeUtf8(headerText))}.${encodeBase64url(encodeUtf8(payloadText))}`
  const { signature, notes } = signElsewhere
    ? await signElsewhere(alg, input)
    : { signature: await signAscii(alg, input, key), notes: [] }
  return { assertion: `${input}.${encodeBase64url(signature)}`, alg, notes }
}

function algOf(headerText: string): string {
  const parsed = parseJson(headerText)
  if (!parsed.ok) {
    throw new WorkbenchError(
      'header-not-json-object',
      `The header is not JSON: ${parsed.why} (index ${parsed.index}).`,
    )
  }
  if (parsed.node.kind !== 'object') {
    throw new WorkbenchError(
      'header-not-json-object',
      `The header is a JSON ${parsed.node.kind}, not an object.`,
    )
  }
  const { alg } = toValue(parsed.node) as Record<string, unknown>
  if (typeof alg !== 'string') throw new WorkbenchError('alg-not-allowed', 'The header names no algorithm.')
  if (!ALLOWED.test(alg)) {
    throw new WorkbenchError(
      'alg-not-allowed',
      `"${alg.slice(0, 40)}" is not signed with; RS, PS, ES with 256, 384, 512 and EdDSA are.`,
    )
  }
  return alg
}

function signAscii(alg: string, input: string, key: KeyObject): Promise<Buffer> {
  const options: SignKeyObjectInput & { dsaEncoding?: 'ieee-p1363' } = { key }
  if (alg.startsWith('PS')) {
    options.padding = constants.RSA_PKCS1_PSS_PADDING
    options.saltLength = constants.RSA_PSS_SALTLEN_DIGEST
  }
  if (alg.startsWith('ES')) options.dsaEncoding = 'ieee-p1363'
  const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`
  return new Promise((resolve, reject) => {
    sign(hash, Buffer.from(input, 'ascii'), options, (error, signature) => {
      if (error)
        reject(new WorkbenchError('key-unusable', 'OpenSSL could not sign with this key.', { cause: error }))
      else resolve(signature)
    })
  })
}
