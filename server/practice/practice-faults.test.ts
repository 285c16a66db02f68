import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PRACTICE_FAULTS, type PracticeFaultId } from '../../shared/practice/practice-faults.ts'
import { startPractice, type Practice } from './start-practice.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const silent = { info: () => undefined, warn: () => undefined }

let practice: Practice
beforeAll(async () => {
  const keys = [{ ...(await exportJWK(key.publicKey)), kid: 'mine' }]
  const publicJwks = () => Promise.resolve({ keys })
  practice = await startPractice({
    port: 0,
    workbenchOrigin: 'http://127.0.0.1:7523',
    publicJwks,
    log: silent,
    strict: true,
  })
})
afterEach(() => practice.setFaults([]))
afterAll(() => practice.stop())

/** Sends a correct assertion. */
const askToken = async (aud = practice.tokenEndpoint, alg = 'RS384') => {
  const now = Math.floor(Date.now() / 1_000)
  const jti = randomUUID()
  const { clientId } = practice
  const assertion = await new SignJWT({ iss: clientId, sub: clientId, aud, iat: now, exp: now + 240, jti })
    .setProtectedHeader({ alg, typ: 'JWT', kid: 'mine' })
    .sign(key.privateKey)
  const response = await fetch(practice.tokenEndpoint, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  const date = Date.parse(response.headers.get('date') ?? '') / 1_000
  return {
    status: response.status,
    text: await response.text(),
    headers: response.headers,
    jti,
    ahead: date - now,
  }
}

const EPIC_REFUSAL = '{"error":"invalid_client","error_description":null}'
const REFUSALS: { id: PracticeFaultId; reason: RegExp }[] = [
  { id: 'unknown-client', reason: /^client not found$/ },
  { id: 'client-inactive', reason: /not active/ },
  { id: 'not-synced', reason: /not yet in force/ },
  { id: 'other-key-registered', reason: /signature verification failed/ },
  { id: 'kid-unknown', reason: /no applicable key/ },
  { id: 'jwks-unreachable', reason: /jwks_uri cannot be read/ },
  { id: 'jwks-slow', reason: /jwks_uri did not answer in time/ },
  { id: 'jwks-html', reason: /jwks_uri answered text\/html/ },
  { id: 'jwks-redirect', reason: /jwks_uri answered 302/ },
  { id: 'jwks-stale', reason: /no applicable key/ },
  { id: 'clock-ahead', reason: /jwt expired/ },
  { id: 'clock-behind', reason: /iat is \d+ s in the future/ },
  { id: 'issuer-as-audience', reason: /aud must be the issuer identifier http/ },
  { id: 'another-algorithm', reason: /PS512 is registered/ },
  { id: 'replay-memory', reason: /already been used, by another process/ },
]
const ANSWERS: { id: PracticeFaultId; status: number; text: RegExp }[] = [
  { id: 'answer-null', status: 400, text: /^null$/ },
  { id: 'answer-empty-403', status: 403, text: /^$/ },
  { id: 'answer-html-502', status: 502, text: /^<!doctype html>/ },
  { id: 'answer-invalid-grant', status: 400, text: /"invalid_grant"/ },
  { id: 'answer-redirect', status: 302, text: /^$/ },
]

describe('a fault that is switched on', () => {
  it.each(REFUSALS)('$id refuses a correct assertion, and off again takes it', async ({ id, reason }) => {
    await practice.setFaults([id])
    expect(practice.faults()).toEqual([id])
    const refused = await askToken()
    expect(refused).toMatchObject({ status: 401, text: EPIC_REFUSAL })
    expect(practice.reasonFor(refused.jti)).toMatch(reason)
    await practice.setFaults([])
    expect((await askToken()).status).toBe(200)
  })

  it.each(ANSWERS)('$id answers $status', async ({ id, status, text }) => {
    await practice.setFaults([id])
    const answer = await askToken()
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
  })

  it('is in one of the two tables above', () => {
    const covered = [...REFUSALS, ...ANSWERS].map(({ id }) => id)
    expect(covered).toEqual(PRACTICE_FAULTS.map(({ id }) => id))
  })

  it.each([
    { id: 'clock-ahead', ahead: 600 },
    { id: 'clock-behind', ahead: -600 },
  ] as const)('$id shows in the Date header', async ({ id, ahead }) => {
    await practice.setFaults([id])
    const answer = await askToken()
    expect(Math.abs(answer.ahead - ahead)).toBeLessThan(10)
  })

  it('issuer-as-audience takes the issuer, another-algorithm takes PS512', async () => {
    await practice.setFaults(['issuer-as-audience'])
    expect((await askToken(practice.issuer)).status).toBe(200)
    await practice.setFaults(['another-algorithm'])
    expect((await askToken(practice.tokenEndpoint, 'PS512')).status).toBe(200)
  })

  it('the clock is off by as much as one asks for', async () => {
    await practice.setFaults(['clock-behind'], { clockOffsetS: 90 })
    expect(Math.abs((await askToken()).ahead + 90)).toBeLessThan(10)
  })

  it('replay-memory takes the next request with a fresh jti', async () => {
    await practice.setFaults(['replay-memory'])
    expect((await askToken()).status).toBe(401)
    expect((await askToken()).status).toBe(200)
  })

  it('not-synced ends by itself', async () => {
    await practice.setFaults(['not-synced'], { syncS: 0 })
    expect(practice.faults()).toEqual([])
    expect((await askToken()).status).toBe(200)
  })

  it('jwks-redirect and jwks-stale leave the set readable for others', async () => {
    await practice.setFaults(['jwks-redirect'])
    expect(await (await fetch(practice.jwksUrl)).json()).toMatchObject({ keys: [{ kid: 'mine' }] })
    await practice.setFaults(['jwks-stale'])
    expect(await (await fetch(practice.jwksUrl)).json()).toMatchObject({ keys: [{ kid: 'mine' }] })
  })
})
