import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DER_NOTE } from '../keys/external-signer.ts'
import type { SignerSettings } from '../keys/signer-settings.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { makeScriptedSigners, SHORT_LIMITS, SIGNER_BODIES } from '../testing/scripted-signer.ts'
import { hasSoftHsm, makeSoftHsm, type HsmKey } from '../testing/soft-hsm.ts'

const folder = mkdtempSync(join(tmpdir(), 'signer-sends-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Of one that answers at all: a busy machine starts a process late. */
const limits = { ...SHORT_LIMITS, timeoutMs: 4_000 }
const startBench = (signer: SignerSettings) =>
  startPracticeBench(undefined, { signer: { ...signer, limits } })

/** A correct request of now by the signer, to the practice server or to `elsewhere`. */
async function send({ program, practice }: PracticeBench, alg: string, elsewhere?: string) {
  const url = elsewhere ?? practice.tokenEndpoint
  await program.environments.save({
    id: 'signs-elsewhere',
    name: 'Signs elsewhere',
    profile: 'smart-generic',
    origin: 'user',
    settings: { label: 'non-production', clientId: practice.clientId, tokenEndpoint: url },
  })
  const { thumbprint = '' } = (await program.keys.list()).keys.find(({ id }) => id === 'signer') ?? {}
  const now = Math.floor(Date.now() / 1_000)
  const { clientId } = practice
  const { host, origin } = new URL(url)
  return program.sendOnce({
    environmentId: 'signs-elsewhere',
    keyId: 'signer',
    headerText: JSON.stringify({ alg, typ: 'JWT', kid: thumbprint }),
    payloadText: JSON.stringify({
      iss: clientId,
      sub: clientId,
      aud: url,
      jti: randomUUID(),
      iat: now,
      exp: now + 240,
    }),
    flow: 'client_credentials',
    parameters: [['scope', 'system/Patient.rs']],
    confirm: [`key-and-origin ${thumbprint} ${origin}`, `private-target ${host}`],
    madeBy: 'person',
  })
}

describe.runIf(hasSoftHsm())('a key in SoftHSM', () => {
  let hsm: ReturnType<typeof makeSoftHsm>
  beforeAll(() => void (hsm = makeSoftHsm(folder)), 60_000)
  afterAll(() => hsm.forget())

  it.each([
    { label: 'ec', alg: 'ES384' },
    { label: 'rsa', alg: 'RS384' },
  ] as const)('signs $alg by the example script, and the practice server gives a token', async (row) => {
    const { id, publicFile } = hsm.keys.find(({ label }) => label === row.label) as HsmKey
    const script = resolve(import.meta.dirname, '../../docs/signers/pkcs11-signer.sh')
    const bench = await startBench({ command: [script, id], publicFile })
    try {
      const { shown } = await send(bench, row.alg)
      expect(shown).toMatchObject({ response: { status: 200 }, outcome: { kind: 'token' } })
    } finally {
      await bench.stop()
    }
  })
})

describe('what a signer command prints', () => {
  const signers = makeScriptedSigners(folder)
  const { publicFile } = signers
  const signWith = (body: string) => signers.scripted(body, 'the-signer')
  let bench: PracticeBench
  let connections = 0
  /** A token endpoint of somebody else, which only counts who comes. */
  const endpoint = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  const elsewhere = () => `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/token`
  beforeAll(async () => {
    await new Promise<void>((ready) => endpoint.listen(0, '127.0.0.1', ready))
    bench = await startBench({ command: signWith(SIGNER_BODIES.raw), publicFile })
  }, 60_000)
  afterAll(async () => {
    await bench.stop()
    endpoint.close()
  })
  beforeEach(() => void (connections = 0))
  const sentRequests = () => bench.program.ledger.list().filter(({ kind }) => kind === 'connection').length

  it.each([
    { why: 'R and S side by side', body: SIGNER_BODIES.raw, said: '' },
    { why: 'DER, which is converted and said', body: SIGNER_BODIES.der, said: DER_NOTE },
  ])('is sent, and taken by the practice server: $why', async ({ body, said }) => {
    signWith(body)
    const { shown } = await send(bench, 'ES384')
    expect(shown.response.status).toBe(200)
    expect(shown.note ?? '').toBe(said)
  })

  it('is what reaches a token endpoint, so that the count below counts', async () => {
    signWith(SIGNER_BODIES.raw)
    await send(bench, 'ES384', elsewhere())
    expect(connections).toBe(1)
  })

  it.each([
    { why: 'hangs', body: SIGNER_BODIES.hangs, code: 'signer-timeout' },
    { why: 'floods its output', body: SIGNER_BODIES.floods, code: 'signer-output-too-large' },
    {
      why: 'floods its standard error',
      body: SIGNER_BODIES.floodsStandardError,
      code: 'signer-output-too-large',
    },
    { why: 'prints garbage', body: SIGNER_BODIES.garbage, code: 'signer-signature-wrong' },
    { why: 'prints nothing', body: SIGNER_BODIES.nothing, code: 'signer-signature-wrong' },
    { why: 'signs something else', body: SIGNER_BODIES.somethingElse, code: 'signer-signature-wrong' },
    { why: 'exits 1', body: SIGNER_BODIES.exits1, code: 'signer-failed' },
  ])(
    'is not sent by a signer that $why: its own error, and nobody is connected to',
    async ({ body, code }) => {
      signWith(body)
      const before = {
        requests: sentRequests(),
        attempts: bench.program.attempts.list('signs-elsewhere').length,
      }
      await expect(send(bench, 'ES384', elsewhere())).rejects.toMatchObject({ code })
      await expect(send(bench, 'ES384')).rejects.toMatchObject({ code })
      expect(connections).toBe(0)
      expect(sentRequests()).toBe(before.requests)
      expect(bench.program.attempts.list('signs-elsewhere')).toHaveLength(before.attempts)
    },
  )
})
