import { describe, expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/environments.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { anAttempt, CLIENT_ID, KID, NOW } from '../../shared/testing/an-attempt.ts'
import { publicJwkOf } from '../../shared/testing/keys.ts'
import { makeAttemptStore } from './attempts.ts'
import { memoryJsonFile } from '../storage/json-file.ts'
import { makeDocumentStore } from './fetch-document.ts'
import { makeRecordExchange, type FinishedExchange } from './record-exchange.ts'

const settings = { clientId: CLIENT_ID, tokenEndpoint: 'https://ehr.example.test/oauth2/token' }
const environment: Environment = { id: 'e', name: 'E', profile: 'rfc7523', origin: 'user', settings }

/** A finished exchange of a correct assertion, signed by a key made for this run. */
const exchangeOf = async (body: string, more: Partial<FinishedExchange> = {}): Promise<FinishedExchange> => {
  const evidence = await anAttempt('rfc7523').evidence()
  const assertion = evidence.assertion ?? ''
  return {
    madeBy: 'person',
    environment,
    flow: 'authorization_code',
    request: {
      method: 'POST',
      url: settings.tokenEndpoint,
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: `grant_type=authorization_code&code=the-code&code_verifier=the-verifier&client_assertion=${assertion}`,
    },
    answer: {
      sentAt: NOW,
      receivedAt: NOW + 0.2,
      durationMs: 200,
      url: settings.tokenEndpoint,
      redirects: [],
      status: 400,
      statusText: 'Bad Request',
      headers: [['date', new Date(NOW * 1_000).toUTCString()]],
      bodyText: body,
      bodyBytes: Buffer.from(body),
    },
    assertion,
    key: { publicJwk: await publicJwkOf('rsa') },
    callback: { url: 'http://127.0.0.1:1/callback?code=another-code&state=s' },
    ...more,
  }
}

const recorder = async () => {
  const attempts = makeAttemptStore()
  const documents = makeDocumentStore(memoryJsonFile({}))
  for (const document of (await anAttempt('rfc7523').evidence()).documents ?? [])
    documents.put(environment.id, document)
  const record = makeRecordExchange({
    attempts,
    documents,
    profileOf: profileById,
    practiceOrigin: () => undefined,
    practiceReason: () => undefined,
  })
  return { attempts, record }
}

describe('a recorded exchange', () => {
  it('keeps the raw request and answer, the documents and what only the raw bytes tell', async () => {
    const { record } = await recorder()
    const exchange = await exchangeOf('{"error":"invalid_client"}')
    const { attempt } = await record(exchange)
    expect(attempt).toMatchObject({
      format: 'attempt/1',
      profile: 'rfc7523',
      sentAt: NOW,
      environment: settings,
      assertion: exchange.assertion,
      tokenRequest: exchange.request,
      tokenResponse: { status: 400, body: '{"error":"invalid_client"}' },
      facts: { signatureVerifiesUnder: [KID], signatureBytes: 256, codeMatches: false },
    })
    expect(attempt.documents?.map(({ kind }) => kind)).toContain('jwks')
    expect(attempt.facts?.keyThumbprint).toMatch(/^[\w-]{43}$/)
    expect(attempt.facts?.assertionSha256).toMatch(/^[\w-]{43}$/)
  })

  it('is shown without one secret of it', async () => {
    const { record } = await recorder()
    const exchange = await exchangeOf('{"access_token":"the-token","id_token":"x.y.z"}')
    const { shown, secrets } = await record({ ...exchange, answer: { ...exchange.answer, status: 200 } })
    const signature = exchange.assertion?.split('.')[2] ?? 'none'
    for (const secret of ['the-code', 'the-verifier', 'the-token', 'x.y.z', signature])
      expect(JSON.stringify(shown)).not.toContain(secret)
    expect(secrets.get('access_token')).toBe('the-token')
  })

  it('R57 is shown without what a careless server repeats of the request', async () => {
    const { record } = await recorder()
    const body = '{"error":"invalid_grant","error_description":"the-code with the-verifier is not known"}'
    const { shown } = await record(await exchangeOf(body))
    expect(JSON.stringify(shown)).not.toMatch(/the-code|the-verifier/)
    expect(shown.outcome).toMatchObject({ error: 'invalid_grant' })
  })

  it('takes the texts from the bytes that were sent', async () => {
    const { record } = await recorder()
    const { shown } = await record(await exchangeOf('{}'))
    expect(JSON.parse(shown.headerText)).toMatchObject({ kid: KID })
    expect(JSON.parse(shown.payloadText)).toMatchObject({ iss: CLIENT_ID })
  })

  it.each([
    { why: 'no assertion', assertion: undefined },
    { why: 'something that is no JWT', assertion: 'an id and a secret' },
  ])('with $why is recorded all the same', async ({ assertion }) => {
    const { record } = await recorder()
    const { assertion: _, ...exchange } = await exchangeOf('{}')
    const { shown } = await record({ ...exchange, ...(assertion === undefined ? {} : { assertion }) })
    expect(shown).toMatchObject({ headerText: '', payloadText: '' })
  })

  it('is heard of by whoever listens, and carried along as history by the next one', async () => {
    const { attempts, record } = await recorder()
    const heard: string[] = []
    const stop = attempts.onAdded(({ shown }) => heard.push(shown.id))
    const first = await record(await exchangeOf('{"error":"invalid_client"}'))
    stop()
    const second = await record(await exchangeOf('{}'))
    expect(heard).toEqual([first.shown.id])
    expect(second.attempt.history).toEqual([{ ...first.history, code: 'the-code' }])
    expect(first.history).toMatchObject({ status: 400, error: 'invalid_client', kid: KID })
    expect(attempts.get(second.shown.id)).toBe(second)
  })

  it('has a mark in the history in place of its code; only a request with the same code sees it raw', async () => {
    const { attempts, record } = await recorder()
    const exchange = await exchangeOf('{}')
    await record(exchange)
    expect(JSON.stringify(attempts.history(environment.id))).not.toContain('the-code')
    const { request } = exchange
    const other = await record({ ...exchange, request: { ...request, body: 'code=other' } })
    expect(JSON.stringify(other.attempt.history)).not.toContain('the-code')
  })
})
