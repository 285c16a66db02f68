import { createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { calculateJwkThumbprint } from 'jose'
import type { Workbench } from './run-workbench.ts'

const LIFETIME_S = 240
const b64u = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface OwnProgram {
  /** The address of the listener that it is pointed at. */
  readonly url: string
  /** The token endpoint in whose place the listener stands. */
  readonly real: string
  /** Sends one token request with fresh claims, these ones changed. */
  post(claims?: Readonly<Record<string, unknown>>): Promise<{ status: number; body: string }>
}

/** Somebody's own program, signing with the registered RSA key, pointed at the listener whose screen is open. */
export async function makeOwnProgram(page: Page, { folder }: Pick<Workbench, 'folder'>): Promise<OwnProgram> {
  const address = page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/\S+\/token$/)
  const url = (await address.first().textContent()) ?? ''
  const real =
    (await page
      .getByText(/in the place of .*token/)
      .locator('code')
      .textContent()) ?? ''
  const keys = join(folder, 'data', 'keys')
  const files = await Promise.all((await readdir(keys)).map((name) => readFile(join(keys, name))))
  const key = files.map((pem) => createPrivateKey(pem)).find((each) => each.asymmetricKeyType === 'rsa')
  if (key === undefined) throw new Error('no registered RSA key')
  const kid = await calculateJwkThumbprint(createPublicKey(key).export({ format: 'jwk' }))
  return {
    url,
    real,
    async post(claims = {}) {
      const iat = Math.floor(Date.now() / 1_000)
      const identity = { iss: 'practice-client', sub: 'practice-client', aud: real }
      const payload = { ...identity, jti: randomUUID(), iat, exp: iat + LIFETIME_S, ...claims }
      const input = `${b64u({ alg: 'RS384', typ: 'JWT', kid })}.${b64u(payload)}`
      const response = await fetch(url, {
        method: 'POST',
        // Said here: fetch would add a charset, which is a finding of its own.
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'system/Patient.rs',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: `${input}.${sign('sha384', Buffer.from(input), key).toString('base64url')}`,
        }).toString(),
      })
      return { status: response.status, body: await response.text() }
    },
  }
}
