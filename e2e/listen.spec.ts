import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/expect-accessible.ts'
import { makeOwnProgram } from './support/own-program.ts'
import { expect, test } from './support/test.ts'
import { at, expectStatus, openPractice } from './support/workbench-page.ts'

const startListening = async (page: Page): Promise<void> => {
  await at(page).rail('Listen').click()
  await page.getByRole('button', { name: 'Start listening' }).click()
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible()
}
const caught = (page: Page) =>
  page.getByRole('list', { name: 'Captured requests, newest first' }).getByRole('listitem')
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('a program is told its fault by the listener, compared, repaired and relayed to its token', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await startListening(page)
  const program = await makeOwnProgram(page, workbench)

  const real =
    (await page
      .getByText(/in the place of .*token/)
      .locator('code')
      .textContent()) ?? ''
  const refused = await program.post({ aud: `${real}/` })
  expect(refused.status).toBe(401)
  await expect(caught(page)).toHaveCount(1)
  await expect(caught(page)).toContainText('1 proven')
  await expect(caught(page)).toContainText('answered here: 401 invalid_client')
  await expect(region(page, 'Request 1').getByRole('listitem').first()).toContainText('slash')
  const mine = page.getByRole('table', { name: 'Differs from mine' })
  // The row of the headings, and the one difference.
  await expect(mine.getByRole('row')).toHaveCount(2)
  await expect(mine.getByRole('row', { name: /payload\.aud/ })).toContainText(`${real}/`)

  await page.getByRole('button', { name: 'Relay the next request…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText(new URL(real).origin)
  await question.getByRole('button', { name: 'Do not relay' }).click()
  expect((await program.post()).status).toBe(401)
  await expect(caught(page)).toHaveCount(2)

  await page.getByRole('button', { name: 'Relay the next request…' }).click()
  await question.getByRole('button', { name: 'Relay', exact: true }).click()
  await expect(page.getByText('the next one is relayed')).toBeVisible()
  const token = await program.post()
  expect(token.status).toBe(200)
  expect(JSON.parse(token.body)).toMatchObject({ token_type: 'Bearer' })
  await expect(caught(page)).toHaveCount(3)
  await expect(caught(page).first()).toContainText('relayed: 200')
  await expect(region(page, 'Request 3')).toContainText('No rule finds a fault')
  await expect(region(page, 'Compare with mine').getByRole('status')).toContainText('are the same')
  await expectAccessible(page, 'listening, after a relay')
  const { access_token: secret } = JSON.parse(token.body) as { access_token: string }
  expect(await page.content()).not.toContain(secret)

  await page.getByRole('button', { name: 'Open its answer' }).click()
  await expectStatus(page, 200)
  await at(page).rail('Listen').click()
  await page.getByRole('button', { name: 'Stop listening' }).click()
  await expect(page.getByRole('button', { name: 'Start listening' })).toBeVisible()
  await expect(program.post()).rejects.toThrow()
})

/** Everything by which a page sends something to an address that it may not read from. */
const ATTACKS = (url: string) => `<!doctype html><title>A page of somebody else</title>
  <form id="f" method="post" action="${url}" target="frame"><input name="client_assertion" value="x"></form>
  <iframe name="frame"></iframe><script>
    const done = []
    const tried = (promise) => done.push(promise.then(() => 'answered', () => 'refused'))
    tried(fetch(${JSON.stringify(url)}, { method: 'POST', body: 'a=b' }))
    tried(fetch(${JSON.stringify(url)}, { method: 'POST', mode: 'no-cors', body: 'a=b' }))
    navigator.sendBeacon(${JSON.stringify(url)}, 'a=b')
    for (const name of ['img', 'script']) tried(new Promise((ok, no) => {
      const element = document.createElement(name)
      element.onload = ok; element.onerror = no; element.src = ${JSON.stringify(url)}
      document.body.append(element)
    }))
    tried(new Promise((ok, no) => {
      const socket = new WebSocket(${JSON.stringify(url.replace('http', 'ws'))})
      socket.onopen = ok; socket.onerror = no
    }))
    document.getElementById('f').submit()
    window.results = Promise.all(done)
  </script>`

test('a web page that knows the secret path cannot use the listener', async ({
  page,
  context,
  workbench,
  complaints,
}) => {
  await openPractice(page, workbench)
  await startListening(page)
  const { url, post } = await makeOwnProgram(page, workbench)
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(ATTACKS(url)),
  )
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const foreign = await context.newPage()
  await foreign.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const results = await foreign.evaluate('window.results')
  expect(results).toEqual(Array(5).fill('refused'))
  await expect(page.getByText(/turned away/)).toContainText(/^[4-9] turned away/)
  await foreign.close()
  server.close()
  // What the browser itself logs of the refusals.
  complaints.splice(0)
  await post()
  await expect(caught(page)).toHaveCount(1)
})
