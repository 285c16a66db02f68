import { modulusBits } from '../facts/jwk-facts.ts'
import { thumbprintOf } from '../facts/thumbprint.ts'
import { decodeBase64url } from '../assertion/base64url.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import type { KeyFileFacts } from './key-file-facts.ts'
import { pemBlocks, type PemBlock } from './pem-blocks.ts'
import { readPrivateDer, type PrivateDer } from './read-private-der.ts'
import { decodeKeyText, repairKeyText, type RepairStep } from './repair-key-text.ts'

export interface InspectContext {
  readonly name: string
  readonly from: 'file' | 'variable'
  readonly mode?: number
  readonly exposure?: KeyFileFacts['exposure']
}

/** Shorter than this no private key is, in any format. Characters. */
const SHORTEST_KEY = 100

/**
 * What the bytes of a key file say: format, wrappings, damage, and the public half where it can be read without a
 * passphrase. Never loaded by the page; nothing private is in the result. Linear; never throws.
 */
export async function inspectKeyFile(bytes: Uint8Array, context: InspectContext): Promise<KeyFileFacts> {
  const raw = rawFacts(bytes)
  const repaired =
    raw.encoding === 'binary' || looksLikeJson(bytes)
      ? { text: plainText(bytes), steps: [] }
      : repairKeyText(bytes)
  const content = await contentOf(bytes, raw.encoding, repaired.text)
  const wrappings = wrappingsOf(repaired.steps, content.content)
  return {
    name: context.name,
    from: context.from,
    byteLength: bytes.length,
    mode: context.mode,
    exposure: context.exposure,
    ...raw,
    ...content,
    wrappings,
    passphrase: content.content.endsWith('-encrypted') ? 'missing' : 'not-needed',
    repairable: wrappings.length > 0 && content.structure !== undefined,
  }
}

const plainText = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

