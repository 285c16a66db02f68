import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { Router } from 'express'
import { exportJWK, type JWK } from 'jose'
import type { FaultSwitches } from './fault-switches.ts'
import { renderPage, sendPage } from './page.ts'

/** How long the set may be kept by whoever fetches it, so that a stale copy is one. */
const CACHE_CONTROL = 'public, max-age=3600'
/** Longer than the provider waits for a JWK Set. */
const SLOW_MS = 2_500

const generate = promisify(generateKeyPair)

/** Other keys of the same kinds under the same kids, made once for each kind. */
const makeStrangers = () => {
  const made = new Map<string, Promise<JWK>>()
  const make = async ({ kty, crv }: JWK): Promise<JWK> => {
    if (kty === 'EC') return exportJWK((await generate('ec', { namedCurve: crv ?? 'P-256' })).publicKey)
    if (kty === 'OKP') return exportJWK((await generate('ed25519')).publicKey)
    return exportJWK((await generate('rsa', { modulusLength: 2_048 })).publicKey)
  }
  return async (jwk: JWK): Promise<JWK> => {
    const kind = `${jwk.kty} ${jwk.crv}`
    const stranger = made.get(kind) ?? make(jwk)
    made.set(kind, stranger)
    const { kid, use, alg } = jwk
    return Object.fromEntries(
      Object.entries({ ...(await stranger), kid, use, alg }).filter(([, value]) => value !== undefined),
    )
  }
}

/** The client's JWK Set as it is registered, with what may be wrong about it. */
export const makeJwks = (publicJwks: () => Promise<{ keys: JWK[] }>, faults: FaultSwitches) => {
  const strangerOf = makeStrangers()
  const served = async (): Promise<{ keys: JWK[] }> => {
    const { keys } = await publicJwks()
    if (faults.isOn('other-key-registered')) return { keys: await Promise.all(keys.map(strangerOf)) }
    if (faults.isOn('kid-unknown'))
      return { keys: keys.map((key) => ({ ...key, kid: `${key.kid}-registered` })) }
    return { keys }
  }
  /** The copy that the server keeps when it has not looked for a while. */
  const stale = async (): Promise<{ keys: JWK[] }> => {
    const { keys } = await publicJwks()
    const older = await Promise.all(keys.map(strangerOf))
    return { keys: older.map((key) => ({ ...key, kid: `${key.kid}-before` })) }
  }
  const router = Router()
  router.get('/client/jwks.json', async (req, res) => {
    if (faults.isOn('jwks-unreachable')) return void req.socket.destroy()
    if (faults.isOn('jwks-html')) return sendPage(res, renderPage({ title: 'Sign in', paragraphs: [] }))
    if (faults.isOn('jwks-redirect')) return res.redirect(302, '/client/moved/jwks.json')
    if (faults.isOn('jwks-slow')) await new Promise((done) => setTimeout(done, SLOW_MS).unref())
    return void res.set('Cache-Control', CACHE_CONTROL).json(await served())
  })
  router.get('/client/moved/jwks.json', async (_req, res) => void res.json(await served()))
  return {
    router,
    staleCopy: async () => (faults.isOn('jwks-stale') ? stale() : undefined),
    /** Makes the other keys before anybody waits for them: an RSA key can take seconds. */
    prepare: async (): Promise<void> => {
      if (faults.isOn('other-key-registered') || faults.isOn('jwks-stale')) await stale()
    },
  }
}
