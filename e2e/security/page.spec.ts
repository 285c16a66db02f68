import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { saveEnvironment } from '../../shared/contract/environments.ts'
import { listKeys } from '../../shared/contract/keys.ts'
import { fetchDocument, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { startMisbehaving, type MisbehavingServer } from '../fakes/misbehaving-server.ts'
import { startTokenServer } from '../fakes/token-server.ts'
import { openApi } from '../support/call-api.ts'
import { runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { expect, test } from '../support/test.ts'
import { at, openPractice, sendAndExpect, startOwnServer } from '../support/workbench-page.ts'

/** Another program on this port, with a service worker that answers for whoever comes after it. */
const leaveServiceWorker = async (page: Page): Promise<number> => {
  const server = createServer((request, response) => {
    const isScript = request.url === '/sw.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(
      isScript
        ? 'addEventListener("activate", (event) => event.waitUntil(clients.claim())); addEventListener("fetch", () => undefined)'
        : '<!doctype html><title>before</title>',
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.evaluate(async () => {
    localStorage.setItem('of-another-program', 'yes')
    await navigator.serviceWorker.register('/sw.js')
    await navigator.serviceWorker.ready
  })
  await page.goto('about:blank')
  await new Promise((closed) => {
    server.closeAllConnections()
    server.close(closed)
  })
  return port
}

test('R19 a service worker that another program left is removed, and nothing secret is kept in the browser', async ({
  page,
}) => {
  const port = await leaveServiceWorker(page)
  const workbench = await runWorkbench({ args: ['--port', String(port)] })
  try {
    await openPractice(page, workbench)
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
      .toBe(0)
    const assertion = ((await at(page).signed.textContent()) ?? '').trim()
    expect(assertion.length).toBeGreaterThan(200)
    await sendAndExpect(page, 200)
    const kept = await page.evaluate(async () => ({
      local: JSON.stringify(localStorage),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
    }))
    expect(kept).toMatchObject({ databases: [], caches: [], cookies: '' })
    expect(kept.session).toContain('countersign-session')
    for (const secret of [assertion.split('.')[2] ?? '-', 'access_token', 'practice-client', 'PRIVATE'])
      expect(kept.local + kept.session.join(), secret).not.toContain(secret)
    await page.goto('about:blank')
  } finally {
    await workbench.stop()
  }
})

const FRESH = /A fresh address: (\S+)/

/** An environment of somebody's own with this token endpoint. @returns its id */
const saveAt = async (call: Awaited<ReturnType<typeof openApi>>, tokenEndpoint: string): Promise<string> => {
  const settings = { label: 'non-production', tokenEndpoint, clientId: 'c' } as const
  await call(saveEnvironment, {
    environment: { id: 'stalls', name: 'stalls', origin: 'user', profile: 'smart-generic', settings },
  })
  return 'stalls'
}

interface Claims {
  readonly jti: string
  readonly iat: number
  readonly exp: number
}

const claimsOf = (body: string): Claims => {
  const [, payload = ''] = (new URLSearchParams(body).get('client_assertion') ?? '').split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
}

const OWN_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

test.describe('with a key of ./secrets', () => {
  test.use({ runOptions: { secrets: { 'own.pem': OWN_KEY } } })

  test('R30 each send has an assertion of its own with a fresh jti, good for five minutes at most', async ({
    page,
    workbench,
  }) => {
    const server = await startTokenServer({ status: 401, body: '{"error":"invalid_client"}' })
    try {
      await page.goto(workbench.bootUrl)
      await startOwnServer(page, {
        name: 'Counting server',
        tokenEndpoint: `${server.origin}/token`,
        clientId: 'client-1',
        jwksUrl: '',
      })
      await page.getByRole('radio', { name: /own\.pem/ }).click()
      await at(page).step('Assertion').click()
      await at(page).send.click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Send with this key' }).click()
      await expect.poll(() => server.bodies.length).toBe(1)
      await sendAndExpect(page, 401)
      await sendAndExpect(page, 401)
      expect(server.bodies).toHaveLength(3)
      const claims = server.bodies.map(claimsOf)
      expect(new Set(claims.map(({ jti }) => jti)).size).toBe(3)
      // A UUID of version 4 has 122 random bits; nothing shorter will do.
      for (const { jti, iat, exp } of claims) {
        expect(jti.replaceAll('-', '').length).toBeGreaterThanOrEqual(32)
        expect(exp - iat).toBeLessThanOrEqual(300)
      }
    } finally {
      await server.stop()
    }
  })
})

test('R60 a copied command has a placeholder where the assertion stands, and the address is clean', async ({
  page,
  context,
  workbench,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workbench.origin })
  await openPractice(page, workbench)
  const signature = ((await at(page).signed.textContent()) ?? '').trim().split('.')[2] ?? ''
  expect(signature.length).toBeGreaterThan(60)
  await sendAndExpect(page, 200)
  await at(page).step('Request').click()
  for (const form of ['curl', 'Shell recipe', 'PyJWT', 'jose']) {
    await page.getByRole('group', { name: 'Form' }).getByRole('button', { name: form, exact: true }).click()
    await page.getByRole('button', { name: `Copy as ${form}` }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('client_assertion')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied, form).not.toContain(signature.slice(0, 40))
    expect(copied, form).not.toMatch(/eyJ[\w-]{20,}/)
  }
  expect(page.url()).not.toMatch(/boot|token=|code=|eyJ/)
  expect(await page.title()).not.toMatch(/eyJ/)
})

test.describe('a page that goes away', () => {
  let server: MisbehavingServer
  let workbench: Workbench
  test.beforeEach(async () => {
    server = await startMisbehaving()
    workbench = await runWorkbench({ args: ['--allow-target', server.address] })
  })
  test.afterEach(async () => {
    await workbench.stop()
    await server.stop()
  })

  for (const what of ['token request', 'document'] as const) {
    test(`R43 takes its running ${what} along: the connection to the server is closed`, async ({ page }) => {
      await openPractice(page, workbench)
      // Enter in the terminal gives a code for the second client.
      workbench.type('\n')
      await expect.poll(() => FRESH.exec(workbench.logText())?.[1]).toBeDefined()
      const call = await openApi({
        origin: workbench.origin,
        bootUrl: FRESH.exec(workbench.logText())?.[1] ?? '',
      })
      const { keys } = await call(listKeys, {})
      const key = keys.find(({ practice, kty }) => practice && kty === 'RSA')
      const url = `${server.origin}/stall`
      const [path, body] =
        what === 'document'
          ? [fetchDocument.path, { environmentId: 'practice', kind: 'jwks', url, confirm: [] }]
          : [
              sendTokenRequest.path,
              {
                environmentId: await saveAt(call, url),
                keyId: key?.id ?? '',
                headerText: '{"alg":"RS384","typ":"JWT"}',
                payloadText: JSON.stringify({ iss: 'c', sub: 'c', aud: url, jti: 'j', iat: 1, exp: 2 }),
                flow: 'client_credentials',
                parameters: [],
                confirm: [`key-and-origin ${key?.thumbprint} ${server.origin}`],
              },
            ]
      await page.evaluate(
        ([target, text]) => {
          const token = sessionStorage.getItem('countersign-session') ?? ''
          void fetch(target, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-workbench-token': token },
            body: text,
          }).catch(() => undefined)
        },
        [path, JSON.stringify(body)] as const,
      )
      await expect.poll(() => server.requests('stall')).toBe(1)
      expect(server.open()).toBe(1)
      await page.close()
      // Long before the server would have been given up.
      await expect.poll(() => server.open(), { timeout: 5_000 }).toBe(0)
      expect(server.requests('stall')).toBe(1)
    })
  }
})