/** JSON has its own escapes: nothing is peeled off it. */
const looksLikeJson = (bytes: Uint8Array): boolean => /^\s*\{/.test(plainText(bytes.subarray(0, 64)))

function rawFacts(bytes: Uint8Array): Pick<KeyFileFacts, 'encoding' | 'lineEnds' | 'finalNewline'> {
  // Control characters stay what they are; in UTF-16 every second byte of a line end is no character of its own.
  const decoded = decodeKeyText(bytes)
  const text = decoded.isUtf16 ? decoded.text : new TextDecoder('latin1').decode(bytes)
  const has = { crlf: /\r\n/.test(text), cr: /\r(?!\n)/.test(text), lf: /(^|[^\r])\n/.test(text) }
  const kinds = [has.crlf && 'crlf', has.cr && 'cr', has.lf && 'lf'].filter((kind) => kind !== false)
  return {
    encoding: encodingOf(bytes, text),
    lineEnds: kinds.length === 0 ? 'none' : kinds.length > 1 ? 'mixed' : (kinds[0] as 'lf'),
    finalNewline: /[\r\n]$/.test(text),
  }
}

function encodingOf(bytes: Uint8Array, text: string): KeyFileFacts['encoding'] {
  if (text.trim() === '') return 'empty'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom'
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'utf-16'
  return /[\x00-\x08\x0e-\x1f]/.test(text) ? 'binary' : 'utf-8'
}

function wrappingsOf(
  steps: readonly RepairStep[],
  content: KeyFileFacts['content'],
): KeyFileFacts['wrappings'] {
  if (content === 'not-key-material' || content.startsWith('jwk') || content === 'service-account') {
    return steps.filter((step) => step === 'byte-order-mark')
  }
  return steps.filter((step) => step !== 'utf-16' && step !== 'line-ends' && step !== 'base64-of-json')
}

type Content = Omit<
  KeyFileFacts,
  | 'name'
  | 'from'
  | 'byteLength'
  | 'mode'
  | 'exposure'
  | 'encoding'
  | 'lineEnds'
  | 'finalNewline'
  | 'wrappings'
  | 'passphrase'
  | 'repairable'
>

const nothing: Content = {
  content: 'unreadable',
  blocks: [],
  structure: undefined,
  kty: undefined,
  bits: undefined,
  curve: undefined,
  exponent: undefined,
  rsaPss: false,
  explicitCurveParameters: false,
  publicJwk: undefined,
  thumbprint: undefined,
  otherThumbprints: [],
  identities: [],
}

async function contentOf(
  bytes: Uint8Array,
  encoding: KeyFileFacts['encoding'],
  text: string,
): Promise<Content> {
  if (encoding === 'empty') return { ...nothing, content: 'empty' }
  if (bytes[0] === 0xfe && bytes[1] === 0xed && bytes[2] === 0xfe && bytes[3] === 0xed)
    return { ...nothing, content: 'jks' }
  if (bytes[0] === 0x30 && encoding === 'binary') return fromDer(bytes)
  if (/^\s*[{[]/.test(text)) return fromJson(text)
  const blocks = pemBlocks(text)
  if (blocks.length > 0) return fromPem(blocks)
  if (/^\s*b3BlbnNzaC1rZXktdjE/.test(text)) return { ...nothing, content: 'openssh' }
  return text.includes('-----BEGIN')
    ? nothing
    : {
        ...nothing,
        content:
          text.trim().length < SHORTEST_KEY || !/^[A-Za-z0-9+/=\s_-]+$/.test(text) || /^SHA256:/.test(text)
            ? 'not-key-material'
            : 'unreadable',
      }
}

async function fromDer(bytes: Uint8Array): Promise<Content> {
  const der = readPrivateDer(bytes)
  if (
    der.structure === 'pkcs12' ||
    der.structure === 'pkcs8-encrypted' ||
    der.structure === 'public' ||
    der.structure === 'certificate'
  ) {
    return { ...nothing, content: der.structure }
  }
  return { ...nothing, ...(await describe(der)), content: der.structure === 'other' ? 'unreadable' : 'der' }
}

/** The numbers of the public half, thumbprint included. */
async function describe(der: PrivateDer): Promise<Partial<Content>> {
  const jwk = der.publicJwk
  const e = typeof jwk?.['e'] === 'string' ? decodeBase64url(jwk['e']) : undefined
  return {
    structure:
      der.structure === 'pkcs8' || der.structure === 'pkcs1' || der.structure === 'sec1'
        ? der.structure
        : 'other',
    kty: der.kty,
    curve: der.curve,
    rsaPss: der.rsaPss ?? false,
    explicitCurveParameters: der.explicitCurveParameters ?? false,
    publicJwk: jwk,
    bits: jwk === undefined ? undefined : modulusBits(jwk),
    exponent: e?.ok ? e.bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n).toString() : undefined,
    thumbprint: jwk === undefined ? undefined : await thumbprintOf(jwk),
  }
}

async function fromPem(blocks: readonly PemBlock[]): Promise<Content> {
  const shown = blocks.map(({ der: _, ...facts }) => facts)
  const privates = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  const [chosen] = privates
  if (chosen === undefined) return { ...nothing, blocks: shown, content: publicContent(blocks) }
  const described = await Promise.all(
    privates.map(({ der }) => (der === undefined ? Promise.resolve({}) : describe(readPrivateDer(der)))),
  )
  const [first = {}, ...others] = described as Partial<Content>[]
  return {
    ...nothing,
    ...first,
    blocks: shown,
    content: pemContent(chosen),
    otherThumbprints: others.flatMap(({ thumbprint }) => (thumbprint === undefined ? [] : [thumbprint])),
  }
}

function publicContent(blocks: readonly PemBlock[]): KeyFileFacts['content'] {
  if (blocks.some(({ label }) => label.endsWith('PUBLIC KEY'))) return 'public'
  if (blocks.some(({ label }) => label.endsWith('CERTIFICATE REQUEST'))) return 'certificate-request'
  return blocks.some(({ label }) => label.endsWith('CERTIFICATE')) ? 'certificate' : 'unreadable'
}

function pemContent({ label, encrypted }: PemBlock): KeyFileFacts['content'] {
  if (label === 'OPENSSH PRIVATE KEY') return 'openssh'
  if (label === 'RSA PRIVATE KEY') return encrypted ? 'pkcs1-encrypted' : 'pkcs1'
  if (label === 'EC PRIVATE KEY') return encrypted ? 'sec1-encrypted' : 'sec1'
  return encrypted ? 'pkcs8-encrypted' : 'pkcs8'
}

async function fromJson(text: string): Promise<Content> {
  const parsed = parseJson(text.trim())
  if (!parsed.ok) return nothing
  const value = toValue(parsed.node)
  if (typeof value !== 'object' || value === null) return { ...nothing, content: 'not-key-material' }
  const jwk = value as Record<string, unknown>
  if (jwk['type'] === 'service_account' && typeof jwk['private_key'] === 'string')
    return fromServiceAccount(jwk)
  if (Array.isArray(jwk['keys'])) {
    const privates = (jwk['keys'] as Record<string, unknown>[]).filter(
      (key) => typeof key?.['d'] === 'string',
    )
    const prints = await Promise.all(privates.slice(0, 20).map((key) => thumbprintOf(key)))
    return {
      ...nothing,
      content: privates.length > 0 ? 'jwk-set-private' : 'jwk-set-public',
      otherThumbprints: prints.slice(1).filter((print) => print !== undefined),
      ...(privates[0] === undefined ? {} : await fromJwk(privates[0])),
    }
  }
  if (typeof jwk['kty'] !== 'string') return { ...nothing, content: 'not-key-material' }
  return {
    ...nothing,
    content: jwk['d'] === undefined ? 'jwk-public' : 'jwk-private',
    ...(await fromJwk(jwk)),
  }
}

async function fromJwk(jwk: Record<string, unknown>): Promise<Partial<Content>> {
  const publicJwk = Object.fromEntries(
    ['kty', 'crv', 'n', 'e', 'x', 'y'].flatMap((name) =>
      typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [],
    ),
  )
  const kty = jwk['kty']
  const described = await describe({
    structure: 'other',
    publicJwk,
    ...(kty === 'RSA' || kty === 'EC' || kty === 'OKP' ? { kty } : {}),
    ...(typeof jwk['crv'] === 'string' ? { curve: jwk['crv'] } : {}),
  })
  return { ...described, structure: undefined }
}

async function fromServiceAccount(account: Record<string, unknown>): Promise<Content> {
  const pem = pemBlocks(String(account['private_key']).replace(/\\n/g, '\n'))
  const inner = pem.length > 0 ? await fromPem(pem) : nothing
  const identities = ['client_email', 'client_id'].flatMap((name) =>
    typeof account[name] === 'string' ? [account[name]] : [],
  )
  return { ...inner, content: 'service-account', identities }
}
