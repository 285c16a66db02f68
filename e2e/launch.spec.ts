import type { Page } from '@playwright/test'
import { NEW } from '../shared/authorization/fresh-values.ts'
import { listEnvironments } from '../shared/contract/environments.ts'
import { listLogins, prepareLogin, startLogin } from '../shared/contract/logins.ts'
import { openApi } from './support/call-api.ts'
import { expect, test } from './support/test.ts'
import { at, openPractice } from './support/workbench-page.ts'

// A login opens a second page, so these take longer than one page does.
test.describe.configure({ timeout: 150_000 })

const openLaunch = async (page: Page) => {
  await at(page).step('Launch').click()
  await expect(page.getByRole('heading', { name: 'Launch', exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'One parameter a line' })).toContainText('code_challenge=')
}

/** Opens the URL, and waits until the server has sent the browser back. */
const logIn = async (page: Page, wanted: RegExp = /A code arrived/) => {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: /^Open( a new login)?$/ }).click()
  const popup = await opened
  await expect(popup.getByRole('heading', { name: wanted })).toBeVisible()
  await popup.close()
}

const choose = async (page: Page, field: RegExp, option: string | RegExp) => {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

const named = (page: Page, rule: string) => at(page).verdict.locator(`[data-rule="${rule}"]`)
const send = async (page: Page, status: number) => {
  await at(page).send.click()
  await expect(page.getByRole('main')).toContainText(`HTTP ${status}`)
}

const expectGoodToken = async (page: Page) => {
  const checks = page.getByRole('list', { name: 'Checks of the id_token' })
  await expect(checks.locator('[data-check="signature"]')).toHaveAttribute('data-state', 'passed')
  await expect(checks.locator('[data-state="failed"], [data-state="unknown"]')).toHaveCount(0)
  for (const id of ['readable', 'alg', 'kid', 'iss', 'aud', 'exp', 'iat', 'nonce', 'fhirUser'])
    await expect(checks.locator(`[data-check="${id}"]`), id).toHaveAttribute('data-state', 'passed')
  await page.getByRole('button', { name: 'GET Patient/example' }).click()
  const answer = page.getByRole('region', { name: 'Answer of the FHIR server' })
  await expect(answer).toContainText('The FHIR server takes the token.')
  await expect(answer).toContainText('Patient')
  // Masked: neither the name nor the birth date of the patient.
  expect(await page.content()).not.toMatch(/1970-01-01|"Example"/)
}

test('R59 a standalone launch: request, login, code, token, every id_token check, and a patient read', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await logIn(page)
  await expect(page.getByRole('main')).toContainText('Login 1: a code is here')
  await page.getByRole('button', { name: 'Go to the token request' }).click()
  await expect(page.getByRole('main')).toContainText('code_verifier')
  await send(page, 200)
  await expectGoodToken(page)
  // The code and the verifier never came into the page.
  await at(page).step('Request').click()
  await expect(page.getByRole('main')).toContainText('this page does not have it')
})

