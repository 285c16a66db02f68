import { randomUUID, sign, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaptureState, CapturedFinding, ShownCapture } from '../../shared/contract/capture.ts'
import type { Confirmation } from '../../shared/errors.ts'
import { startListening, type Listening } from './start-listening.ts'

type Header = Readonly<Record<string, unknown>>

/** The capture listener in the place of a running practice server, and what a program of somebody else needs. */
export interface CaptureBench {
  readonly workbench: Listening
  /** Of the practice server; `issuer` is its origin. */
  readonly real: { readonly token: string; readonly clientId: string; readonly issuer: string }
  /** Registered for the client. */
  readonly key: { readonly privateKey: KeyObject; readonly kid: string; readonly pemPath: string }
  urls(): NonNullable<CaptureState['urls']>
  newest(): ShownCapture | undefined
  /** What could explain a refusal; a limit in time is proved only where the server's clock is known. */
  named(): CapturedFinding[]
  /** Asks to relay and says yes to what is asked. Gives the questions. */
  relayNext(): Promise<Confirmation[]>
  /** Correct claims of now. */
  claims(more?: Header): Header & { readonly exp: number }
  signed(payload: Header, header?: Header): string
  /** Opens anew, with nothing caught. */
  reopen(): Promise<void>
  stop(): Promise<void>
}

const LIFETIME_S = 240
const STARTS_WITHIN_MS = 60_000
const b64u = (value: Header) => Buffer.from(JSON.stringify(value)).toString('base64url')

export async function startCaptureBench(): Promise<CaptureBench> {
  const workbench = await startListening()
  const { program, folder } = workbench
  const { capture } = program
  await program.practice.start()
  await program.practice.settled(STARTS_WITHIN_MS)
  const practice = program.practice.current()
  if (practice === undefined) throw new Error('no practice server')
  const real = { token: practice.tokenEndpoint, clientId: practice.clientId, issuer: practice.issuer }
  const summary = (await program.keys.list()).keys.find(({ kty }) => kty === 'RSA')
  const { key: privateKey } = await program.keys.find(summary?.id ?? '')
  const pemPath = join(folder, 'of-the-program.pem')
  writeFileSync(pemPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  const kid = summary?.thumbprint ?? ''
  // What the page fetches by itself: the rules about keys look at it.
  program.documents.put('practice', {
    kind: 'jwks',
    url: practice.jwksUrl,
    status: 200,
    body: await (await fetch(practice.jwksUrl)).text(),
    headers: [['content-type', 'application/jwk-set+json']],
  })
  const newest = () => capture.state().requests[0]
  const relay = (confirm: string[]) => capture.setAnswer({ error: 'invalid_client', relays: 1, confirm })
  return {
    workbench,
    real,
    key: { privateKey, kid, pemPath },
    urls() {
      const { urls } = capture.state()
      if (urls === undefined) throw new Error('not listening')
      return urls
    },
    newest,
    named: () => newest()?.findings.filter(({ grade }) => grade !== 'hint') ?? [],
    async relayNext() {
      const asked = await relay([]).then(
        () => [],
        (error: { confirmations: Confirmation[] }) => error.confirmations,
      )
      await relay(asked.map(({ id }) => id))
      return asked
    },
    claims(more = {}) {
      const now = Math.floor(Date.now() / 1_000)
      const { clientId, token } = real
      const dates = { iat: now, exp: now + LIFETIME_S }
      return { iss: clientId, sub: clientId, aud: token, jti: randomUUID(), ...dates, ...more }
    },
    signed(payload, header = { alg: 'RS384', typ: 'JWT', kid }) {
      const input = `${b64u(header)}.${b64u(payload)}`
      return `${input}.${sign('sha384', Buffer.from(input), privateKey).toString('base64url')}`
    },
    async reopen() {
      await capture.stop()
      capture.clear()
      await capture.start('practice')
    },
    async stop() {
      await capture.stop()
      await program.practice.stop()
      await workbench.stop()
    },
  }
}
