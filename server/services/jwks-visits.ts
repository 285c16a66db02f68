import type { JwksVisit } from '../../shared/diagnosis/jwks-visits.ts'
import type { JwksHost } from '../jwks-host/jwks-host.ts'
import type { Ledger } from './ports.ts'

/** Looks of others at the set of this URL, newest first; undefined where it is not served from here. */
export type JwksVisits = (jwksUrl: string | undefined) => readonly JwksVisit[] | undefined

/** Between a look of this program and the line that its ledger gets of it. Seconds. */
const OWN_WITHIN_S = 2

export const makeJwksVisits =
  ({ jwksHost, ledger }: { jwksHost: Pick<JwksHost, 'address' | 'state'>; ledger: Ledger }): JwksVisits =>
  (jwksUrl) => {
    const address = jwksHost.address()
    if (address === undefined || jwksUrl === undefined || !URL.canParse(jwksUrl)) return undefined
    const { host, origin, pathname } = new URL(jwksUrl)
    const { hosts, requests } = jwksHost.state()
    if (![address, address.replace('127.0.0.1', 'localhost'), ...hosts].includes(host)) return undefined
    // "Check the hosted copy" looks too, with the tunnel or without, and says nothing of the server.
    const places = [`${origin}${pathname}`, jwksHost.state().url]
    const own = ledger.list().filter(({ kind, target }) => kind === 'connection' && places.includes(target))
    const isOwn = (at: number) => own.some((entry) => entry.at >= at && entry.at - at <= OWN_WITHIN_S)
    return requests.filter(({ userAgent, at }) => userAgent !== '' || !isOwn(at))
  }
