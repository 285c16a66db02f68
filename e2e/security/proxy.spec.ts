import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLedger } from '../../shared/contract/ledger.ts'
import { getStatus } from '../../shared/contract/session.ts'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import { makeCertificates, NAMED_HOST } from '../fakes/certificates.ts'
import { startMisbehaving, type MisbehavingServer } from '../fakes/misbehaving-server.ts'
import { startProxy, type Proxy } from '../fakes/proxy.ts'
import { openApi } from '../support/call-api.ts'
import { dataFilesOf } from '../support/hunt-private-keys.ts'
import { makeFolder, runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { makeSendTo } from '../support/send-to.ts'
import { expect, test } from '../support/test.ts'

const PASSWORD = 'Kanarie+proxy/7Zq=1'
const ORIGIN = `https://${NAMED_HOST}`

let server: MisbehavingServer
let proxy: Proxy
let folder: string
let workbench: Workbench | undefined

test.beforeEach(async () => {
  const { named, caPem } = makeCertificates()
  server = await startMisbehaving(named)
  proxy = await startProxy(server.address, `me:${PASSWORD}`)
  folder = await makeFolder()
  await writeFile(join(folder, 'ca.pem'), caPem)
})
test.afterEach(async () => {
  await workbench?.stop()
  await proxy.stop()
  await server.stop()
})

const startBehindProxy = async (env: Record<string, string>, password = PASSWORD) => {
  const url = `http://me:${encodeURIComponent(password)}@${proxy.address}`
  const named = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value || url]))
  workbench = await runWorkbench({ folder, args: ['--ca-file', join(folder, 'ca.pem')], env: named })
  const call = await openApi(workbench)
  const sendTo = await makeSendTo(call)
  const outcomeAt = async (url: string): Promise<string> =>
    sendTo(url).then(
      ({ outcome }) =>
        outcome.kind === 'no-response' ? `${outcome.failure} ${outcome.detail}` : outcome.kind,
      (error: unknown) => String(error),
    )
  return { workbench, call, outcomeAt }
}

test('R42 a token request goes through the proxy with its credentials, which are seen nowhere else', async () => {
  const { workbench, call, outcomeAt } = await startBehindProxy({ HTTPS_PROXY: '' })
  expect(await outcomeAt(`${ORIGIN}/good`)).toBe('token')
  expect(proxy.asked).toEqual([`${NAMED_HOST}:443`])
  expect(proxy.credentials).toEqual([`me:${PASSWORD}`])
  expect(server.requests('good')).toBe(1)
  const { entries } = await call(readLedger, {})
  const line = entries.find(({ target }) => target.startsWith(ORIGIN))
  expect(line?.reason).toContain(`through the proxy ${proxy.address}`)
  const { warnings } = await call(getStatus, {})
  expect(warnings.join()).toContain(`through the proxy ${proxy.address}`)
  const seen = [
    JSON.stringify([entries, warnings]),
    workbench.logText(),
    workbench.outputLines().join(),
    ...(await dataFilesOf(workbench)).map(({ text }) => text),
  ].join()
  for (const form of [
    PASSWORD,
    encodeURIComponent(PASSWORD),
    Buffer.from(`me:${PASSWORD}`).toString('base64'),
  ])
    expect(seen).not.toContain(form)
})

test('R35 R36 R42 what is never contacted is not asked of a proxy either, and a private address needs its yes', async () => {
  const { call, outcomeAt } = await startBehindProxy({ HTTPS_PROXY: '', HTTP_PROXY: '' })
  for (const never of [
    'https://169.254.169.254/good',
    'https://[::ffff:169.254.169.254]/good',
    'https://2852039166/good',
    'https://metadata.google.internal/good',
  ])
    expect(await outcomeAt(never), never).toContain('target-not-allowed')
  expect(await outcomeAt(`http://${NAMED_HOST}/good`)).toContain('url-invalid')
  const fetchPrivate = call(fetchDocument, {
    environmentId: 'practice',
    kind: 'jwks',
    url: 'https://10.1.2.3/good',
    confirm: [],
  })
  await expect(fetchPrivate).rejects.toThrow(/confirmation-required/)
  const { document } = await call(fetchDocument, {
    environmentId: 'practice',
    kind: 'jwks',
    url: `${ORIGIN}/to-metadata`,
    confirm: [],
  })
  expect(document.failure).toBe('redirect')
  expect(proxy.asked).toEqual([`${NAMED_HOST}:443`])
})

test('R42 hosts of NO_PROXY and this machine are reached without the proxy', async () => {
  const { call, outcomeAt } = await startBehindProxy({
    https_proxy: '',
    http_proxy: '',
    NO_PROXY: '.example.test',
  })
  expect(await outcomeAt(`${ORIGIN}/good`)).toMatch(/^(dns|timeout) /)
  const own = await startMisbehaving()
  try {
    expect(await outcomeAt(`${own.origin}/good`)).toBe('token')
  } finally {
    await own.stop()
  }
  expect(proxy.asked).toEqual([])
  expect(JSON.stringify(await call(readLedger, {}))).not.toContain('through the proxy')
})

test('R42 R44 a proxy that refuses is named as the proxy, and nothing reached the server', async () => {
  const { outcomeAt } = await startBehindProxy({ ALL_PROXY: '' }, 'wrong')
  expect(await outcomeAt(`${ORIGIN}/good`)).toMatch(/^connect proxy-refused: .*407/)
  expect(server.connections()).toBe(0)
})
