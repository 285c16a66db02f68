/** Where connections go when a proxy is configured. */
export interface ProxyChoice {
  /** Credentials included; never shown. */
  readonly url: URL
  /** `host:port`, as it may be shown. */
  readonly shown: string
  /** The variable that names it. */
  readonly variable: string
}

type Variables = Readonly<Record<string, string | undefined>>

/** curl's names and order: the lower-case one first, then the one for every scheme. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'https:': ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  'http:': ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
}

/** This machine is reached directly, whatever the variables say: a proxy would look for it on itself. */
const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const isExcepted = (url: URL, noProxy: string): boolean => {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = entry, onlyPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? []
      if (onlyPort !== undefined && onlyPort !== port) return false
      const bare = name.replace(/^\*?\./, '')
      return url.hostname === bare || url.hostname.endsWith(`.${bare}`)
    })
}

const asProxyUrl = (text: string): URL | undefined => {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

/** The proxy of this URL by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY; undefined for a direct connection. */
export function proxyFor(url: URL, env: Variables): ProxyChoice | undefined {
  if (LOOPBACK.test(url.hostname)) return undefined
  if (isExcepted(url, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return undefined
  for (const variable of VARIABLES[url.protocol] ?? []) {
    const text = env[variable]
    if (text === undefined || text === '') continue
    const proxy = asProxyUrl(text)
    return proxy === undefined ? undefined : { url: proxy, shown: proxy.host, variable }
  }
  return undefined
}
