import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { revealSecret } from '../shared/contract/token-requests.ts'
import { writtenForms } from '../shared/redaction/find-residue.ts'
import { startTokenServer, type TokenServer } from './fakes/token-server.ts'
import { dataFilesOf, listenToBrowser, type Seen } from './support/hunt-private-keys.ts'
import { expect, test } from './support/test.ts'
import {
  at,
  choose,
  downloadShared,
  expectStatus,
  openShare,
  sendAndExpect,
  shareAs,
  startOwnServer,
} from './support/workbench-page.ts'

/** Every secret that is not a key, each a text of its own: whatever comes through names where it came from. */
const NAMES = [
  'passphrase',
  'code',
  'verifier',
  'clientSecret',
  'accessToken',
  'refreshToken',
  'idToken',
  'patient',
  'cookie',
  'proxyPassword',
] as const
const CANARIES = Object.fromEntries(
  NAMES.map((name) => [name, `Kanarie+${name}/7Zq=${name.length}`]),
) as Record<(typeof NAMES)[number], string>
const NEEDLES = Object.entries(CANARIES).flatMap(([name, value]) =>
  writtenForms(value).map(({ text }) => ({ name, text })),
)

/** Which canary a text holds, in any way of writing it. */
const canaryIn = (text: string): string | undefined =>
  NEEDLES.find((needle) => text.includes(needle.text))?.name

const found = (seen: readonly Seen[]): string[] =>
  seen.flatMap(({ where, text }) => {
    const what = canaryIn(text)
    return what === undefined ? [] : [`${what} in ${where}`]
  })

const LOCKED = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: CANARIES.passphrase,
  })
  .toString()

const GRANTED = {
  status: 200,
  headers: { 'set-cookie': `session=${encodeURIComponent(CANARIES.cookie)}` },
  body: JSON.stringify({
    access_token: CANARIES.accessToken,
    refresh_token: CANARIES.refreshToken,
    id_token: CANARIES.idToken,
    patient: CANARIES.patient,
    token_type: 'Bearer',
    expires_in: 300,
  }),
}
/** A careless server: what was sent to it stands in its error text. */
const REFUSED = {
  status: 400,
  body: JSON.stringify({
    error: 'invalid_grant',
    error_description: `code ${CANARIES.code} with verifier ${CANARIES.verifier} is not known`,
  }),
}

/** Somebody else's request, with a client secret in it. */
const PASTED = (tokenEndpoint: string): string =>
  `curl ${tokenEndpoint} -d grant_type=client_credentials -d client_id=client-1 -d client_secret=${encodeURIComponent(CANARIES.clientSecret)}`

const openLockedKey = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: /locked\.pem/ }).click()
  await page.getByLabel('Passphrase').fill(CANARIES.passphrase)
  await page.getByRole('button', { name: 'Open the key' }).click()
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible()
}

const fillCodeExchange = async (page: Page): Promise<void> => {
  await at(page).step('Request').click()
  await choose(page, 'grant_type', 'authorization_code')
  const main = page.getByRole('main')
  await main.getByLabel('code', { exact: true }).fill(CANARIES.code)
  await main.getByLabel('code_verifier', { exact: true }).fill(CANARIES.verifier)
}

/** What every form of a report says, and what the clipboard holds after *Copy*. */
const sharedTexts = async (page: Page): Promise<Seen[]> => {
  const dialog = await openShare(page)
  const seen: Seen[] = []
  for (const form of [/Markdown/, /HTML/, /operator/, /Attempt file/]) {
    await shareAs(page, form)
    const text = await readFile(await (await downloadShared(page)).path(), 'utf8')
    seen.push({ where: `shared as ${form}`, text })
    await dialog.getByRole('button', { name: /^Copy/ }).first().click()
    // What is copied is what is downloaded, so that one look serves for both.
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  }
  await dialog.getByRole('button', { name: 'Close' }).click()
  return seen
}

