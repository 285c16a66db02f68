import { randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dpopProofOf } from '../../shared/token-request/dpop.ts'
import { makeDpopKeys } from '../keys/dpop-keys.ts'
import { signTexts } from '../keys/sign-bytes.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { makeDiagnoseAttempt } from './diagnose-attempt.ts'
import { makeFetchDocument } from './fetch-document.ts'
import { makeJwksVisits } from './jwks-visits.ts'
import { makeTryToken } from './try-token.ts'

let bench: PracticeBench
beforeAll(async () => {
  bench = await startPracticeBench()
})
beforeEach(() => bench.practice.setDpop(true))
afterEach(() => bench.practice.setDpop(false))
afterAll(() => bench.stop())

const all = () => bench.program.attempts.list('practice')
const proofs = () => all().map(({ attempt }) => decodeJwt(dpopProofOf(attempt) ?? ''))

const send = async (more: { dpop?: 'ES256'; renewLifetimeS?: number } = {}) =>
  bench.program.sendOnce({
    ...(await bench.texts()),
    ...more,
    environmentId: 'practice',
    flow: 'client_credentials',
    confirm: [],
    madeBy: 'person',
  })

describe('a server that demands DPoP', () => {
  it('asks for its nonce once, gets it with a renewed assertion, and gives a token', async () => {
    const { shown } = await send({ dpop: 'ES256', renewLifetimeS: 240 })
    expect(shown).toMatchObject({ response: { status: 200 } })
    expect(shown.response.body).toContain('"token_type":"DPoP"')
    const [second, first] = all()
    expect([first?.shown.outcome, first?.shown.response.status]).toMatchObject([
      { error: 'use_dpop_nonce' },
      400,
    ])
    expect(first?.shown.note).toContain('repeated once')
    expect(second?.shown.note).toContain('nonce of the server')
    expect(second?.history.jti).not.toBe(first?.history.jti)
    const [with_, without] = proofs()
    expect(without).not.toHaveProperty('nonce')
    expect(with_).toMatchObject({
      htm: 'POST',
      htu: bench.practice.tokenEndpoint,
      nonce: expect.stringMatching(/./) as unknown,
    })
    expect(with_?.jti).not.toBe(without?.jti)
  })

  it('takes the token on its FHIR server with a proof of its own', async () => {
    const { shown } = await send({ dpop: 'ES256' })
    const tried = await makeTryToken(bench.program)({
      attemptId: shown.id,
      path: 'Patient/example',
      confirm: [],
    })
    expect(tried.status).toBe(200)
    const token = bench.program.attempts.reveal(shown.id, 'access_token')
    const asBearer = await fetch(tried.url, { headers: { authorization: `Bearer ${token}` } })
    expect(asBearer.status).toBe(401)
  })

  it('is not asked again while its nonce is good', async () => {
    const before = all().length
    expect((await send({ dpop: 'ES256' })).shown.response.status).toBe(200)
    expect(all()).toHaveLength(before + 1)
  })

  it('refuses a request without a proof, and the rule says what is missing', async () => {
    await makeFetchDocument(bench.program)({
      environmentId: 'practice',
      kind: 'openid-configuration',
      url: `${bench.practice.issuer}/.well-known/openid-configuration`,
      confirm: [],
    })
    const { shown } = await send()
    expect(shown.response.status).toBe(400)
    expect((await causesOf(shown.id)).map(({ id }) => id)).toContain('tokreq-dpop')
  })

  it('gets no proof that is shown or kept: its place is dots', async () => {
    const { shown, attempt } = await send({ dpop: 'ES256' })
    const proof = dpopProofOf(attempt) ?? ''
    const signature = proof.split('.')[2] ?? ''
    expect(signature).not.toBe('')
    await bench.program.history.saved(shown.id)
    const kept = (await bench.program.history.store()).read(shown.id)
    for (const text of [JSON.stringify(shown), JSON.stringify(kept)]) expect(text).not.toContain(signature)
  })
})

