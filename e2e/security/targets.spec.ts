import { diagnoseAttempt } from '../../shared/contract/diagnoses.ts'
import { saveEnvironment } from '../../shared/contract/environments.ts'
import { listKeys } from '../../shared/contract/keys.ts'
import { readLedger } from '../../shared/contract/ledger.ts'
import { fetchDocument, listAttempts, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { startMisbehaving, type MisbehavingServer } from '../fakes/misbehaving-server.ts'
import { openApi } from '../support/call-api.ts'
import { runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { makeSendTo } from '../support/send-to.ts'
import { expect, test } from '../support/test.ts'

let server: MisbehavingServer
let workbench: Workbench
let call: Awaited<ReturnType<typeof openApi>>

test.beforeEach(async () => {
  server = await startMisbehaving()
  workbench = await runWorkbench()
  call = await openApi(workbench)
  await makeSendTo(call)
})
test.afterEach(async () => {
  await workbench.stop()
  await server.stop()
})

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it went out',
    (error: unknown) => String(error),
  )

interface Sending {
  readonly header?: Readonly<Record<string, unknown>>
  readonly aud?: string
  /** Ids of confirmations besides the key's and the targets'. */
  readonly confirm?: readonly string[]
}

/** A token request with every other yes, and those to targets that are named. */
const send = async (
  tokenEndpoint: string,
  targets: readonly string[],
  { header = {}, aud = tokenEndpoint, confirm = [] }: Sending = {},
): Promise<string> => {
  const { keys } = await call(listKeys, {})
  const key = keys.find(({ practice, kty }) => practice && kty === 'RSA')
  await call(saveEnvironment, {
    environment: {
      id: 'target',
      name: 'target',
      origin: 'user',
      profile: 'smart-generic',
      settings: { label: 'non-production', tokenEndpoint, clientId: 'c' },
    },
  })
  const origin = URL.canParse(tokenEndpoint) ? new URL(tokenEndpoint).origin : 'null'
  return refusal(
    call(sendTokenRequest, {
      environmentId: 'target',
      keyId: key?.id ?? '',
      headerText: JSON.stringify({ alg: 'RS384', typ: 'JWT', ...header }),
      payloadText: JSON.stringify({ iss: 'c', sub: 'c', aud, jti: 'j', iat: 1, exp: 2 }),
      flow: 'client_credentials',
      parameters: [],
      confirm: [
        `key-and-origin ${key?.thumbprint} ${origin}`,
        ...targets.map((target) => `private-target ${target}`),
        ...confirm,
      ],
    }),
  )
}

test('R34 R36 a private target gets no connection without a yes to exactly its host and port, and one with it', async () => {
  const { port } = new URL(server.origin)
  const url = `${server.origin}/good`
  for (const targets of [[], [`127.0.0.1:${Number(port) + 1}`], [`localhost:${port}`], ['127.0.0.1']])
    expect(await send(url, targets), targets.join()).toContain('private-target')
  for (const wrong of [
    url.replace('127.0.0.1', 'user:hunter2@127.0.0.1'),
    `${url}#fragment`,
    url.replace('http:', 'ftp:'),
    url.replace('http:', 'file:'),
  ]) {
    const said = await send(wrong, [server.address])
    expect(said, wrong).toMatch(/url-invalid|target-not-allowed/)
    expect(said).not.toContain('hunter2')
  }
  expect(server.connections()).toBe(0)
  expect((await call(readLedger, {})).entries.filter(({ kind }) => kind === 'connection')).toEqual([])

  expect(await send(url, [server.address])).toBe('it went out')
  expect(server.connections()).toBe(1)
})

test('R36 R37 a yes to a token endpoint is none to where it redirects, and none to another port for a document', async () => {
  const other = await startMisbehaving()
  try {
    await send(`${server.origin}/308`, [server.address])
    expect(server.requests('308')).toBe(1)
    expect(server.requests('good')).toBe(0)
    const fetched = call(fetchDocument, {
      environmentId: 'target',
      kind: 'jwks',
      url: `${other.origin}/good`,
      confirm: [`private-target ${server.address}`],
    })
    expect(await refusal(fetched)).toContain('confirmation-required')
    expect(other.connections()).toBe(0)
  } finally {
    await other.stop()
  }
})

test('R29 what jku, x5u, jwk and x5c of a header name is sent as typed and fetched by nobody', async () => {
  const canary = await startMisbehaving()
  try {
    const header = {
      jku: `${canary.origin}/good`,
      x5u: `${canary.origin}/good`,
      jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      x5c: ['MIIB'],
    }
    // Everything about the canary is allowed, so that only the header keeps anybody from asking it.
    expect(await send(`${server.origin}/hostile`, [server.address, canary.address], { header })).toBe(
      'it went out',
    )
    const { attempts } = await call(listAttempts, { environmentId: 'target' })
    expect(attempts[0]?.headerText).toContain(canary.origin)
    await call(diagnoseAttempt, { attemptId: attempts[0]?.id ?? '', answers: {} })
    expect(canary.connections()).toBe(0)
  } finally {
    await canary.stop()
  }
})

test('R32 an audience of another origin is sent after a yes to exactly that, in any of its spellings', async () => {
  const url = `${server.origin}/good`
  const honest = 'https://honest.example.test/token'
  const { origin } = server
  for (const confirm of [[], [`audience-elsewhere ${honest}/ ${origin}`], [`audience-elsewhere ${honest}`]])
    expect(await send(url, [server.address], { aud: honest, confirm })).toContain('audience-elsewhere')
  expect(server.connections()).toBe(0)
  expect(
    await send(url, [server.address], { aud: honest, confirm: [`audience-elsewhere ${honest} ${origin}`] }),
  ).toBe('it went out')
  expect(server.requests('good')).toBe(1)
})
