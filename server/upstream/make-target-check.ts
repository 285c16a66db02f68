import { lookup as dnsLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { bareHost, classifyAddress, hostPort, isLoopback } from './address-policy.ts'
import { UPSTREAM_LIMITS } from './limits.ts'
import type { Address } from './make-dispatcher.ts'
import { proxyFor, type ProxyChoice } from './proxy-for.ts'

export interface TargetOptions {
  /** `host:port` of the listeners of this program; never contacted, except the practice server's. */
  readonly ownHosts: () => readonly string[]
  /** `host:port` allowed at the start: `--allow-target` and the practice server. */
  readonly allowed: () => readonly string[]
  readonly isApproved: (approval: string) => boolean
  readonly approve: (approval: string) => Promise<void>
  /** For the variables of proxies and of further certificates. */
  readonly env?: NodeJS.ProcessEnv
  /** For tests: another resolver. */
  readonly resolve?: (hostname: string) => Promise<readonly Address[]>
  /** For tests that do not wait for seconds. */
  readonly limits?: Partial<typeof UPSTREAM_LIMITS>
}

/** Where a request goes: what was checked, and what kind of address it is. */
export interface Route {
  readonly addresses: readonly Address[]
  readonly proxy: ProxyChoice | undefined
  readonly isPublic: boolean
}

/** Decides whether a URL is contacted at all, and at which addresses. */
export function makeTargetCheck(options: TargetOptions) {
  const { env = {} } = options
  const limits = { ...UPSTREAM_LIMITS, ...options.limits }
  const resolve = options.resolve ?? ((name) => dnsLookup(name, { all: true, verbatim: true }))

  /** Every address of the host. A name behind a proxy is the proxy's to resolve. */
  async function addressesOf(url: URL, proxy: ProxyChoice | undefined): Promise<readonly Address[]> {
    const host = bareHost(url)
    if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
    return proxy === undefined ? withinTime(resolve(host), limits.connectMs) : []
  }

  const isOwn = (url: URL, addresses: readonly Address[]): boolean => {
    const own = options.ownHosts()
    if (own.includes(hostPort(url))) return true
    // Another name for this machine is still this machine.
    const port = /:\d+$/.exec(hostPort(url))?.[0] ?? ''
    return addresses.some(({ address }) => isLoopback(address)) && own.some((each) => each.endsWith(port))
  }

  async function judge(url: URL, viaPublic: boolean): Promise<Route & { confirmation?: Confirmation }> {
    const proxy = proxyFor(url, env)
    const addresses = await addressesOf(url, proxy)
    if (isOwn(url, addresses)) {
      throw new WorkbenchError('target-not-allowed', `${hostPort(url)} is this workbench itself.`)
    }
    const kinds = addresses.map(({ address }) => classifyAddress(address))
    if (kinds.includes('never'))
      throw new WorkbenchError(
        'target-not-allowed',
        `${url.hostname} leads to an address that is never contacted.`,
      )
    const isPrivate = kinds.includes('private')
    const approval = `private-target ${hostPort(url)}`
    const isAllowed = options.allowed().includes(hostPort(url)) || options.isApproved(approval)
    if (isPrivate && viaPublic && !isAllowed) {
      throw new WorkbenchError(
        'target-not-allowed',
        `A public address led to ${hostPort(url)}, which is private and was not allowed.`,
      )
    }
    if (url.protocol === 'http:' && !isPrivate && !(proxy !== undefined && isAllowed)) {
      throw new WorkbenchError(
        'url-invalid',
        `${url.origin} is not encrypted; http is for private hosts only.`,
      )
    }
    const route = { addresses, proxy, isPublic: !isPrivate }
    if (!isPrivate || isAllowed) return route
    const confirmation: Confirmation = {
      id: approval,
      kind: 'private-target',
      message: `${hostPort(url)} is a private address of this machine or network. Allow this host and port?`,
      values: { host: hostPort(url), address: addresses.map(({ address }) => address).join(', ') },
    }
    return { ...route, confirmation }
  }

  async function checked(url: URL, confirm: readonly string[], viaPublic: boolean): Promise<Route> {
    const { confirmation, ...route } = await judge(url, viaPublic)
    if (confirmation !== undefined) {
      if (!confirm.includes(confirmation.id)) {
        throw new WorkbenchError('confirmation-required', confirmation.message, {
          confirmations: [confirmation],
        })
      }
      await options.approve(confirmation.id)
    }
    return route
  }

  return { judge, checked }
}

/** A resolver may take minutes to give up. */
function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('the name was not resolved in time'), { code: 'EAI_AGAIN' })
    timer = setTimeout(() => reject(error), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