test('an EHR launch from the page of the practice EHR', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  const api = await page.evaluate(() => sessionStorage.getItem('countersign-session'))
  const environments = await fetch(`${workbench.origin}/api/environments`, {
    headers: { 'x-workbench-token': api ?? '' },
  }).then(async (response) => listEnvironments.response.parse(await response.json()))
  const issuer = environments.environments[0]?.settings.issuer ?? ''
  await page.goto(`${issuer}/ehr`)
  await page.getByRole('link', { name: 'Launch the app' }).click()
  await expect(page.getByRole('heading', { name: 'EHR launch received' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(`${issuer}/fhir`)
  await page.getByRole('link', { name: 'Go on in the workbench' }).click()
  await expect(page.getByRole('main')).toContainText('its FHIR base is this iss')
  await page.getByRole('button', { name: 'Use Practice server' }).click()
  await expect(page.getByRole('list', { name: 'One parameter a line' })).toContainText('&launch=')
  await expect(page.getByRole('main')).toContainText('is the iss of the launch, character by character')
  await logIn(page)
  await page.getByRole('button', { name: 'Go to the token request' }).click()
  await send(page, 200)
  await expectGoodToken(page)
})

test('each fault of the request is named before it is opened', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  const field = (name: string) => page.getByRole('combobox', { name, exact: true })
  const scope = page.getByRole('textbox', { name: 'scope', exact: true })
  const spoil = async (box: ReturnType<typeof field>, value: string, rule: string) => {
    const before = await box.inputValue()
    await box.fill(value)
    await expect(named(page, rule)).toBeVisible()
    await box.fill(before)
    await expect(named(page, rule)).toHaveCount(0)
  }
  const base = await field('aud').inputValue()
  const redirectUri = await field('redirect_uri').inputValue()
  await spoil(field('aud'), '', 'authz-aud-missing')
  await spoil(field('aud'), base.replace(/fhir$/, 'token'), 'authz-aud-is-auth-server')
  await spoil(scope, 'launch openid fhirUser patient/Patient.rs', 'authz-launch-pairing')
  await spoil(field('redirect_uri'), `${redirectUri}/`, 'authz-redirect-uri')
  await spoil(field('redirect_uri'), redirectUri.replace('callback', 'Callback'), 'authz-redirect-uri')
  await choose(page, /PKCE/, /^plain/)
  await expect(named(page, 'authz-pkce-method')).toBeVisible()
  await choose(page, /PKCE/, /^left out/)
  await expect(named(page, 'authz-pkce-missing')).toBeVisible()
  await choose(page, /PKCE/, /^S256/)
  await expect(named(page, 'authz-pkce-missing')).toHaveCount(0)
  await choose(page, /the app starts/, /^EHR launch/)
  await page.getByRole('textbox', { name: 'launch', exact: true }).fill('a-launch')
  await expect(named(page, 'authz-launch-pairing')).toHaveCount(0)
  await spoil(scope, 'openid fhirUser patient/Patient.rs', 'authz-launch-pairing')
})

test('a verifier of another login, and a code that is used twice', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await logIn(page)
  await expect(page.getByRole('main')).toContainText('Login 1: a code is here')
  await logIn(page)
  await expect(page.getByRole('main')).toContainText('Login 2: a code is here')
  await page.getByRole('button', { name: 'Go to the token request' }).click()
  await choose(page, /code_verifier, kept/, 'login 1')
  await expect(named(page, 'tokreq-verifier')).toBeVisible()
  await send(page, 400)
  await expect(page.getByRole('main')).toContainText('invalid_grant')

  await at(page).step('Request').click()
  await choose(page, /code_verifier, kept/, 'login 2')
  await expect(named(page, 'tokreq-verifier')).toHaveCount(0)
  // The practice server looks at the verifier before it takes the code, so the code is still good for one request.
  await expect(named(page, 'tokreq-code-old')).toBeVisible()
  await send(page, 200)

  await at(page).step('Request').click()
  await expect(named(page, 'tokreq-code-old')).toBeVisible()
  await send(page, 400)
  await expect(page.getByRole('main')).toContainText('invalid_grant')
})

test('a state that was changed is named, refused, and the login goes on waiting', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await choose(page, /^new for each login state$/, 'typed')
  await page.getByRole('textbox', { name: 'state, typed' }).fill('changedchangedchangedchangedchangedchanged')
  await expect(page.getByRole('main')).toContainText('the redirect will be refused')
  await logIn(page, /This redirect was not taken/)
  await expect(page.getByRole('main')).toContainText('Login 1 waits for its redirect')
  await expect(page.getByRole('main').locator('[data-rule="resp-state"]')).toContainText('another state')
  await page.getByRole('button', { name: 'Cancel waiting' }).click()
  await expect(page.getByRole('main')).toContainText('Login 1 was cancelled')
})

test('a reload in the middle loses nothing that was typed, and no code', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  const scope = page.getByRole('textbox', { name: 'scope', exact: true })
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/drafts'))
  await scope.fill('launch/patient openid fhirUser patient/Observation.rs')
  await saved
  await page.reload()
  await expect(scope).toHaveValue('launch/patient openid fhirUser patient/Observation.rs')
  await logIn(page)
  await expect(page.getByRole('main')).toContainText('Login 1: a code is here')
  await page.reload()
  await expect(page.getByRole('main')).toContainText('Login 1: a code is here')
  await page.getByRole('button', { name: 'Go to the token request' }).click()
  await send(page, 200)
})

test('a reload keeps an EHR launch that was pasted, and what was typed for the token request', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await choose(page, /the app starts/, /^EHR launch/)
  const iss = await page.getByRole('combobox', { name: 'aud', exact: true }).inputValue()
  await page
    .getByLabel('Launch address from the EHR')
    .fill(`${workbench.origin}/launch?iss=${encodeURIComponent(iss)}&launch=a-launch-of-mine`)
  await page.getByRole('button', { name: 'Use this launch' }).click()
  await at(page).step('Request').click()
  await choose(page, /grant_type$/, 'refresh_token')
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/drafts'))
  await page.getByRole('textbox', { name: 'client_id', exact: true }).fill('typed-by-me')
  await saved
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'client_id', exact: true })).toHaveValue('typed-by-me')
  await expect(page.getByRole('button', { name: /grant_type$/ })).toContainText('refresh_token')
  await at(page).step('Launch').click()
  await expect(page.getByLabel('What the EHR passed')).toContainText('a-launch-of-mine')
  await expect(page.getByRole('list', { name: 'One parameter a line' })).toContainText(
    '&launch=a-launch-of-mine',
  )
})

