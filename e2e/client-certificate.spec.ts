import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import type { TLSSocket } from 'node:tls'
import { makeCertificates } from './fakes/certificates.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { makeFolder, runWorkbench } from './support/run-workbench.ts'
import { expect, test } from './support/test.ts'
import { at, choose, expectStatus, startOwnServer } from './support/workbench-page.ts'

const TOKEN = '{"access_token":"a-token","token_type":"Bearer","expires_in":60}'

/** A token endpoint that takes no connection without a certificate of this authority. TLS 1.2, in which Node says so. */
const startMutualTls = async ({ good, caPem }: ReturnType<typeof makeCertificates>) => {
  const seen: string[] = []
  const options = { ...good, ca: caPem, requestCert: true, maxVersion: 'TLSv1.2' } as const
  const server = createServer(options, (request, response) => {
    seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN))
    response.writeHead(200, { 'content-type': 'application/json' }).end(TOKEN)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const stop = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, stop }
}

test('a server that wants a client certificate is named as such; the chosen one brings the token', async ({
  page,
}) => {
  const certificates = makeCertificates()
  const folder = await makeFolder()
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, certificates.caPem)
  const server = await startMutualTls(certificates)
  const { key, cert } = certificates.named
  const workbench = await runWorkbench({
    folder,
    secrets: { 'tls.key': key, 'tls.crt': cert },
    args: ['--ca-file', caFile],
  })
  try {
    await page.goto(workbench.bootUrl)
    await startOwnServer(page, {
      name: 'Behind mutual TLS',
      tokenEndpoint: `${server.origin}/token`,
      clientId: 'a-client',
      jwksUrl: '',
    })
    await page.getByRole('radio', { name: /^tls\.key/ }).click()
    await at(page).step('Assertion').click()
    await expect(at(page).signed).toContainText(/^e.+\..+\./)
    await at(page).send.click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /Send|Connect/ })
      .last()
      .click()
    await expect(page.getByRole('main')).toContainText('choose it at step 1')
    await expect(page.getByRole('main')).toContainText('client certificate')
    await expectAccessible(page, 'the answer of a server that wants a client certificate')
    expect(server.seen).toEqual([])

    await at(page).step('Server').click()
    await choose(page, 'Client certificate for TLS', 'tls.key, tls.crt')
    await at(page).send.click()
    await expectStatus(page, 200)
    expect(server.seen).toEqual(['Named'])
  } finally {
    await page.close()
    await workbench.stop()
    await server.stop()
  }
})