const causesOf = async (attemptId: string) => {
  const { program, practice } = bench
  const diagnose = makeDiagnoseAttempt({
    ...program,
    practiceSyncedAt: () => practice.syncedAt(),
    jwksVisits: makeJwksVisits(program),
  })
  return (await diagnose({ attemptId, answers: {} })).causes
}

/** Sends a proof of somebody's own making to the practice server and records the exchange as it was. */
async function withProof(claims: JWTPayload, jti: string = randomUUID()) {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const { tokenEndpoint } = bench.practice
  const proof = await new SignJWT({ htm: 'POST', htu: tokenEndpoint, jti, ...claims })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(publicKey) })
    .setIssuedAt()
    .sign(privateKey)
  return { proof, again: () => post(proof), first: await post(proof) }
}

async function post(proof: string) {
  const { headerText, payloadText, keyId } = await bench.texts()
  const { assertion } = await signTexts(headerText, payloadText, await bench.program.keys.find(keyId))
  const request = {
    method: 'POST' as const,
    url: bench.practice.tokenEndpoint,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['DPoP', proof],
    ] as [string, string][],
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString(),
  }
  const answer = await bench.program.upstream.send({ ...request, reason: 'test', confirm: [] })
  const environment = bench.program.environments.get('practice')
  return bench.program.record({
    madeBy: 'capture',
    environment,
    flow: 'client_credentials',
    request,
    answer,
    assertion,
  })
}

describe('a proof of a program of its own, named from the bytes', () => {
  it('for another address', async () => {
    const { first } = await withProof({ htu: 'https://elsewhere.example.test/token' })
    expect(first.shown.outcome).toMatchObject({ error: 'invalid_dpop_proof' })
    expect((await causesOf(first.shown.id))[0]).toMatchObject({
      id: 'tokreq-dpop',
      grade: 'proven',
      evidence: expect.stringMatching(
        /is for https:\/\/elsewhere\.example\.test\/token; the request goes to/,
      ) as string,
    })
  })

  it('with an old nonce', async () => {
    const { first } = await withProof({ nonce: 'a-nonce-of-yesterday' })
    expect(first.shown.outcome).toMatchObject({ error: 'use_dpop_nonce' })
    expect((await causesOf(first.shown.id))[0]).toMatchObject({
      id: 'tokreq-dpop',
      grade: 'proven',
      evidence: expect.stringMatching(/nonce in the DPoP proof is an old one/) as string,
    })
  })

  it('that was used before', async () => {
    bench.practice.setDpop(false)
    const { first, again } = await withProof({})
    expect(first.shown.response.status).toBe(200)
    const second = await again()
    expect(second.shown.response.status).toBe(400)
    expect((await causesOf(second.shown.id))[0]).toMatchObject({
      id: 'tokreq-dpop',
      grade: 'proven',
      evidence: expect.stringMatching(/was used before: its jti/) as string,
    })
  })
})

describe('a proof of this program', () => {
  const input = { method: 'POST' as const, url: 'https://as.example.test/token?a=b#c', now: 1_764_000_000.7 }
  it('names the URL without query and fragment, and has only the public half of its key', async () => {
    const proof = await makeDpopKeys().proof({ ...input, alg: 'ES256', nonce: 'n' })
    expect(decodeJwt(proof)).toMatchObject({
      htm: 'POST',
      htu: 'https://as.example.test/token',
      iat: 1_764_000_000,
      nonce: 'n',
    })
    const { jwk, typ } = decodeProtectedHeader(proof)
    expect(typ).toBe('dpop+jwt')
    expect(Object.keys(jwk ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  })
  it('has the key of the run, the same for each request', async () => {
    const keys = makeDpopKeys()
    const jwkOf = async () => decodeProtectedHeader(await keys.proof({ ...input, alg: 'ES256' })).jwk
    expect(await jwkOf()).toEqual(await jwkOf())
    expect(await jwkOf()).not.toEqual(
      decodeProtectedHeader(await makeDpopKeys().proof({ ...input, alg: 'ES256' })).jwk,
    )
  })
})
