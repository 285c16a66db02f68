import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:https'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { listEnvironments, saveEnvironment } from '../../shared/contract/environments.ts'
import { listKeys } from '../../shared/contract/keys.ts'
import { sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { makeCertificates } from '../fakes/certificates.ts'
import { openApi } from '../support/call-api.ts'
import { makeFolder, runWorkbench } from '../support/run-workbench.ts'
import { expect, test } from '../support/test.ts'

/** A token endpoint that takes connections with a client certificate only, and remembers whose. */
const startMutualTls = async ({ good, caPem }: ReturnType<typeof makeCertificates>) => {
  const seen: string[] = []
  const server = createServer({ ...good, ca: caPem, requestCert: true }, (request, response) => {
    seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"access_token":"a","token_type":"Bearer","expires_in":60}')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

test('a server that takes nobody without a client certificate is shown the chosen one, after a yes', async () => {
  const certificates = makeCertificates()
  const folder = await makeFolder()
  const { key, cert } = certificates.named
  await mkdir(join(folder, 'secrets'))
  await writeFile(join(folder, 'ca.pem'), certificates.caPem)
  await writeFile(join(folder, 'secrets', 'tls.key'), key, { mode: 0o600 })
  await writeFile(join(folder, 'secrets', 'tls.crt'), cert)
  const server = await startMutualTls(certificates)
  const workbench = await runWorkbench({ folder, args: ['--ca-file', join(folder, 'ca.pem')] })
  try {
    const call = await openApi(workbench)
    // Answers once the practice server has come up, and with it its keys.
    await call(listEnvironments, {})
    const { keys } = await call(listKeys, {})
    const signer = keys.find(({ practice }) => practice)
    const own = keys.find(({ name }) => name === 'tls.key')
    const { origin } = server
    const environment = {
      id: 'mtls',
      name: 'Mutual TLS',
      profile: 'rfc7523',
      origin: 'user' as const,
      settings: { label: 'non-production' as const, tokenEndpoint: `${origin}/token`, clientId: 'c' },
    }
    const pair = (thumbprint = '') => `key-and-origin ${thumbprint} ${origin}`
    const send = (...confirm: string[]) =>
      call(sendTokenRequest, {
        environmentId: 'mtls',
        keyId: signer?.id ?? '',
        headerText: `{"alg":"${signer?.algorithms[0]}"}`,
        payloadText: '{"iss":"c","sub":"c"}',
        flow: 'client_credentials',
        parameters: [],
        confirm: [`private-target ${new URL(origin).host}`, ...confirm],
      })

    await call(saveEnvironment, { environment })
    const without = await send(pair(signer?.thumbprint))
    // This server closes the connection without the TLS alert by which others say why.
    expect(without.attempt.outcome.kind).toBe('no-response')
    expect(server.seen).toEqual([])

    await call(saveEnvironment, { environment: { ...environment, tlsKeyId: own?.id ?? '' } })
    await expect(send()).rejects.toThrow(/confirmation-required/)
    expect(server.seen).toEqual([])
    const shown = await send(pair(own?.thumbprint))
    expect(shown.attempt.response.status).toBe(200)
    expect(server.seen).toEqual(['Named'])
  } finally {
    await workbench.stop()
    await server.stop()
  }
})
