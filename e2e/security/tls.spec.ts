import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsOptions } from 'node:tls'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import { makeCertificates } from '../fakes/certificates.ts'
import { startMisbehaving } from '../fakes/misbehaving-server.ts'
import { openApi } from '../support/call-api.ts'
import { makeFolder, runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { makeSendTo } from '../support/send-to.ts'
import { expect, test } from '../support/test.ts'

let certificates: ReturnType<typeof makeCertificates>
let folder: string
let workbench: Workbench
let call: Awaited<ReturnType<typeof openApi>>
let sendTo: Awaited<ReturnType<typeof makeSendTo>>

test.beforeAll(async () => {
  certificates = makeCertificates()
  folder = await makeFolder()
  await writeFile(join(folder, 'ca.pem'), certificates.caPem)
  workbench = await runWorkbench({
    folder,
    args: ['--ca-file', join(folder, 'ca.pem')],
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  })
  call = await openApi(workbench)
  sendTo = await makeSendTo(call)
})
test.afterAll(() => workbench.stop())

const resultOf = async (options: TlsOptions, send = sendTo): Promise<{ text: string; requests: number }> => {
  const server = await startMisbehaving(options)
  try {
    const { outcome } = await send(`${server.origin}/good`)
    const text = outcome.kind === 'no-response' ? `${outcome.failure} ${outcome.detail}` : outcome.kind
    return { text, requests: server.requests('good') }
  } finally {
    await server.stop()
  }
}

type Kind = Exclude<keyof typeof certificates, 'caPem'>
const kinds: readonly { kind: Kind; want: RegExp }[] = [
  { kind: 'good', want: /^token$/ },
  { kind: 'nameless', want: /^token$/ },
  { kind: 'withIntermediate', want: /^token$/ },
  { kind: 'expired', want: /^tls tls-expired/ },
  { kind: 'notYetValid', want: /^tls tls-not-yet-valid/ },
  { kind: 'wrongHost', want: /^tls tls-wrong-host/ },
  { kind: 'selfSigned', want: /^tls tls-self-signed/ },
  { kind: 'unknownCa', want: /^tls tls-chain/ },
  { kind: 'unknownCaWithChain', want: /^tls tls-self-signed/ },
  { kind: 'missingIntermediate', want: /^tls tls-chain/ },
]

for (const { kind, want } of kinds) {
  test(`R41 a certificate that is ${kind} reads ${want.source}, with checks switched off by the variable too`, async () => {
    const { text, requests } = await resultOf(certificates[kind])
    expect(text).toMatch(want)
    expect(requests).toBe(text === 'token' ? 1 : 0)
  })
}

const NAMES: readonly { kind: Kind; failure: string | undefined; subjects: readonly string[] }[] = [
  {
    kind: 'withIntermediate',
    failure: undefined,
    subjects: ['CN=Behind an intermediate', 'CN=Test intermediate', 'CN=Test root'],
  },
  { kind: 'nameless', failure: undefined, subjects: ['', 'CN=Test root'] },
  { kind: 'missingIntermediate', failure: 'tls', subjects: ['CN=Behind an intermediate'] },
  { kind: 'expired', failure: 'tls', subjects: ['CN=Expired', 'CN=Test root'] },
  { kind: 'selfSigned', failure: 'tls', subjects: ['CN=Self-signed'] },
]

for (const { kind, failure, subjects } of NAMES) {
  test(`R41 the chain of a host whose certificate is ${kind} is told with the document`, async () => {
    const server = await startMisbehaving(certificates[kind])
    try {
      const { document } = await call(fetchDocument, {
        environmentId: 'practice',
        kind: 'server-jwks',
        url: `${server.origin}/good`,
        confirm: [`private-target ${server.address}`],
      })
      expect(document.failure).toBe(failure)
      const chain = document.certificates ?? []
      expect(chain.map(({ subject }) => subject)).toEqual(subjects)
      const now = Date.now() / 1_000
      expect((chain[0]?.notAfter ?? 0) < now).toBe(kind === 'expired')
      expect(chain[0]?.issuer).toBe(
        subjects[1] ?? (kind === 'selfSigned' ? subjects[0] : 'CN=Test intermediate'),
      )
    } finally {
      await server.stop()
    }
  })
}

for (const { version, want } of [
  { version: 'TLSv1.1', want: /^tls tls-protocol/ },
  { version: 'TLSv1.2', want: /^token$/ },
  { version: 'TLSv1.3', want: /^token$/ },
] as const) {
  test(`R41 a server that speaks ${version} only reads ${want.source}`, async () => {
    const { text } = await resultOf({
      ...certificates.good,
      minVersion: version,
      maxVersion: version,
      // OpenSSL offers the old version only without its own minimum.
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    expect(text).toMatch(want)
  })
}

test('R41 a CA from NODE_EXTRA_CA_CERTS is trusted, and without any the certificate is refused', async () => {
  for (const { extra, want } of [
    { extra: join(folder, 'ca.pem'), want: /^token$/ },
    { extra: '', want: /^tls tls-chain/ },
  ]) {
    const other = await runWorkbench({ env: { NODE_EXTRA_CA_CERTS: extra } })
    try {
      const { text } = await resultOf(certificates.good, await makeSendTo(await openApi(other)))
      expect(text).toMatch(want)
    } finally {
      await other.stop()
    }
  }
})
