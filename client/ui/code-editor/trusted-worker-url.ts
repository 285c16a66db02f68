interface Policy {
  createScriptURL(url: string): string
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy
}

/**
 * Throws unless the address is one of our own bundled scripts: same origin, below /assets/, and in development where
 * Vite serves modules from.
 */
export function ownScriptUrl(url: string, base: string, development: boolean): string {
  const { origin, pathname, href } = new URL(url, base)
  const folders = development ? ['/assets/', '/node_modules/', '/@fs/', '/client/'] : ['/assets/']
  if (origin === new URL(base).origin && folders.some((folder) => pathname.startsWith(folder))) return href
  throw new TypeError(`Only scripts of this application run as workers, not ${origin}${pathname}`)
}

const rules: Policy = { createScriptURL: (url) => ownScriptUrl(url, location.href, import.meta.env.DEV) }

/** The page's Content-Security-Policy names this policy; browsers without Trusted Types run the same check. */
const policy =
  (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('app-workers', rules) ?? rules

/** Starts a bundled module worker. */
export const startWorker = (url: string, name: string): Worker =>
  new Worker(policy.createScriptURL(url), { type: 'module', name })
