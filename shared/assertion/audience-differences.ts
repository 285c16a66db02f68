import { INVISIBLE } from './compare-text.ts'

export type DifferenceName =
  | 'invisible'
  | 'trailing-slash'
  | 'scheme'
  | 'host-case'
  | 'port'
  | 'path-case'
  | 'path-shape'
  | 'percent'
  | 'query-fragment'
  | 'userinfo'
  | 'lookalike'
  | 'path-partial'

export interface Difference {
  readonly name: DifferenceName
  /** What differs, as the end of a sentence. */
  readonly words: string
}

/** scheme, authority, path and the rest, as written: nothing is decoded or normalised. */
interface UrlParts {
  readonly scheme: string
  readonly userinfo: string
  readonly host: string
  readonly port: string
  readonly path: string
  readonly rest: string
}

const URL_PARTS =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^/?#@]*)@)?([^/?#:]*|\[[^\]]*\])(?::(\d*))?([^?#]*)(.*)$/s

const partsOf = (url: string): UrlParts => {
  const [, scheme = '', userinfo = '', host = '', port = '', path = '', rest = ''] = URL_PARTS.exec(url) ?? []
  return { scheme, userinfo, host, port, path, rest }
}

const join = ({ scheme, userinfo, host, port, path, rest }: UrlParts): string =>
  `${scheme === '' ? '' : `${scheme}://`}${userinfo === '' ? '' : `${userinfo}@`}${host}${port === '' ? '' : `:${port}`}${path}${rest}`

const DEFAULT_PORTS: Readonly<Record<string, string>> = { https: '443', http: '80' }

/** Each takes one kind of difference away; applied to both texts, one at a time. */
const NORMALISERS: readonly {
  readonly name: DifferenceName
  readonly apply: (url: string) => string
  readonly words: (actual: string, wanted: string) => string
}[] = [
  {
    name: 'invisible',
    apply: (url) => [...url].filter((char) => !INVISIBLE.test(char) && char !== ' ').join(''),
    words: (actual) => {
      const at =
        actual.search(/\s/) >= 0 ? actual.search(/\s/) : [...actual].findIndex((char) => INVISIBLE.test(char))
      return `it holds white space or an invisible character${at < 0 ? '' : ` (index ${at})`}`
    },
  },
  {
    name: 'trailing-slash',
    apply: (url) => url.replace(/\/$/, ''),
    words: (actual, wanted) =>
      actual.length > wanted.length
        ? `it ends in one extra "/" (index ${wanted.length})`
        : `the final "/" is missing (index ${actual.length})`,
  },
  {
    name: 'scheme',
    apply: (url) => join({ ...partsOf(url), scheme: '' }),
    words: (actual) => {
      const { scheme } = partsOf(actual)
      return scheme === '' ? 'the scheme is missing' : `the scheme is ${scheme}://`
    },
  },
  {
    name: 'host-case',
    apply: (url) => ((parts) => join({ ...parts, host: parts.host.toLowerCase() }))(partsOf(url)),
    words: () => 'the host is written in another letter case',
  },
  {
    name: 'port',
    apply: (url) => join({ ...partsOf(url), port: '' }),
    words: (actual, wanted) => {
      const { port, scheme } = partsOf(actual)
      const other = partsOf(wanted).port
      if (port === '') return `the port ${other} is missing`
      return DEFAULT_PORTS[scheme] === port ? `it spells out the default port ${port}` : `the port is ${port}`
    },
  },
  {
    name: 'path-case',
    apply: (url) => ((parts) => join({ ...parts, path: parts.path.toLowerCase() }))(partsOf(url)),
    words: () => 'the path is written in another letter case',
  },
  {
    name: 'path-shape',
    apply: (url) => ((parts) => join({ ...parts, path: plainPath(parts.path) }))(partsOf(url)),
    words: () => 'the path has a doubled slash, a dot segment or a ";" segment',
  },
  { name: 'percent', apply: decodeOnce, words: () => 'it is percent-encoded' },
  {
    name: 'query-fragment',
    apply: (url) => join({ ...partsOf(url), rest: '' }),
    words: (actual, wanted) =>
      partsOf(actual).rest === ''
        ? `${partsOf(wanted).rest} is missing`
        : `it carries ${partsOf(actual).rest}`,
  },
  {
    name: 'userinfo',
    apply: (url) => join({ ...partsOf(url), userinfo: '' }),
    words: () => 'it carries a user part before the host',
  },
  { name: 'lookalike', apply: asciiHost, words: () => 'its host holds letters that are not ASCII' },
]

/**
 * The one kind of difference between two URLs, tried in a fixed order; undefined when they are equal or when no
 * single kind explains it. Only ever used to name a difference that a raw comparison found.
 * @see RFC 3986 §6.2
 */
export function nameDifference(actual: string, wanted: string): Difference | undefined {
  if (actual === wanted) return undefined
  for (const { name, apply, words } of NORMALISERS) {
    if (apply(actual) === apply(wanted)) return { name, words: words(actual, wanted) }
  }
  if (hasForeignLetters(actual) && !hasForeignLetters(wanted))
    return { name: 'lookalike', words: 'its host holds letters that are not ASCII' }
  const shorter = actual.length < wanted.length ? actual : wanted
  const longer = shorter === actual ? wanted : actual
  const atBoundary =
    longer.startsWith(shorter) && (shorter.endsWith('/') || longer.charAt(shorter.length) === '/')
  if (!atBoundary || partsOf(shorter).host === '') return undefined
  const extra = longer.slice(shorter.length)
  return {
    name: 'path-partial',
    words: shorter === actual ? `"${extra}" is missing at the end` : `it has "${extra}" at the end`,
  }
}

function plainPath(path: string): string {
  const out: string[] = []
  for (const segment of path.split('/')) {
    const plain = segment.replace(/;.*$/s, '')
    if (plain === '..') out.pop()
    else if (plain !== '' && plain !== '.') out.push(plain)
  }
  return `/${out.join('/')}`
}

function decodeOnce(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
  }
}

const hasForeignLetters = (url: string): boolean => /[^\x00-\x7f]/.test(partsOf(url).host)

function asciiHost(url: string): string {
  const parts = partsOf(url)
  if (/^[\x20-\x7e]*$/.test(parts.host) || !URL.canParse(`https://${parts.host}/`)) return url
  return join({ ...parts, host: new URL(`https://${parts.host}/`).hostname })
}
