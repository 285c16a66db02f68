import { expect, test } from './support/test.ts'
import { at, sendAndExpect } from './support/workbench-page.ts'

const EPIC = 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token'
const CLIENT = '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e'
const part = (members: object): string => Buffer.from(JSON.stringify(members)).toString('base64url')
const assertion = [
  part({ alg: 'RS384', typ: 'JWT', kid: 'np-2026-08-a' }),
  part({
    iss: CLIENT,
    sub: CLIENT,
    aud: `${EPIC}/`,
    jti: '7f1b2c3d4e5f60718293',
    iat: 1_764_000_000,
    exp: 1_764_000_240,
  }),
  'A'.repeat(342),
].join('.')
const PASTED = `curl -i "${EPIC}" \\
  -H "Content-Type: application/x-www-form-urlencoded" \\
  --data-urlencode "grant_type=client_credentials" \\
  --data-urlencode "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer" \\
  --data-urlencode "client_assertion=${assertion}"

HTTP/1.1 400 Bad Request
Date: Mon, 24 Nov 2025 16:00:01 GMT

{"error":"invalid_client"}`

test('a failing curl and its answer, pasted on the first start, show the cause with no key', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.bootUrl)
  const box = page.getByRole('region', { name: 'Paste what failed' }).getByRole('textbox')
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await box.fill(PASTED)
  const verdict = page.getByRole('region', { name: 'Verdict on what was pasted' })
  await expect(verdict).toContainText(/Proven: aud .* one extra/)
  expect(asked.filter((each) => each.includes('/api/') && !each.startsWith('GET'))).toEqual([])
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    CLIENT,
  )

  await page.getByLabel('Client id as registered').fill(CLIENT.toUpperCase())
  await expect(page.getByRole('list').filter({ hasText: /iss/ }).first()).toBeVisible()
  await page.getByLabel('Client id as registered').fill(CLIENT)
  await page.getByRole('button', { name: 'Make this an environment' }).click()
  await expect(page.getByRole('heading', { name: 'Server', level: 1 })).toBeVisible()
  await expect(page.getByLabel('Token endpoint')).toHaveValue(EPIC)
  await expect(page.getByLabel('Client id', { exact: true })).toHaveValue(CLIENT)
})

test('a press on the first page counts while the box is still on its way', async ({ page, workbench }) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/paste-panel[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(workbench.bootUrl)
  const practice = page.getByRole('button', { name: 'Practice on the built-in server' })
  const before = await practice.boundingBox()
  await practice.hover()
  await page.mouse.down()
  release()
  await expect(page.getByRole('region', { name: 'Paste what failed' }).getByRole('textbox')).toBeVisible()
  expect(await practice.boundingBox()).toEqual(before)
  await page.mouse.up()
  await expect(at(page).steps).toBeVisible()
})

const SHAPES = [
  { why: 'plain', text: `CLIENT_ID=${CLIENT}\nTOKEN_URL=${EPIC}` },
  { why: 'quoted and exported', text: `export CLIENT_ID="${CLIENT}"\nexport TOKEN_URL='${EPIC}' # sandbox` },
  { why: 'cmd, CRLF', text: `set CLIENT_ID=${CLIENT}\r\nset "TOKEN_URL=${EPIC}"\r\n` },
  { why: 'PowerShell', text: `$env:CLIENT_ID = "${CLIENT}"\n$env:TOKEN_URL = "${EPIC}"` },
  { why: 'a prefix and another word', text: `EPIC_CLIENT_ID=${CLIENT}\nEPIC_TOKEN_ENDPOINT=${EPIC}` },
]

test('a .env file in each of its common shapes says what it fills and what it leaves alone', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.bootUrl)
  const box = page.getByRole('region', { name: 'Paste what failed' }).getByRole('textbox')
  const table = page.getByRole('table', { name: 'Variables, and what they fill' })
  for (const { why, text } of SHAPES) {
    await box.fill(`${text}\nCLIENT_SECRET=never-shown\nLOG_LEVEL=debug`)
    await expect(table, why).toContainText(`client id: ${CLIENT}`)
    await expect(table, why).toContainText(`token endpoint: ${EPIC}`)
    await expect(table, why).toContainText('CLIENT_SECRETignored: a secret')
    await expect(table, why).toContainText('LOG_LEVELignored: no field')
    await expect(table, why).not.toContainText('never-shown')
  }
})

const VARIABLES = {
  EPIC_CLIENT_ID: CLIENT,
  EPIC_TOKEN_URL: EPIC,
  EPIC_KID: 'np-2026-08-a',
  // A harmless name with something else in it.
  EPIC_ISSUER: '-----BEGIN PRIVATE KEY-----never-shown',
  EPIC_CLIENT_SECRET: 'never-shown',
}

test.describe('from the machine', () => {
  test.use({ runOptions: { env: VARIABLES } })

  test('names come first, values one by one, and no secret', async ({ page, workbench }) => {
    const heard: string[] = []
    page.on('response', async (response) => {
      if (response.url().includes('/api/variables')) heard.push(await response.text())
    })
    await page.goto(workbench.bootUrl)
    await page.getByRole('button', { name: 'Start from an environment' }).click()
    const table = page.getByRole('table', { name: 'Variables of this program' })
    await expect(table).toContainText('EPIC_CLIENT_ID')
    await expect(page.getByText(/Left alone:.*EPIC_CLIENT_SECRET/)).toBeVisible()
    expect(heard.join()).not.toContain(CLIENT)
    const start = page.getByRole('button', { name: 'Start from what was taken' })
    await expect(start).toBeDisabled()

    await page.getByRole('button', { name: 'Take EPIC_CLIENT_ID' }).click()
    await expect(table).toContainText(`client id: ${CLIENT}`)
    expect(heard.join()).not.toContain(EPIC)
    await page.getByRole('button', { name: 'Take EPIC_TOKEN_URL' }).click()
    await page.getByRole('button', { name: 'Take EPIC_KID' }).click()
    await page.getByRole('button', { name: 'Take EPIC_ISSUER' }).click()
    await expect(table).toContainText(/EPIC_ISSUERignored: its value looks like a secret/)
    await start.click()

    await expect(page.getByLabel('Token endpoint')).toHaveValue(EPIC)
    await expect(page.getByLabel('Client id', { exact: true })).toHaveValue(CLIENT)
    await at(page).step('Assertion').click()
    await expect(page.getByLabel('kid', { exact: true })).toHaveValue('np-2026-08-a')
    expect(heard.join()).not.toContain('never-shown')
  })
})

test('the FHIR base of the practice server fills everything, and a token comes', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await at(page).step('Server').click()
  const base = await page.getByLabel('FHIR base', { exact: true }).inputValue()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Action' }).fill('New environment')
  await page.keyboard.press('Enter')
  await page.getByLabel(/FHIR base, issuer/).fill(base)
  await page.getByRole('button', { name: 'Discover and start' }).click()
  await expect(page.getByText('Token endpoint filled from the SMART configuration.')).toBeVisible()
  await expect(page.getByLabel('Token endpoint')).not.toHaveValue('')
  await expect(page.getByLabel('Client id', { exact: true })).toHaveValue('practice-client')
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await sendAndExpect(page, 200)
})
