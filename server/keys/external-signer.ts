import type { X509Certificate } from 'node:crypto'
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { basename } from 'node:path'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Ledger } from '../services/ports.ts'
import { rawOfDerSignature } from './der-signature.ts'
import { shownFacts } from './interpret-key.ts'
import type { SigningKey } from './key-store.ts'
import { describeKey } from './open-private-key.ts'
import { certificatesIn, describeCertificate } from './read-certificates.ts'
import { readKeyFile } from './read-key-file.ts'
import { runSigner, SIGNER_LIMITS, type SignerCommand, type SignerLimits } from './run-signer.ts'

export interface SignerOptions {
  readonly command: SignerCommand
  /** JWK, PEM public key or certificate: the public half of what the command signs with. */
  readonly publicFile: string | undefined
  readonly ledger: Ledger
  readonly limits?: SignerLimits
}

/** A key that signs in a program of the person's own; its private half never comes here. */
export interface ExternalSigner {
  readonly id: string
  summary(): Promise<KeySummary>
  /** @throws WorkbenchError key-unusable */
  find(): Promise<SigningKey>
}

const ID = 'signer'
export const DER_NOTE =
  'The signer prints ECDSA signatures in DER. JWS wants R and S side by side (RFC 7518 §3.4); they were converted here, your own program has to do it too.'

export function createExternalSigner(options: SignerOptions): ExternalSigner {
  const { command, publicFile, ledger, limits = SIGNER_LIMITS } = options
  const program = basename(command[0])
  let notes: readonly string[] = []
  const base = {
    id: ID,
    name: `Signer: ${program}`,
    folder: 'not in a key folder: the command of --signer',
    algorithms: [],
    warnings: [],
    practice: false,
    signer: program,
  }

  async function read(): Promise<{ key: KeyObject; summary: KeySummary }> {
    if (publicFile === undefined)
      throw new WorkbenchError(
        'key-unusable',
        'Its public key is not known. Start with --signer-public FILE as well: a JWK, a PEM public key or a certificate.',
      )
    const { bytes } = await readKeyFile(publicFile, publicFile)
    const [key, certificate] = publicKeyIn(bytes)
    if (key === undefined)
      throw new WorkbenchError(
        'key-unusable',
        `${basename(publicFile)} of --signer-public holds no JWK, PEM public key or certificate.`,
      )
    const facts = await describeKey(key, 'signs elsewhere')
    if (facts.weakness !== undefined) throw new WorkbenchError('key-too-weak', facts.weakness)
    const summary: KeySummary = {
      ...base,
      state: 'ready',
      ...shownFacts(facts),
      publicJwk: { ...facts.publicJwk, ...kidIn(bytes) },
      warnings: [...notes],
      ...(certificate === undefined
        ? {}
        : { certificate: describeCertificate(certificate, basename(publicFile), certificatesIn(bytes)) }),
    }
    return { key, summary }
  }

  /** Runs the command and takes only what verifies under the public key. */
  async function sign(alg: string, input: string, key: KeyObject) {
    const line = JSON.stringify({ alg, signingInput: Buffer.from(input, 'ascii').toString('base64') })
    const record = (result: string, bytesReceived?: number) =>
      ledger.record({
        kind: 'signer',
        target: program,
        reason: `signing with ${alg}`,
        result,
        bytesSent: line.length + 1,
        ...(bytesReceived === undefined ? {} : { bytesReceived }),
      })
    let printed: Buffer
    try {
      printed = await runSigner(command, line, limits)
    } catch (cause) {
      record(cause instanceof WorkbenchError ? cause.code : 'failed')
      throw cause
    }
    for (const bytes of readings(printed)) {
      const raw = rawOfDerSignature(alg, bytes)
      for (const signature of raw === undefined ? [bytes] : [raw, bytes]) {
        if (!verifies(alg, input, key, signature)) continue
        record('signed', printed.length)
        notes = signature === raw ? [DER_NOTE] : []
        return { signature, notes }
      }
    }
    record('not a signature', printed.length)
    throw new WorkbenchError('signer-signature-wrong', whatWasPrinted(alg, printed))
  }

  return {
    id: ID,
    async summary() {
      try {
        return (await read()).summary
      } catch (cause) {
        if (!(cause instanceof WorkbenchError)) throw cause
        return {
          ...base,
          state: 'unusable',
          kind: 'Signer without its public key',
          problem: { code: 'signer-public', detail: cause.detail },
        }
      }
    },
    async find() {
      const { key, summary } = await read()
      return { key, summary, sign: (alg, input) => sign(alg, input, key) }
    },
  }
}

/** What the output may be: the bytes themselves, or base64 or base64url of them. */
function readings(printed: Buffer): Buffer[] {
  const text = printed.toString('latin1').trim()
  const isBase64 = /^[A-Za-z0-9+/_\s-]+=*$/.test(text)
  return isBase64 ? [printed, Buffer.from(text.replace(/\s+/g, ''), 'base64')] : [printed]
}

function verifies(alg: string, input: string, key: KeyObject, signature: Buffer): boolean {
  const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`
  const how = alg.startsWith('PS')
    ? {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      }
    : alg.startsWith('ES')
      ? ({ key, dsaEncoding: 'ieee-p1363' } as const)
      : key
  try {
    return verify(hash, Buffer.from(input, 'ascii'), how, signature)
  } catch {
    return false
  }
}

/** Says what kind of thing came out, never the thing. */
function whatWasPrinted(alg: string, printed: Buffer): string {
  if (printed.length === 0) return 'It printed nothing and said with exit status 0 that all was well.'
  const lengths = [...new Set(readings(printed).map(({ length }) => length))].join(' or ')
  return `It printed ${lengths} bytes that are no ${alg} signature of this signing input under its public key. Either it signs other bytes (the input arrives as base64 and is to be hashed once), uses another key than --signer-public says, or prints something else.`
}

/** The public key, and the certificate that it came in. */
function publicKeyIn(bytes: Buffer): [KeyObject | undefined, X509Certificate | undefined] {
  const text = bytes.toString('utf8').trim()
  // A private key is a public one as well to OpenSSL; whoever gives one here has mixed up the files.
  if (/PRIVATE KEY-----/.test(text)) return [undefined, undefined]
  const [certificate] = certificatesIn(bytes)
  if (certificate !== undefined) return [certificate.publicKey, certificate]
  try {
    if (!text.startsWith('{')) return [createPublicKey(bytes), undefined]
    const jwk = JSON.parse(text) as Record<string, unknown>
    return [jwk['d'] === undefined ? createPublicKey({ key: jwk, format: 'jwk' }) : undefined, undefined]
  } catch {
    return [undefined, undefined]
  }
}

function kidIn(bytes: Buffer): { kid?: string } {
  try {
    const { kid } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
    return typeof kid === 'string' ? { kid } : {}
  } catch {
    return {}
  }
}
