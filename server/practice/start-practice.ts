import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import type { JWK } from 'jose'
import { makeAutoConsent } from './auto-consent.ts'
import { makeEhrPages } from './ehr-pages.ts'
import { makeFhirFace } from './fhir-face.ts'
import type { PracticeLog } from './load-oidc-provider.ts'
import { makeProvider } from './make-provider.ts'
import { CLIENT_ID } from './provider-configuration.ts'
import { PAGE_HEADERS } from './page.ts'
import { placesAt, type PracticePlaces } from './places.ts'
import { makeRefusals, type Refusal } from './refusals.ts'
import { makeJwks } from './serve-jwks.ts'
import type { AttemptEnvironment } from '../../shared/attempt/attempt.ts'
import { makeFaultSwitches, type FaultOptions } from './fault-switches.ts'
import { knownAbout, registrationPage, type PracticeRegistration } from './registration.ts'
import type { PracticeFaultId } from '../../shared/practice/practice-faults.ts'

export interface PracticeOptions {
  /** 0 for any free one. */
  readonly port: number
  /** Origin of the page, for the launch link and the redirect URI. */
  readonly workbenchOrigin: string
  /** The JWK Set registered for the client; asked each time that the set is served. */
  readonly publicJwks: () => Promise<{ keys: JWK[] }>
  readonly log: PracticeLog
  /** Adds what SMART demands and the library does not check. */
  readonly strict: boolean
}

export interface Practice extends PracticePlaces {
  readonly clientId: string
  strict(): boolean
  setStrict(strict: boolean): void
  /** Every token request needs a DPoP proof with a nonce of this server. */
  dpop(): boolean
  setDpop(dpop: boolean): void
  /** The faults that are on. */
  faults(): PracticeFaultId[]
  /**
   * Switches exactly these faults on and every other off; the server then reads the client's keys anew.
   */
  setFaults(ids: readonly PracticeFaultId[], options?: FaultOptions): Promise<void>
  faultOptions(): { syncS: number; clockOffsetS: number }
  /** When `not-synced` ends, NumericDate; undefined when it is off. */
  syncedAt(): number | undefined
  /** What the registration page of this server says. */
  registration(): PracticeRegistration
  /** What a person in front of this server would know. */
  known(): Partial<AttemptEnvironment>
  /** How often the server has fetched the client's JWK Set: the access log of the set's host. */
  jwksFetches(): number
  /** Makes the server fetch the client's keys anew, as a cache that has run out does. */
  forgetKeys(): Promise<void>
  /** Newest first. */
  refusals(): Refusal[]
  /** What the server knew of the refused assertion with this `jti` and did not say. */
  reasonFor(jti: string | undefined): string | undefined
  stop(): Promise<void>
}

/** @throws the listener's error, for instance EADDRINUSE for a taken port. */
const listen = (server: Server, port: number): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve(server.address() as AddressInfo)
    })
  })

/** The listener answers to its own name only, and to no page of another origin. */
const guard = (origin: string, serverNow: () => number): RequestHandler => {
  const { host } = new URL(origin)
  return (req, res, next) => {
    res.set(PAGE_HEADERS)
    res.set('Date', new Date(serverNow() * 1_000).toUTCString())
    const foreign = req.headers.origin !== undefined && req.headers.origin !== origin
    if (req.headers.host !== host)
      res.status(403).type('text').send(`This listener answers to ${host} only.\n`)
    else if (foreign) res.status(403).type('text').send('Requests from other origins are refused.\n')
    else if (req.method !== 'GET' && req.method !== 'HEAD' && req.method !== 'POST') res.status(405).end()
    else next()
  }
}

/** Starts the practice authorization server on a loopback listener of its own. */
export const startPractice = async (options: PracticeOptions): Promise<Practice> => {
  let { strict } = options
  let dpop = false
  let handler: RequestListener = (_req, res) => res.writeHead(503, { 'Retry-After': '1' }).end()
  const server = createServer((req, res) => handler(req, res))
  const { port } = await listen(server, options.port)
  const places = placesAt(`http://127.0.0.1:${port}`)
  const refusals = makeRefusals()
  const faults = makeFaultSwitches(() => Date.now() / 1_000)
  const jwks = makeJwks(options.publicJwks, faults)
  let jwksFetches = 0
  const { provider, forgetKeys } = await makeProvider({
    places,
    redirectUris: [`${options.workbenchOrigin}/callback`, places.codePageUrl],
    isStrict: () => strict,
    isDpopDemanded: () => dpop,
    faults,
    staleJwks: jwks.staleCopy,
    onJwksFetch: () => (jwksFetches += 1),
    refusals,
    log: options.log,
  })

  const failed: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    options.log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'the practice server failed')
    if (res.headersSent) next(error)
    else res.status(500).type('text').send('The practice server failed.\n')
  }
  const app = express()
  app.disable('x-powered-by')
  app.use(guard(places.origin, faults.serverNow))
  app.use(jwks.router)
  app.use(makeEhrPages(places, options.workbenchOrigin))
  app.use(makeFhirFace(provider, places))
  app.use(makeAutoConsent(provider, places))
  app.use(provider.callback())
  app.use(failed)
  handler = app

  return {
    ...places,
    clientId: CLIENT_ID,
    strict: () => strict,
    setStrict: (next) => {
      strict = next
    },
    dpop: () => dpop,
    setDpop: (next) => {
      dpop = next
    },
    faults: () => faults.list(),
    setFaults: async (ids, faultOptions) => {
      faults.set(ids, faultOptions)
      await jwks.prepare()
      await forgetKeys()
    },
    faultOptions: faults.options,
    syncedAt: faults.syncedAt,
    registration: () => registrationPage(faults),
    known: () => knownAbout(faults),
    jwksFetches: () => jwksFetches,
    forgetKeys,
    refusals: () => refusals.list(),
    reasonFor: (jti) => refusals.reasonFor(jti),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
