import { percentEncode } from '../assertion/base64url.ts'
import type { RawRequest, RawRequestResult } from './raw-request.ts'
import { splitShellWords } from './split-shell-words.ts'

/** Options that take a value, besides those that say something about the request; the value is skipped. */
const WITH_VALUE = new Set(
  (
    '-o --output -w --write-out -m --max-time --connect-timeout -x --proxy --resolve --cacert -E --cert --key ' +
    '--retry --retry-delay --tls-max --ciphers -D --dump-header -K --config -T --upload-file -F --form --noproxy ' +
    '-U --proxy-user --connect-to --interface --limit-rate -c --cookie-jar --max-redirs --trace --trace-ascii ' +
    '--form-string --capath --cert-type --key-type --pass --oauth2-bearer -r --range -z --time-cond --stderr'
  ).split(' '),
)
const NO_EFFECT =
  /^-[sSikvLfgN0#46]+$|^--(silent|show-error|include|insecure|verbose|location|location-trusted|fail|fail-with-body|compressed|globoff|http[\d.]+|http2-prior-knowledge|no-progress-meter|progress-bar|no-buffer|tlsv1[.\d]*|ssl-no-revoke|ipv4|ipv6|post30[123]|raw|tcp-nodelay|path-as-is)$/

interface Reading {
  readonly headers: [string, string][]
  readonly data: string[]
  readonly notes: string[]
  method?: string
  url?: string
  asQuery: boolean
}

/**
 * The request that a curl command sends, read as text: no file is opened, nothing is expanded, nothing runs.
 * @see https://curl.se/docs/manpage.html
 */
export function parseCurl(text: string): RawRequestResult {
  const split = splitShellWords(text)
  if (!split.ok)
    return {
      ok: false,
      code: 'request-unreadable',
      message: `In the curl command ${split.why} (index ${split.index}).`,
    }
  const reading: Reading = { headers: [], data: [], notes: [], asQuery: false }
  const words = unbundle(
    split.words.slice(split.words.findIndex((word) => /(^|[\\/])curl(\.exe)?$/.test(word)) + 1),
  )
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const value = words[at + 1] ?? ''
    if (take(word, value, reading)) at += 1
  }
  return finish(reading)
}

/** `-XPOST`, `-H'A: b'` and `--name=value` as two words; `-sSX POST` keeps its value behind it. */
function unbundle(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    if (/^--[\w-]+=/.test(word) && /^--(request|header|data[\w-]*|user|url|json)=/.test(word)) {
      const equals = word.indexOf('=')
      return [word.slice(0, equals), word.slice(equals + 1)]
    }
    const short = /^-([sSikvLfgN0#46G]*)([XHduAbeomwx])(.*)$/s.exec(word)
    if (!short || word.startsWith('--')) return [word]
    const [, flags = '', option = '', rest = ''] = short
    return [...(flags === '' ? [] : [`-${flags}`]), `-${option}`, ...(rest === '' ? [] : [rest])]
  })
}

/** Reads one option; true when it took the next word as its value. */
function take(word: string, value: string, into: Reading): boolean {
  switch (word) {
    case '-X':
    case '--request':
      into.method = value
      return true
    case '--url':
      into.url = value
      return true
    case '-H':
    case '--header':
      takeHeader(value, into)
      return true
    case '-d':
    case '--data':
    case '--data-ascii':
    case '--data-binary':
    case '--data-raw':
      takeData(word, value, into)
      return true
    case '--data-urlencode':
      into.data.push(urlEncoded(value, into))
      return true
    case '--json':
      into.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json'])
      into.data.push(value)
      return true
    case '-u':
    case '--user':
      into.headers.push(['Authorization', `Basic ${btoaUtf8(value)}`])
      return true
    case '-A':
    case '--user-agent':
      into.headers.push(['User-Agent', value])
      return true
    case '-e':
    case '--referer':
      into.headers.push(['Referer', value])
      return true
    case '-b':
    case '--cookie':
      into.headers.push(['Cookie', value])
      return true
    case '-G':
    case '--get':
      into.asQuery = true
      return false
    case '-I':
    case '--head':
      into.method ??= 'HEAD'
      return false
  }
  if (/^-[sSikvLfgN0#46]*G[sSikvLfgN0#46]*$/.test(word)) into.asQuery = true
  else if (!word.startsWith('-')) into.url ??= word
  else if (WITH_VALUE.has(word)) return true
  else if (!NO_EFFECT.test(word)) into.notes.push(`The option ${word.slice(0, 40)} is not read.`)
  return false
}

function takeHeader(value: string, into: Reading): void {
  const colon = value.indexOf(':')
  if (colon > 0) into.headers.push([value.slice(0, colon).trim(), value.slice(colon + 1).trim()])
}

function takeData(word: string, value: string, into: Reading): void {
  if (value.startsWith('@') && word !== '--data-raw')
    into.notes.push(`The body comes from a file (${word} ${value.slice(0, 60)}), which is not opened.`)
  else
    into.data.push(word === '--data-binary' || word === '--data-raw' ? value : value.replace(/[\r\n]/g, ''))
}

/** `content`, `=content`, `name=content`; the file forms are not opened. */
function urlEncoded(value: string, into: Reading): string {
  const equals = value.indexOf('=')
  if (equals >= 0) {
    const name = value.slice(0, equals)
    return `${name === '' ? '' : `${name}=`}${percentEncode(value.slice(equals + 1))}`
  }
  if (value.includes('@')) {
    into.notes.push(`A value comes from a file (${value.slice(0, 60)}), which is not opened.`)
    return `${value.slice(0, value.indexOf('@'))}=`
  }
  return percentEncode(value)
}

const btoaUtf8 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

function finish({ headers, data, notes, method, url, asQuery }: Reading): RawRequestResult {
  if (url === undefined)
    return { ok: false, code: 'request-unreadable', message: 'The curl command names no URL.' }
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
  const joined = data.join('&')
  const body = data.length > 0 && !asQuery ? joined : undefined
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  const request: RawRequest = {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url: asQuery && data.length > 0 ? `${address}${address.includes('?') ? '&' : '?'}${joined}` : address,
    headers:
      body === undefined || hasType
        ? headers
        : [...headers, ['Content-Type', 'application/x-www-form-urlencoded']],
    ...(body === undefined ? {} : { body }),
  }
  return { ok: true, request, notes }
}
