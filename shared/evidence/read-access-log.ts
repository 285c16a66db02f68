/** One request for something, as a host has written it down. */
export interface LoggedVisit {
  /** NumericDate; whole seconds in most logs. */
  readonly at: number
  readonly method: string
  /** Without query. */
  readonly path: string
  readonly status?: number
  readonly line: string
}

export interface AccessLog {
  readonly visits: readonly LoggedVisit[]
  /** Lines that hold no time and no request. */
  readonly unread: number
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
/** `24/Nov/2025:16:01:00 +0000`: Apache, nginx and whoever copies them. */
const COMMON = /\b(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ?([+-]\d{2}):?(\d{2})?/
/** ISO 8601, with a blank or a tab in the place of T as in IIS and CloudFront, which both write UTC. */
const ISO = /\b(\d{4}-\d{2}-\d{2})[T \t](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d{2}:?\d{2})?/
const EPOCH = /"(?:ts|time|timestamp|msec)"\s*:\s*"?(\d{10})(\d{3})?(?:\.(\d+))?"?/
const REQUEST = /\b(GET|HEAD|POST|OPTIONS)\b[\s"]/
const STATUS = /(?<![\d.:])(200|204|206|30[1-478]|40[0-68]|410|412|421|429|431|499|50[0-4])(?![\d.:])/
const MAX_CHARACTERS = 524_288
const MAX_LINE = 4_096

/**
 * Requests in lines of an access log: common and combined format, nginx, IIS and CloudFront, and JSON a line. A line is
 * read by what is in it, not by a format that somebody would have to name. Times without a zone are UTC. Linear.
 */
export function readAccessLog(text: string): AccessLog {
  const visits: LoggedVisit[] = []
  let unread = 0
  for (const whole of text.slice(0, MAX_CHARACTERS).split(/\r?\n/)) {
    const line = whole.slice(0, MAX_LINE).trim()
    if (line === '' || line.startsWith('#')) continue
    const at = timeOf(line)
    const request = requestOf(line)
    if (at === undefined || request === undefined) unread += 1
    else visits.push({ at, ...request, line })
  }
  return { visits, unread }
}

function timeOf(line: string): number | undefined {
  const common = COMMON.exec(line)
  if (common) {
    const [, day, month = '', year, time, zone, minutes = '00'] = common
    const number = String(MONTHS.indexOf(month) / 3 + 1).padStart(2, '0')
    return numericDate(`${year}-${number}-${day}T${time}${zone}:${minutes}`)
  }
  const epoch = EPOCH.exec(line)
  if (epoch) return Number(`${epoch[1]}.${epoch[3] ?? epoch[2] ?? '0'}`)
  const iso = ISO.exec(line)
  if (!iso) return undefined
  const [, date, time, fraction = '0', zone = 'Z'] = iso
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  return numericDate(`${date}T${time}.${fraction.slice(0, 3)}${offset}`)
}

const numericDate = (iso: string): number | undefined => {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? undefined : ms / 1_000
}

function requestOf(line: string): Pick<LoggedVisit, 'method' | 'path' | 'status'> | undefined {
  const found = line.startsWith('{') ? fromJson(line) : fromText(line)
  if (found === undefined) return undefined
  const { method, target, status } = found
  const path = target.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  return { method, path, ...(status === undefined ? {} : { status }) }
}

interface Found {
  readonly method: string
  readonly target: string
  readonly status: number | undefined
}

function fromText(line: string): Found | undefined {
  const request = REQUEST.exec(line)
  if (!request) return undefined
  const rest = line.slice(request.index + request[0].length)
  const target = /(?:^|[\s"])((?:https?:\/\/[^\s"/]+)?\/[^\s"]*)/.exec(rest)
  if (target?.[1] === undefined) return undefined
  const status = STATUS.exec(rest.slice(target.index + target[0].length))?.[1]
  return { method: request[1] ?? '', target: target[1], status: status ? Number(status) : undefined }
}

/** Members by their usual names, at any depth; the first of each counts. */
function fromJson(line: string): Found | undefined {
  const member = (names: string): string | undefined =>
    new RegExp(`"(?:${names})"\\s*:\\s*"?([^",}\\s]+)`, 'i').exec(line)?.[1]
  const request = /"(?:request|requestLine)"\s*:\s*"([A-Z]+) ([^ "]+)/.exec(line)
  const method = request?.[1] ?? member('method|requestMethod|http_method|request_method')
  const target =
    request?.[2] ?? member('uri|path|url|requestUrl|request_uri|requestPath|cs-uri-stem|ClientRequestURI')
  if (method === undefined || target === undefined) return undefined
  const status = member('status|statusCode|status_code|EdgeResponseStatus')
  return {
    method,
    target,
    status: status !== undefined && /^\d{3}$/.test(status) ? Number(status) : undefined,
  }
}
