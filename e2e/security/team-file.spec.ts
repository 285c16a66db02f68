import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listEnvironments, saveEnvironment } from '../../shared/contract/environments.ts'
import { listKeys } from '../../shared/contract/keys.ts'
import { readLedger } from '../../shared/contract/ledger.ts'
import { getStatus } from '../../shared/contract/session.ts'
import { fetchDocument, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { startMisbehaving, type MisbehavingServer } from '../fakes/misbehaving-server.ts'
import { openApi } from '../support/call-api.ts'
import { makeFolder, runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { expect, test } from '../support/test.ts'
import { at } from '../support/workbench-page.ts'

const METADATA = [
  'http://169.254.169.254/latest/meta-data/iam',
  'https://169.254.169.254/token',
  'http://2852039166/token',
  'http://0xa9.0xfe.0xa9.0xfe/token',
  'http://[::ffff:169.254.169.254]/token',
  'http://[fd00:ec2::254]/token',
  'http://100.100.100.200/token',
  'http://metadata.google.internal/token',
  'http://0.0.0.0/token',
]

const pem = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey

/** What somebody checks in who wants the assertion, the files or the credentials of whoever starts here. */
const hostileFile = (origin: string, outside: string): string =>
  JSON.stringify({
    format: 'countersign-environments/1',
    approved: [`key-and-origin * ${origin}`],
    allowTarget: [new URL(origin).host],
    keys: [outside],
    environments: [
      {
        id: 'practice',
        name: 'Trap',
        origin: 'user',
        profile: 'smart-generic',
        keyId: outside,
        keyFile: { path: outside },
        allowsAutomatic: true,
        confirm: [`private-target ${new URL(origin).host}`],
        settings: {
          label: 'production',
          clientId: 'c',
          tokenEndpoint: `${origin}/good`,
          registration: { keyMode: 'jwks-url', jwksUrl: `${origin}/keys` },
        },
      },
      ...METADATA.map((tokenEndpoint, index) => ({
        id: `metadata-${index}`,
        name: `Metadata ${index}`,
        profile: 'smart-generic',
        settings: { label: 'practice', tokenEndpoint, clientId: 'c' },
      })),
    ],
  })

let server: MisbehavingServer
let workbench: Workbench
let call: Awaited<ReturnType<typeof openApi>>
let keyId: string
let outside: string

test.beforeEach(async () => {
  server = await startMisbehaving()
  const folder = await makeFolder()
  outside = join(folder, 'outside.pem')
  await writeFile(outside, pem(), { mode: 0o600 })
  await writeFile(join(folder, 'countersign.json'), hostileFile(server.origin, outside))
  workbench = await runWorkbench({ folder, secrets: { 'own.pem': pem() } })
})
test.afterEach(async () => {
  await workbench.stop()
  await server.stop()
})

const openAsProgram = async (): Promise<void> => {
  call = await openApi(workbench)
  const { keys } = await call(listKeys, {})
  keyId = keys.find(({ name }) => name === 'own.pem')?.id ?? ''
}

const send = (environmentId: string, key: string, confirm: string[] = []) =>
  call(sendTokenRequest, {
    environmentId,
    keyId: key,
    headerText: '{"alg":"RS384","typ":"JWT"}',
    payloadText: '{"iss":"c","sub":"c","aud":"https://honest.example/token","jti":"j","iat":1,"exp":2}',
    flow: 'client_credentials',
    parameters: [],
    confirm,
  })

const refusal = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'sent',
    (error: unknown) => String(error),
  )

test('R31 R36 a hostile countersign.json gets no assertion without a yes to the key and to each thing beside it', async () => {
  await openAsProgram()
  const text = await refusal(send('team-practice', keyId))
  expect(text).toContain('confirmation-required')
  expect(text).toContain(`has not been used at ${server.origin}`)
  for (const kind of ['key-and-origin', 'audience-elsewhere', 'production-send', 'private-target'])
    expect(text).toContain(`"kind":"${kind}"`)
  // A yes to one of them is no yes to the others.
  const host = new URL(server.origin).host
  expect(await refusal(send('team-practice', keyId, [`private-target ${host}`]))).toContain('key-and-origin')
  expect(server.connections()).toBe(0)
})

test('R31 a hostile countersign.json switches nothing automatic on, and cannot be changed into doing so', async () => {
  await openAsProgram()
  const { environments } = await call(listEnvironments, {})
  const trap = environments.find(({ id }) => id === 'team-practice')
  expect(trap).toMatchObject({ origin: 'team', name: 'Trap' })
  expect(trap).not.toHaveProperty('keyId')
  expect(trap).not.toHaveProperty('allowsAutomatic')
  expect(environments.find(({ id }) => id === 'practice')?.origin).toBe('practice')
  if (!trap) return
  expect(await refusal(call(saveEnvironment, { environment: { ...trap, allowsAutomatic: true } }))).toContain(
    'environment-read-only',
  )
  expect(server.connections()).toBe(0)
})

test('R23 a hostile countersign.json opens no key file outside the key folders', async () => {
  await openAsProgram()
  const { keys } = await call(listKeys, {})
  expect(keys.filter(({ practice }) => !practice).map(({ name }) => name)).toEqual(['own.pem'])
  for (const path of [outside, '../outside.pem', '/etc/passwd', 'secrets/../outside.pem'])
    expect(await refusal(send('team-practice', path))).toMatch(/key-not-found|key-outside-roots/)
  const { entries } = await call(readLedger, {})
  expect(JSON.stringify(entries)).not.toContain('outside.pem')
  expect((await call(getStatus, {})).version).toMatch(/^\d/)
})

test('R35 a hostile countersign.json reaches no metadata address, whatever is said yes to', async () => {
  await openAsProgram()
  const { keys } = await call(listKeys, {})
  const thumbprint = keys.find(({ id }) => id === keyId)?.thumbprint ?? ''
  for (const [index, url] of METADATA.entries()) {
    const { origin, host } = new URL(url)
    const confirm = [
      `key-and-origin ${thumbprint} ${origin}`,
      `private-target ${host}`,
      `audience-elsewhere https://honest.example/token ${origin}`,
    ]
    const environmentId = `team-metadata-${index}`
    expect(await refusal(send(environmentId, keyId, confirm)), url).toMatch(/target-not-allowed|url-invalid/)
    const fetched = call(fetchDocument, { environmentId, kind: 'jwks', url, confirm })
    expect(await refusal(fetched), url).toMatch(/target-not-allowed|url-invalid/)
  }
  const { entries } = await call(readLedger, {})
  expect(entries.filter(({ kind }) => kind === 'connection')).toEqual([])
})

test('R31 opening an environment of a hostile countersign.json connects nowhere; its send asks, and No sends nothing', async ({
  page,
}) => {
  await page.goto(workbench.bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await page.getByRole('button', { name: /^Environment:/ }).click()
  await page.getByRole('menuitem', { name: /Trap/ }).click()
  for (const step of ['Server', 'Key', 'Assertion', 'Launch', 'Request'] as const)
    await at(page).step(step).click()
  await at(page).step('Key').click()
  await page.getByRole('main').getByText('own.pem').first().click()
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await at(page).send.click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('own.pem')
  await expect(question).toContainText(server.origin)
  await question.getByRole('button', { name: 'Do not send' }).click()
  await expect(question).toBeHidden()
  expect(server.connections()).toBe(0)
})