const stored = async (page: Page): Promise<Seen> => ({
  where: 'address, title and web storage',
  text: await page.evaluate(() =>
    [location.href, document.title, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
  ),
})

test.describe('secrets stay where they belong', () => {
  test.use({
    runOptions: {
      secrets: { 'locked.pem': LOCKED },
      env: {
        HTTPS_PROXY: `http://me:${encodeURIComponent(CANARIES.proxyPassword)}@127.0.0.1:9`,
        NO_PROXY: '127.0.0.1',
      },
    },
  })
  let server: TokenServer
  test.beforeEach(async () => {
    server = await startTokenServer(GRANTED)
  })
  test.afterEach(() => server.stop())

  test('R55 R57 R58 R59 R60 through sending, history, comparing, sharing and screenshot mode no canary is seen', async ({
    page,
    context,
    workbench,
  }) => {
    test.setTimeout(150_000)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workbench.origin })
    const heard = listenToBrowser(context)
    const seen: Seen[] = []
    const look = async (where: string) => {
      seen.push({ where: `the page: ${where}`, text: await page.content() }, await stored(page))
    }
    const tokenEndpoint = `${server.origin}/token`
    await page.goto(workbench.bootUrl)
    await startOwnServer(page, { name: 'Careless server', tokenEndpoint, clientId: 'client-1', jwksUrl: '' })
    await openLockedKey(page)
    await look('the opened key')
    await fillCodeExchange(page)
    await at(page).send.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send with this key' }).click()
    await expectStatus(page, 200)
    await expect(page.getByRole('list', { name: 'Secrets of this answer' })).toContainText('refresh_token')
    await look('the answer with tokens')
    server.answerWith(REFUSED)
    await sendAndExpect(page, 400)
    await expect(page.getByRole('main')).toContainText('is not known')
    await look('the refusal that repeats what was sent')
    expect(server.bodies.every((body) => canaryIn(body) === 'code')).toBe(true)
    seen.push(...(await sharedTexts(page)))

    await at(page).rail('History').click()
    const attempts = page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')
    await expect(attempts).toHaveCount(2)
    await look('history')
    for (const attempt of await attempts.all()) await attempt.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Compare the two' }).click()
    await expect(page.getByRole('main')).toContainText('A works, B fails')
    await look('compare')
    await at(page).rail('Rules').click()
    await expect(page.getByRole('list', { name: 'Rules and their state' })).toBeVisible()
    await look('rules')
    await at(page).steps.getByRole('link', { name: 'Paste what failed' }).click()
    await page.getByLabel(/A curl command/).fill(PASTED(tokenEndpoint))
    await expect(page.getByRole('main')).toContainText('client_secret')
    await page.getByLabel(/A curl command/).evaluate((box) => (box.textContent = ''))
    await look('what was pasted')
    await page.getByRole('link', { name: 'Ledger' }).click()
    await expect(page.getByRole('table').first()).toContainText('locked.pem')
    await look('ledger')

    await page.keyboard.press('s')
    await expect(page.getByText('redacted', { exact: true })).toBeVisible()
    for (const step of ['Server', 'Key', 'Assertion', 'Launch', 'Request', 'Answer'] as const) {
      await at(page).step(step).click()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await look(`${step}, in screenshot mode`)
    }
    await page.keyboard.press('s')

    const answers = await heard()
    expect(answers.filter(({ where }) => where.includes('/api/')).length).toBeGreaterThan(15)
    const files = await dataFilesOf(workbench)
    expect(files.map(({ where }) => where)).toContain('data file history.sqlite')
    seen.push(
      ...answers,
      ...files,
      { where: 'the log', text: workbench.logText() },
      { where: 'standard output', text: workbench.outputLines().join('\n') },
    )
    expect(found(seen)).toEqual([])
  })

  test('R59 R60 only the one reveal operation answers with a token', async ({ page, context, workbench }) => {
    await page.goto(workbench.bootUrl)
    const tokenEndpoint = `${server.origin}/token`
    await startOwnServer(page, { name: 'Careless server', tokenEndpoint, clientId: 'client-1', jwksUrl: '' })
    await openLockedKey(page)
    await at(page).send.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send with this key' }).click()
    await expectStatus(page, 200)
    const heard = listenToBrowser(context)
    await page.getByRole('button', { name: 'Reveal access_token' }).click()
    await expect(page.getByRole('status', { name: 'access_token' })).toHaveText(CANARIES.accessToken)
    await page.getByRole('button', { name: 'Hide access_token' }).click()
    expect(await page.content()).not.toContain(CANARIES.accessToken)
    expect(found(await heard())).toEqual([`accessToken in POST ${workbench.origin}${revealSecret.path}`])
    expect(found([await stored(page), ...(await dataFilesOf(workbench))])).toEqual([])
  })
})

test('the hunt sees a canary in every way of writing it', () => {
  const { clientSecret } = CANARIES
  const once = encodeURIComponent(clientSecret)
  const spellings = [
    clientSecret,
    once,
    encodeURIComponent(once),
    JSON.stringify({ text: `${clientSecret}"` }),
    Buffer.from(`x${clientSecret}`).toString('base64'),
    Buffer.from(`xy${clientSecret}`).toString('base64url'),
    Buffer.from(clientSecret).toString('hex'),
  ]
  for (const text of spellings)
    expect(found([{ where: 'here', text }]), text).toEqual(['clientSecret in here'])
})
