import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDiagnose } from './run-diagnose.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'key-faults-'))))
afterAll(() => rm(folder, { recursive: true }))

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string =>
  key.export({ type, format: 'pem' }).toString()
const GOOD = pem(privateKey)
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey
const P384 = ec('P-384')
const BODY = GOOD.replace(/-----[^-]+-----|\s/g, '')
const encrypted = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
  .toString()
const jwk = privateKey.export({ format: 'jwk' })
/** RFC 7468 §5 names the label; what is inside is never read. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${btoa('0'.repeat(300)).replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
/** SEQUENCE { INTEGER 3, SEQUENCE } is how a PFX starts. RFC 7292 §4 */
const PFX = Uint8Array.of(0x30, 0x81, 0xff, 2, 1, 3, 0x30, 0x81, 0xf9, ...new Array<number>(249).fill(0))
/** BER with an indefinite length, as some key chains export it. */
const INDEFINITE_PFX = Uint8Array.of(0x30, 0x80, 2, 1, 3, 0x30, 0x80, ...new Array<number>(249).fill(0))

interface Row {
  readonly rule: string
  readonly why: string
  readonly bytes: () => string | Uint8Array
  readonly grade?: string
  readonly profile?: string
  readonly more?: Record<string, unknown>
  readonly keyFile?: Record<string, unknown>
  readonly name?: string
  readonly also?: readonly string[]
  readonly variable?: boolean
}

async function diagnosed(
  row: Row,
): Promise<{ outcome: string; causes: { id: string; grade: string; evidence: string }[] }> {
  const name = row.name ?? `${row.rule}-${Math.trunc(BODY.length)}.pem`
  await writeFile(join(folder, name), row.bytes(), { mode: 0o600 })
  const key = row.variable
    ? { keyVariable: { name: 'EPIC_KEY', path: name } }
    : { keyFile: { path: name, mode: '0600', ...row.keyFile } }
  const attempt = {
    format: 'attempt/1',
    id: row.rule,
    profile: row.profile ?? 'epic-sandbox',
    flow: 'key',
    ...key,
    ...row.more,
  }
  const file = join(folder, `${name}.attempt.json`)
  await writeFile(file, JSON.stringify(attempt))
  let out = ''
  const status = await runDiagnose([file], {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: () => '' },
    stdin: new PassThrough(),
  })
  expect(status, out).toBe(0)
  return JSON.parse(out) as Awaited<ReturnType<typeof diagnosed>>
}

