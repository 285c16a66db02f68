import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signTexts } from '../keys/sign-bytes.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'

let bench: PracticeBench
beforeAll(async () => {
  bench = await startPracticeBench()
})
afterAll(() => bench.stop())

const request = (assertion: string, confirm: string[] = []) => ({
  environmentId: 'practice',
  flow: 'client_credentials' as const,
  parameters: [['scope', 'system/Patient.rs']] as [string, string][],
  assertion,
  confirm,
})

/** Signed by the practice key, somewhere else and earlier. */
const signedBefore = async (): Promise<string> => {
  const { headerText, payloadText, keyId } = await bench.texts()
  return (await signTexts(headerText, payloadText, await bench.program.keys.find(keyId))).assertion
}

const byStranger = async (aud = bench.practice.tokenEndpoint): Promise<string> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return new SignJWT({ iss: bench.practice.clientId, sub: bench.practice.clientId, aud, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(privateKey)
}

const asked = async (assertion: string): Promise<{ id: string; kind: string }[]> => {
  const error: unknown = await bench.program
    .sendReadyMade(request(assertion))
    .catch((thrown: unknown) => thrown)
  return (error as { confirmations: { id: string; kind: string }[] }).confirmations
}

describe('a ready-made assertion', () => {
  it('is sent as it is, opens no key, and gets its token', async () => {
    const assertion = await signedBefore()
    const { attempt } = await bench.program.sendReadyMade(request(assertion))
    expect(attempt).toMatchObject({ response: { status: 200 }, madeBy: 'person' })
    expect(attempt.note).toContain('nothing was signed')
    const sent = bench.program.attempts.get(attempt.id).attempt
    expect(new URLSearchParams(sent.tokenRequest?.body).get('client_assertion')).toBe(assertion)
  })

  it('keeps every character, white space around it included', async () => {
    const assertion = `${await signedBefore()}\n`
    const { attempt } = await bench.program.sendReadyMade(request(assertion))
    const sent = bench.program.attempts.get(attempt.id).attempt
    expect(new URLSearchParams(sent.tokenRequest?.body).get('client_assertion')).toBe(assertion)
  })

  it('is recorded under the key that signed it, and shown without its signature', async () => {
    const assertion = await signedBefore()
    const { attempt } = await bench.program.sendReadyMade(request(assertion))
    const { keyId } = await bench.texts()
    const { thumbprint } = (await bench.program.keys.find(keyId)).summary
    expect(attempt.keyThumbprint).toBe(thumbprint)
    expect(JSON.stringify(attempt)).not.toContain(assertion.split('.')[2])
  })

  it('is not stored raw', async () => {
    const assertion = await signedBefore()
    const { attempt, history } = await bench.program.sendReadyMade(request(assertion))
    expect(history.saved).toBe(true)
    const kept = (await bench.program.history.store()).read(attempt.id)
    expect(kept.row.id).toBe(attempt.id)
    expect(JSON.stringify(kept)).not.toContain(assertion.split('.')[2])
  })

  it('of a signer who is not known here needs a yes that says so and names the origin, once', async () => {
    const assertion = await byStranger()
    const before = bench.program.attempts.list('practice').length
    const [first, ...more] = await asked(assertion)
    const { origin } = new URL(bench.practice.tokenEndpoint)
    expect(first).toMatchObject({
      id: `ready-made-and-origin ${origin}`,
      kind: 'ready-made-and-origin',
      values: { origin },
    })
    expect(more).toEqual([])
    expect(bench.program.attempts.list('practice')).toHaveLength(before)
    const { attempt } = await bench.program.sendReadyMade(request(assertion, [first?.id ?? '']))
    expect(attempt).toMatchObject({ response: { status: 401 }, keyThumbprint: '' })
    expect((await bench.program.sendReadyMade(request(await byStranger()))).attempt.response.status).toBe(401)
  })

  it('for another server is asked about like any other', async () => {
    const kinds = (await asked(await byStranger('https://as.example.test/token'))).map(({ kind }) => kind)
    expect(kinds).toContain('audience-elsewhere')
  })
})