test('a refresh token is kept by the program and exchanged with an assertion of its own', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await page
    .getByRole('textbox', { name: 'scope', exact: true })
    .fill('launch/patient openid fhirUser offline_access patient/Patient.rs')
  await logIn(page)
  await page.getByRole('button', { name: 'Go to the token request' }).click()
  await send(page, 200)

  await at(page).step('Request').click()
  await choose(page, /grant_type$/, 'refresh_token')
  await expect(page.getByText(/send the one of attempt 1, which the program keeps/)).toBeVisible()
  const wire = page.getByRole('region', { name: 'As it goes out' })
  await expect(wire).toContainText('grant_type=refresh_token')
  await expect(wire).toContainText('client_assertion=')
  await send(page, 200)
  await expect(page.getByRole('main')).toContainText('attempt 2')
  // The identity of the refreshed answer is checked too; its nonce need not be repeated.
  const checks = page.getByRole('list', { name: 'Checks of the id_token' })
  await expect(checks.locator('[data-check="signature"]')).toHaveAttribute('data-state', 'passed')
  await expect(checks.locator('[data-state="failed"]')).toHaveCount(0)
  await page.getByRole('button', { name: 'GET Patient/example' }).click()
  await expect(page.getByRole('region', { name: 'Answer of the FHIR server' })).toContainText(
    'The FHIR server takes the token.',
  )

  // The server has given another one; the old one is refused, and the page never had either.
  await at(page).step('Request').click()
  await expect(page.getByText(/send the one of attempt 2, which the program keeps/)).toBeVisible()
  await page.getByRole('textbox', { name: 'refresh_token', exact: true }).fill('of-nobody')
  await send(page, 400)
  await expect(page.getByRole('main')).toContainText('invalid_grant')
})

test('an error at the callback is shown in its words and diagnosed like an answer', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openLaunch(page)
  await choose(page, /PKCE/, /^left out/)
  await logIn(page, /answered with an error/)
  const main = page.getByRole('main')
  await expect(main).toContainText('Login 1 came back with an error')
  const said = page.getByLabel('What the server said')
  await expect(said).toContainText('invalid_request')
  await expect(said).toContainText(/PKCE/i)
  const causes = page.getByRole('list', { name: 'Causes, most probable first' })
  await expect(causes.getByRole('listitem').first()).toHaveAttribute('data-rule', 'authz-pkce-missing')

  // What nothing speaks for waits behind what is proven, and no key or clock is blamed: no assertion was sent.
  await expect(causes.getByRole('listitem')).toHaveCount(1)
  await page.getByText(/other causes are possible/).click()
  await expect(page.getByRole('list', { name: 'Other possible causes' })).not.toContainText(/key|clock/)

  // A reload keeps what came back, and the next login goes on.
  await page.reload()
  await expect(causes.getByRole('listitem').first()).toHaveAttribute('data-rule', 'authz-pkce-missing')
  await choose(page, /PKCE/, /^S256/)
  await logIn(page)
  await expect(main).toContainText('Login 2: a code is here')
})

test('R54 the registered redirect address is the literal 127.0.0.1 with the port of this program', async ({
  workbench,
}) => {
  const call = await openApi(workbench)
  const { environments } = await call(listEnvironments, {})
  const practice = environments.find(({ id }) => id === 'practice')
  expect(workbench.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(practice?.settings.registration?.redirectUris).toEqual([`${workbench.origin}/callback`])
})

test('R49 R50 R51 R52 R53 a thousand wrong redirects, a HEAD and a prefetch change nothing', async ({
  workbench,
}) => {
  const call = await openApi(workbench)
  const { id } = await call(prepareLogin, { environmentId: 'practice' })
  const template = `http://127.0.0.1:1/authorize?state=${NEW}&code_challenge=${NEW}&code_challenge_method=S256`
  const { url } = await call(startLogin, { id, environmentId: 'practice', template })
  const state = new URL(url).searchParams.get('state') ?? ''
  const right = `${workbench.origin}/callback?code=the-code&state=${state}`
  const withoutStrays = async () => {
    const { logins } = await call(listLogins, { environmentId: 'practice' })
    return logins.map(({ strays: _strays, ...login }) => login)
  }
  const before = await withoutStrays()
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const wrong = await fetch(`${workbench.origin}/callback?code=x&state=${batch * 50 + at}`)
        expect(wrong.status).toBe(400)
        await wrong.arrayBuffer()
      }),
    )
  expect((await fetch(right, { method: 'HEAD' })).status).toBe(405)
  expect((await fetch(right, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(503)
  expect((await fetch(`${right}&state=${state}`)).status).toBe(400)
  expect((await fetch(`${right}&error=access_denied`)).status).toBe(400)
  expect(await withoutStrays()).toEqual(before)
  const taken = await fetch(right)
  expect(taken.status).toBe(200)
  const html = await taken.text()
  expect(html).not.toContain('the-code')
  expect(html).not.toContain(state)
  expect((await fetch(right)).status).toBe(409)
})
