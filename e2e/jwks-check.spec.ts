import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './support/test.ts'
import { at, openPractice } from './support/workbench-page.ts'

/** A host of a JWK Set that goes wrong on request. */
class JwksFake {
  private readonly server: Server = createServer((req, res) => this.answer(req.url ?? '', res))
  reply: (res: ServerResponse, set: string) => void = (res, set) => json(res, set)
  set = '{"keys":[]}'
  url = ''
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks.json`
  }
  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
  private answer(path: string, res: ServerResponse): void {
    if (path === '/moved.json') return json(res, this.set)
    this.reply(res, this.set)
  }
}

const json = (res: ServerResponse, body: string): void =>
  void res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=300' }).end(body)
type Keys = { keys: Record<string, unknown>[] }
const changed = (set: string, change: (keys: Keys['keys']) => Keys['keys']): string =>
  JSON.stringify({ keys: change((JSON.parse(set) as Keys).keys) })

const WAYS: readonly {
  readonly why: string
  readonly rule: string
  readonly reply: (res: ServerResponse, set: string) => void
}[] = [
  { why: '404', rule: 'jwks-status', reply: (res) => void res.writeHead(404).end() },
  {
    why: 'a web page',
    rule: 'jwks-not-a-set',
    reply: (res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in'),
  },
  {
    why: 'a redirect',
    rule: 'jwks-redirect',
    reply: (res) => void res.writeHead(302, { location: '/moved.json' }).end(),
  },
  {
    why: 'a private member',
    rule: 'jwks-private-member',
    reply: (res, set) =>
      json(
        res,
        changed(set, (keys) => keys.map((key) => ({ ...key, d: 'AQAB' }))),
      ),
  },
  {
    why: 'a wrong use',
    rule: 'jwks-use-wrong',
    reply: (res, set) =>
      json(
        res,
        changed(set, (keys) => keys.map((key) => ({ ...key, use: 'enc' }))),
      ),
  },
  {
    why: 'a duplicate kid',
    rule: 'jwks-kid-duplicate',
    reply: (res, set) =>
      json(
        res,
        changed(set, (keys) => [...keys, ...keys.map((key) => ({ ...key, x: 'AAAA', n: 'AAAA' }))]),
      ),
  },
]

test('the hosted JWK Set passes its check, and each of six faults of a host is named', async ({
  page,
  workbench,
}) => {
  const fake = new JwksFake()
  await fake.start()
  try {
    await openPractice(page, workbench)
    await at(page).step('Key').click()
    await page.getByRole('button', { name: 'Serve this key' }).click()
    await page.getByRole('button', { name: 'Check the hosted copy' }).click()
    await expect(page.getByText(/The hosted copy is right: HTTP 200/)).toBeVisible()
    await expect(page.getByRole('table', { name: 'Who fetched the set' })).toContainText('GET 127.0.0.1')
    fake.set = await page.getByLabel('JWK Set to host', { exact: true }).innerText()

    await at(page).step('Server').click()
    await page.getByRole('button', { name: 'Make my own from this' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click()
    await page.getByLabel('JWK Set URL', { exact: true }).fill(fake.url)
    await at(page).step('Key').click()
    const fetchSet = page.getByRole('button', { name: 'Fetch the registered JWKS' })
    await fetchSet.click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    const table = page.getByRole('table', { name: 'Keys of the registered JWKS' })
    await expect(table).toContainText('same thumbprint')
    await expect(table).toContainText('is the RFC 7638 thumbprint')
    await expect(page.getByLabel('How the set came')).toContainText('5 min')
    for (const { why, rule, reply } of WAYS) {
      fake.reply = reply
      await fetchSet.click()
      await expect(at(page).verdict.locator(`[data-rule="${rule}"]`), why).toBeVisible()
    }
  } finally {
    fake.stop()
  }
})