const rows: readonly Row[] = [
  { rule: 'key-empty', why: 'nothing in it', bytes: () => '' },
  { rule: 'key-empty', why: 'white space', bytes: () => ' \n\n' },
  {
    rule: 'key-is-public',
    why: 'the public half',
    bytes: () => publicKey.export({ type: 'spki', format: 'pem' }),
  },
  {
    rule: 'key-is-public',
    why: 'the public half, PKCS#1',
    bytes: () => publicKey.export({ type: 'pkcs1', format: 'pem' }),
  },
  {
    rule: 'key-is-public',
    why: 'a public JWK',
    bytes: () => JSON.stringify(publicKey.export({ format: 'jwk' })),
  },
  { rule: 'key-is-certificate', why: 'the certificate', bytes: () => CERTIFICATE },
  { rule: 'key-pkcs1', why: 'PKCS#1', bytes: () => pem(privateKey, 'pkcs1'), grade: 'hint' },
  { rule: 'key-sec1', why: 'SEC 1', bytes: () => pem(P384, 'sec1'), grade: 'hint' },
  {
    rule: 'key-ec-parameters',
    why: 'a block of parameters first',
    bytes: () =>
      `-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n${pem(P384, 'sec1')}`,
    grade: 'hint',
  },
  {
    rule: 'key-label-content-mismatch',
    why: 'PKCS#8 under the label of PKCS#1',
    bytes: () => GOOD.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'),
    grade: 'possible',
  },
  {
    rule: 'key-label-content-mismatch',
    why: 'PKCS#1 under the label of PKCS#8',
    bytes: () => pem(privateKey, 'pkcs1').replaceAll('RSA PRIVATE KEY', 'PRIVATE KEY'),
    grade: 'possible',
  },
  {
    rule: 'key-openssh',
    why: "OpenSSH's own format",
    bytes: () =>
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${btoa('openssh-key-v1\0'.padEnd(120, 'x'))}\n-----END OPENSSH PRIVATE KEY-----\n`,
  },
  { rule: 'key-encrypted', why: 'no passphrase is given', bytes: () => encrypted },
  {
    rule: 'key-passphrase-wrong',
    why: 'the passphrase does not open it',
    bytes: () => encrypted,
    keyFile: { passphraseEnv: 'KEY_FAULTS_TEST_WRONG' },
  },
  {
    rule: 'key-passphrase-wrong',
    why: 'the variable is not there',
    grade: 'probable',
    bytes: () => encrypted,
    keyFile: { passphraseEnv: 'KEY_FAULTS_TEST_ABSENT' },
  },
  {
    rule: 'key-pkcs12',
    why: 'a PKCS#12 file',
    bytes: () => PFX,
    name: 'bundle.p12',
  },
  {
    rule: 'key-pkcs12',
    why: 'a PKCS#12 file of indefinite length',
    bytes: () => INDEFINITE_PFX,
  },
  {
    rule: 'key-pkcs12',
    why: 'a Java key store',
    bytes: () => new Uint8Array([0xfe, 0xed, 0xfe, 0xed, ...new Array<number>(60).fill(0)]),
  },
  { rule: 'key-jwk', why: 'a private JWK', bytes: () => JSON.stringify(jwk), grade: 'hint' },
  {
    rule: 'key-jwk-set',
    why: 'one private key in a set',
    bytes: () => JSON.stringify({ keys: [{ ...jwk, kid: 'a' }] }),
    grade: 'possible',
  },
  {
    rule: 'key-der',
    why: 'DER',
    bytes: () => privateKey.export({ type: 'pkcs8', format: 'der' }),
    grade: 'hint',
  },
  { rule: 'key-base64-of-pem', why: 'encoded once more', bytes: () => btoa(GOOD) },
  { rule: 'key-no-labels', why: 'the body alone', bytes: () => BODY },
  {
    rule: 'key-no-labels',
    why: 'the body alone, in lines',
    bytes: () => GOOD.replace(/-----[^-]+-----\n/g, ''),
  },
  {
    rule: 'key-literal-newlines',
    why: 'line breaks written out',
    bytes: () => GOOD.trimEnd().replaceAll('\n', '\\n'),
  },
  {
    rule: 'key-literal-newlines',
    why: 'CRLF written out',
    bytes: () => GOOD.trimEnd().replaceAll('\n', '\\r\\n'),
  },
  {
    rule: 'key-literal-newlines',
    why: 'in a variable',
    variable: true,
    bytes: () => GOOD.trimEnd().replaceAll('\n', '\\n'),
  },
  {
    rule: 'key-newlines-escaped-twice',
    why: 'escaped twice',
    bytes: () => GOOD.trimEnd().replaceAll('\n', '\\\\n'),
  },
  {
    rule: 'key-single-line',
    why: 'spaces for line breaks',
    bytes: () => GOOD.trimEnd().replaceAll('\n', ' '),
  },
  { rule: 'key-single-line', why: 'no line breaks', bytes: () => GOOD.replaceAll('\n', '') },
  { rule: 'key-quoted', why: 'double quotes', bytes: () => `"${GOOD.trimEnd()}"` },
  { rule: 'key-quoted', why: 'single quotes', bytes: () => `'${GOOD.trimEnd()}'\n` },
  { rule: 'key-quoted', why: 'a trailing comma', bytes: () => `${GOOD.trimEnd()},\n` },
  {
    rule: 'key-indented',
    why: 'spaces before each line',
    bytes: () => GOOD.replace(/^/gm, '    ').trimEnd() + '\n',
  },
  { rule: 'key-bom', why: 'a byte order mark', bytes: () => `\uFEFF${GOOD}`, grade: 'possible' },
  { rule: 'key-bom', why: 'UTF-16', bytes: () => Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), grade: 'proven' },
  { rule: 'key-crlf', why: 'CRLF', bytes: () => GOOD.replaceAll('\n', '\r\n'), grade: 'hint' },
  {
    rule: 'key-no-final-newline',
    why: 'no line break at the end',
    bytes: () => GOOD.trimEnd(),
    grade: 'hint',
  },
  {
    rule: 'key-wrap-width',
    why: '76 columns',
    bytes: () =>
      `-----BEGIN PRIVATE KEY-----\n${BODY.replace(/.{76}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
    grade: 'hint',
  },
  { rule: 'key-label-damaged', why: 'four dashes', bytes: () => GOOD.replace('-----BEGIN', '----BEGIN') },
  { rule: 'key-label-damaged', why: 'typographic dashes', bytes: () => GOOD.replaceAll('-', '–') },
  { rule: 'key-label-damaged', why: 'one long dash', bytes: () => GOOD.replaceAll('-----', '—') },
  { rule: 'key-label-damaged', why: 'lower case', bytes: () => GOOD.replace('BEGIN', 'begin') },
  {
    rule: 'key-label-damaged',
    why: 'BEGIN and END differ',
    bytes: () => GOOD.replace('END PRIVATE', 'END RSA PRIVATE'),
  },
  { rule: 'key-label-damaged', why: 'no END line', bytes: () => GOOD.replace(/-----END.*\n/, '') },
  {
    rule: 'key-body-damaged',
    why: 'a character outside base64',
    bytes: () => GOOD.replace(/\n(.{10})./, '\n$1*'),
  },
  {
    rule: 'key-body-damaged',
    why: 'a line is missing',
    bytes: () => GOOD.split('\n').toSpliced(5, 1).join('\n'),
  },
  {
    rule: 'key-body-damaged',
    why: 'the last lines are cut off',
    bytes: () => GOOD.split('\n').toSpliced(20, 4).join('\n'),
  },
  {
    rule: 'key-body-damaged',
    why: 'an ellipsis',
    bytes: () => `${GOOD.slice(0, 200)}\n...\n${GOOD.slice(-100)}`,
  },
  { rule: 'key-several-blocks', why: 'pasted twice', bytes: () => GOOD + GOOD, grade: 'possible' },
  { rule: 'key-several-blocks', why: 'two keys', bytes: () => GOOD + pem(P384), grade: 'probable' },
  {
    rule: 'key-rsa-short',
    why: '1024 bits',
    bytes: () => pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey),
  },
  { rule: 'key-rsa-short', why: '2048 bits where 4096 are wanted', profile: 'cms-dpc', bytes: () => GOOD },
  {
    rule: 'key-rsa-exponent',
    why: 'e is 3',
    bytes: () => pem(generateKeyPairSync('rsa', { modulusLength: 2_048, publicExponent: 3 }).privateKey),
    grade: 'possible',
  },
  {
    rule: 'key-rsa-pss',
    why: 'an RSASSA-PSS key',
    bytes: () => pem(generateKeyPairSync('rsa-pss', { modulusLength: 2_048 }).privateKey),
  },
  { rule: 'key-ec-curve', why: 'secp256k1', bytes: () => pem(ec('secp256k1')) },
  { rule: 'key-ec-curve', why: 'P-521 at Epic', bytes: () => pem(ec('P-521')), grade: 'possible' },
  { rule: 'key-okp', why: 'Ed25519 at Epic', bytes: () => pem(generateKeyPairSync('ed25519').privateKey) },
  {
    rule: 'key-not-key-material',
    why: 'a fingerprint',
    bytes: () => 'SHA256:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg',
  },
  { rule: 'key-not-key-material', why: 'a UUID', bytes: () => '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e' },
  { rule: 'key-not-key-material', why: 'forty hexadecimal digits', bytes: () => 'ab12'.repeat(10) },
  {
    rule: 'key-service-account-json',
    why: 'the whole JSON file',
    profile: 'google',
    bytes: () => JSON.stringify({ type: 'service_account', client_email: 'a@b.test', private_key: GOOD }),
    grade: 'hint',
  },
  {
    rule: 'key-permissions',
    why: 'readable by the group',
    bytes: () => GOOD,
    keyFile: { mode: '0640' },
    grade: 'hint',
  },
  {
    rule: 'key-ec-explicit-params',
    why: 'the curve is spelled out',
    bytes: () =>
      pem(generateKeyPairSync('ec', { namedCurve: 'P-384', paramEncoding: 'explicit' }).privateKey),
    grade: 'probable',
  },
  {
    rule: 'key-sample',
    why: 'the key that RFC 7515 prints',
    bytes: () =>
      JSON.stringify({
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
      }),
  },
  {
    rule: 'key-not-registered-half',
    why: 'another key was uploaded',
    bytes: () => GOOD,
    more: {
      environment: {
        registration: {
          keyMode: 'uploaded-key',
          uploadedJwk: generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({
            format: 'jwk',
          }),
        },
      },
    },
  },
]

describe('a key file with one fault', () => {
  process.env['KEY_FAULTS_TEST_WRONG'] = 'close sesame'
  it.each(rows)('$rule: $why', async (row) => {
    const { causes } = await diagnosed(row)
    const said = causes.map(({ id, grade, evidence }) => `${grade} ${id}: ${evidence}`).join('\n')
    const wanted = row.grade ?? 'proven'
    expect(causes.find(({ id }) => id === row.rule)?.grade, said).toBe(wanted)
    const proven = causes.filter(({ grade }) => grade === 'proven').map(({ id }) => id)
    expect(
      proven.filter((id) => ![row.rule, ...(row.also ?? [])].includes(id)),
      said,
    ).toEqual([])
    if (wanted !== 'hint') expect(causes[0]?.id, said).toBe(row.rule)
  })
})

describe('a working key file', () => {
  it.each([
    ['PKCS#8, RSA', () => GOOD],
    ['PKCS#8, P-384', () => pem(P384)],
    ['a comment above the key', () => `# the key of the app\n${GOOD}`],
    [
      'bag attributes of OpenSSL',
      () => `Bag Attributes\n    friendlyName: app\nKey Attributes: <No Attributes>\n${GOOD}`,
    ],
    ['its certificate behind it', () => GOOD + CERTIFICATE],
    ['an encrypted one with its passphrase', () => encrypted],
  ])('%s: nothing is proven', async (_, bytes) => {
    process.env['KEY_FAULTS_TEST_RIGHT'] = 'open sesame'
    const passphrase = bytes() === encrypted ? { keyFile: { passphraseEnv: 'KEY_FAULTS_TEST_RIGHT' } } : {}
    const { causes, outcome } = await diagnosed({ rule: 'working', why: '', bytes, ...passphrase })
    expect(outcome, JSON.stringify(causes)).toBe('clean')
    expect(causes.filter(({ grade }) => grade !== 'hint')).toEqual([])
  })
})
