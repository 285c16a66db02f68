import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compactVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withCertificate, type HeaderCertificate } from '../../shared/assertion/certificate-header.ts'
import { readCertificate } from '../../shared/facts/certificate-facts.ts'
import { makeLedger } from '../services/ledger.ts'
import { createKeyStore } from './key-store.ts'
import { openPrivateKey } from './open-private-key.ts'
import { isCertificateOf } from './read-certificates.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'
import { signTexts } from './sign-bytes.ts'

const clock = { now: () => 1_790_000_000, monotonicMs: () => 0 }
const folder = mkdtempSync(join(tmpdir(), 'pkcs12-'))
const has = (...command: [string, ...string[]]) =>
  spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).status === 0
const hasOpenssl = has('openssl', 'version')
const hasLegacy = hasOpenssl && has('openssl', 'list', '-provider', 'legacy', '-providers')
const hasKeytool = has('keytool', '-help')
const skipped = [
  ...(hasOpenssl ? [] : ['no openssl command: PKCS#12 files are not made']),
  ...(hasLegacy ? [] : ['this OpenSSL has no legacy provider: legacy PKCS#12 files are not made']),
  ...(hasKeytool ? [] : ['no keytool: Java key stores are not made']),
]
for (const reason of skipped) process.stderr.write(`skipped: ${reason}\n`)

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const JAVA = '-genkeypair -alias app -dname CN=app -storetype PKCS12 -storepass changeit -keystore'.split(' ')
const keytool = (file: string, ...args: string[]) =>
  execFileSync('keytool', [...JAVA, file, ...args], { cwd: folder, stdio: 'pipe' })
const kinds = {
  rsa: ['-newkey', 'rsa:2048'],
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const

const store = () =>
  createKeyStore({ roots: [folder], practiceFolder: join(folder, 'none'), ledger: makeLedger(clock) })
const keyNamed = async (name: string) => {
  const keys = store()
  const listed = (await keys.list()).keys.find((key) => key.name === name)
  return { keys, id: listed?.id ?? '', listed }
}

beforeAll(() => {
  if (!hasOpenssl) return
  for (const [kind, options] of Object.entries(kinds)) {
    openssl(
      'req',
      '-x509',
      ...options,
      '-nodes',
      '-keyout',
      `${kind}.key`,
      '-out',
      `${kind}.crt`,
      '-subj',
      `/CN=${kind}-app`,
      '-days',
      '30',
    )
    const both = ['-inkey', `${kind}.key`, '-in', `${kind}.crt`, '-passout', 'pass:se cret-ü']
    openssl('pkcs12', '-export', ...both, '-out', `${kind}-modern.p12`)
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      `${kind}.key`,
      '-in',
      `${kind}.crt`,
      '-passout',
      'pass:',
      '-out',
      `${kind}-empty.p12`,
    )
    if (hasLegacy) openssl('pkcs12', '-export', '-legacy', ...both, '-out', `${kind}-legacy.pfx`)
    if (hasKeytool)
      keytool(
        `${kind}-java.p12`,
        ...(kind === 'rsa'
          ? ['-keyalg', 'RSA', '-keysize', '2048']
          : ['-keyalg', 'EC', '-groupname', 'secp384r1']),
      )
  }
  openssl('pkcs12', '-export', '-nokeys', '-in', 'rsa.crt', '-passout', 'pass:x', '-out', 'no-key.p12')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.runIf(hasOpenssl)('PKCS#12 containers', () => {
  const rows = [
    { file: 'rsa-modern.p12', passphrase: 'se cret-ü', kind: 'RSA 2048, PKCS#12', alg: 'RS256', when: true },
    { file: 'ec-modern.p12', passphrase: 'se cret-ü', kind: 'P-384, PKCS#12', alg: 'ES384', when: true },
    { file: 'rsa-empty.p12', passphrase: '', kind: 'RSA 2048, PKCS#12', alg: 'RS256', when: true },
    { file: 'ec-empty.p12', passphrase: '', kind: 'P-384, PKCS#12', alg: 'ES384', when: true },
    {
      file: 'rsa-legacy.pfx',
      passphrase: 'se cret-ü',
      kind: 'RSA 2048, PKCS#12',
      alg: 'RS256',
      when: hasLegacy,
    },
    { file: 'ec-legacy.pfx', passphrase: 'se cret-ü', kind: 'P-384, PKCS#12', alg: 'ES384', when: hasLegacy },
    {
      file: 'rsa-java.p12',
      passphrase: 'changeit',
      kind: 'RSA 2048, PKCS#12',
      alg: 'RS256',
      when: hasKeytool,
    },
    { file: 'ec-java.p12', passphrase: 'changeit', kind: 'P-384, PKCS#12', alg: 'ES384', when: hasKeytool },
  ]
  it.for(rows.filter(({ when }) => when))('$file opens, signs, and brings its certificate', async (row) => {
    const { keys, id, listed } = await keyNamed(row.file)
    expect(listed).toMatchObject({ state: 'locked', kind: 'PKCS#12 container' })
    const opened = await keys.open(id, row.passphrase)
    expect(opened).toMatchObject({ state: 'ready', certificate: { from: row.file, selfSigned: true } })
    expect(opened.kind).toContain(row.kind)
    expect(opened.algorithms).toContain(row.alg)
    const { assertion } = await signTexts(`{"alg":"${row.alg}"}`, '{}', await keys.find(id))
    expect(assertion.split('.')).toHaveLength(3)
  })

  it('says that the passphrase is wrong, and stays locked', async () => {
    const { keys, id } = await keyNamed('ec-modern.p12')
    await expect(keys.open(id, 'wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    await expect(keys.find(id)).rejects.toMatchObject({ code: 'key-locked' })
  })

  it('says of a container without a key that it holds certificates only', async () => {
    const { keys, id } = await keyNamed('no-key.p12')
    expect(await keys.open(id, 'x')).toMatchObject({ state: 'unusable', problem: { code: 'pkcs12-no-key' } })
  })

  it('explains a container that is cut off, with the command that may help', async () => {
    writeFileSync(join(folder, 'cut.p12'), readFileSync(join(folder, 'rsa-modern.p12')).subarray(0, 900))
    const { keys, id } = await keyNamed('cut.p12')
    const { problem } = await keys.open(id, 'se cret-ü')
    expect(problem?.code).toBe('pkcs12-unreadable')
    expect(problem?.detail).toContain('openssl pkcs12')
    rmSync(join(folder, 'cut.p12'))
  })
})

describe.runIf(hasOpenssl)('the certificate of a key', () => {
  const opensslSays = (kind: string) => {
    const digest = (algorithm: string) =>
      openssl('x509', '-in', `${kind}.crt`, '-noout', '-fingerprint', `-${algorithm}`)
        .toString()
        .trim()
        .replace(/^.*=/, '')
        .replaceAll(':', '')
    const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
    return {
      x5t: base64url(digest('sha1')),
      x5tS256: base64url(digest('sha256')),
      x5c: [openssl('x509', '-in', `${kind}.crt`, '-outform', 'DER').toString('base64')],
    }
  }

  it.each(['rsa', 'ec'])(
    'of %s is found beside it and has the thumbprints that openssl computes',
    async (kind) => {
      const { listed } = await keyNamed(`${kind}.key`)
      const named = { from: `${kind}.crt`, subject: `CN=${kind}-app` }
      expect(listed?.certificate).toMatchObject({ ...named, ...opensslSays(kind) })
    },
  )

  it.each([
    {
      shape: 'entra',
      header: ({ x5tS256 }: HeaderCertificate) => ({ alg: 'PS256', typ: 'JWT', 'x5t#S256': x5tS256 }),
    },
    { shape: 'x5t', header: ({ x5t }: HeaderCertificate) => ({ alg: 'RS256', typ: 'JWT', x5t }) },
    { shape: 'udap', header: ({ x5c }: HeaderCertificate) => ({ alg: 'RS256', typ: 'JWT', x5c }) },
  ] as const)('in a container fills the header for $shape as openssl computes it', async (row) => {
    const { keys, id } = await keyNamed('rsa-modern.p12')
    const { certificate, algorithms } = await keys.open(id, 'se cret-ü')
    if (certificate === undefined) throw new Error('no certificate')
    const headerText = withCertificate('{"alg":"RS384"}', row.shape, certificate, algorithms)
    expect(JSON.parse(headerText)).toEqual(row.header(opensslSays('rsa')))
    const { assertion } = await signTexts(headerText, '{}', await keys.find(id))
    // As such a server does it: the key is taken from the certificate that the header leads to.
    const fromServer = createPublicKey(readFileSync(join(folder, 'rsa.crt')))
    await expect(compactVerify(assertion, fromServer)).resolves.toBeTruthy()
  })

  it('in a container is the same, byte for byte, as the one that went in', async () => {
    const { keys, id } = await keyNamed('rsa-modern.p12')
    const { certificate } = await keys.open(id, 'se cret-ü')
    const raw = new X509Certificate(readFileSync(join(folder, 'rsa.crt'))).raw
    expect(certificate?.x5tS256).toBe(createHash('sha256').update(raw).digest('base64url'))
  })

  it('reads the same to the rules, which look at it in a JWK Set', async () => {
    const { listed } = await keyNamed('rsa.key')
    const facts = await readCertificate(listed?.certificate?.x5c[0] ?? '')
    expect(facts).toMatchObject({
      problem: undefined,
      sha256: listed?.certificate?.x5tS256,
      keyThumbprint: listed?.thumbprint,
    })
  })

  it('is listed as no key, and may be read by everybody', async () => {
    const { listed } = await keyNamed('rsa.crt')
    expect(listed).toMatchObject({
      state: 'unusable',
      kind: 'No private key in it',
      problem: { code: 'certificate' },
      warnings: [],
    })
  })

  it('of another key under the same name is named, and fills nothing', async () => {
    writeFileSync(join(folder, 'mixed.key'), readFileSync(join(folder, 'rsa.key')))
    writeFileSync(join(folder, 'mixed.pem'), readFileSync(join(folder, 'ec.crt')))
    const before = readFileSync(join(folder, 'rsa.crt'))
    rmSync(join(folder, 'rsa.crt'))
    try {
      const { listed } = await keyNamed('mixed.key')
      expect(listed?.certificate).toBeUndefined()
      expect(listed?.warnings.join()).toContain('mixed.pem belongs to another key')
    } finally {
      writeFileSync(join(folder, 'rsa.crt'), before)
      rmSync(join(folder, 'mixed.key'))
      rmSync(join(folder, 'mixed.pem'))
    }
  })

  it('is compared with a key of another type, and the next key still opens', () => {
    const [rsa, ec] = ['rsa', 'ec'].map((kind) => readFileSync(join(folder, `${kind}.key`))) as [
      Buffer,
      Buffer,
    ]
    const certificate = new X509Certificate(readFileSync(join(folder, 'rsa.crt')))
    expect(isCertificateOf(certificate, createPrivateKey(ec))).toBe(false)
    expect(openPrivateKey(rsa)).toMatchObject({ state: 'ready' })
  })

  it.each(['rsa', 'ec'])('made from %s is self-signed, has the days and opens with openssl', async (kind) => {
    const { keys, id } = await keyNamed(`${kind}.key`)
    const { key } = await keys.find(id)
    const pem = await selfSignedCertificate(key, { commonName: 'My app, test', days: 10, now: clock.now() })
    const certificate = new X509Certificate(pem)
    expect(certificate.checkPrivateKey(key) && certificate.verify(certificate.publicKey)).toBe(true)
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(864_000_000)
    const said = execFileSync('openssl', ['x509', '-noout', '-subject', '-nameopt', 'RFC2253'], {
      input: pem,
    })
    expect(said.toString()).toContain('CN=My app\\, test')
  })
})
