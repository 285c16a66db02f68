import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { WorkbenchError } from '../../shared/errors.ts'

export type AddressKind = 'public' | 'private' | 'never'

/** Addresses of cloud metadata services that lie outside the ranges that ipaddr.js names. */
const METADATA = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192'])
/** What a proxy would resolve for itself; without one their addresses are refused anyway. */
const METADATA_NAMES =
  /^(metadata|metadata\.(goog|google\.internal|azure\.internal|tencentyun\.com)|instance-data(\..*)?)$/i
const PRIVATE = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/** What an address is, with every embedded IPv4 form looked through. */
export function classifyAddress(address: string): AddressKind {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return 'never'
  if (METADATA.has(bare.toLowerCase())) return 'never'
  const parsed = ipaddr.parse(bare)
  const inner = parsed.kind() === 'ipv6' ? embeddedIpv4(parsed as ipaddr.IPv6) : undefined
  if (inner !== undefined) return classifyAddress(inner)
  const range = parsed.range()
  if (range === 'unicast') return 'public'
  return PRIVATE.has(range) ? 'private' : 'never'
}

/** The IPv4 inside a mapped, compatible, NAT64 or 6to4 address. RFC 4291 §2.5.5, RFC 6052, RFC 3056 */
function embeddedIpv4(address: ipaddr.IPv6): string | undefined {
  const { parts } = address
  const dotted = (high = 0, low = 0) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  const head = parts.slice(0, 6)
  if (head.every((part) => part === 0) && (parts[6] ?? 0) !== 0) return dotted(parts[6], parts[7])
  if (parts[0] === 0x64 && parts[1] === 0xff9b) return dotted(parts[6], parts[7])
  return parts[0] === 0x2002 ? dotted(parts[1], parts[2]) : undefined
}

/**
 * A URL that may be contacted, parsed once; that object is used for the check and for the connection.
 * @throws WorkbenchError url-invalid, target-not-allowed
 */
export function parseTarget(text: string): URL {
  if (!URL.canParse(text)) throw new WorkbenchError('url-invalid', 'This is not an absolute URL.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new WorkbenchError('url-invalid', `Only https is contacted, not ${url.protocol.slice(0, 20)}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new WorkbenchError('url-invalid', 'The URL carries a user name or password.')
  }
  if (url.hash !== '') throw new WorkbenchError('url-invalid', 'The URL carries a fragment.')
  const name = url.hostname.replace(/\.+$/, '')
  if (
    METADATA_NAMES.test(name) ||
    (isIP(bareHost(url)) !== 0 && classifyAddress(bareHost(url)) === 'never')
  ) {
    throw new WorkbenchError('target-not-allowed', `${url.hostname} is never contacted.`)
  }
  return url
}

export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** This machine, whatever the spelling. */
export const isLoopback = (address: string): boolean => {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.process(bare)
  return parsed.range() === 'loopback' || (parsed.kind() === 'ipv6' && classifyInner(parsed as ipaddr.IPv6))
}

const classifyInner = (address: ipaddr.IPv6): boolean => {
  const inner = embeddedIpv4(address)
  return inner !== undefined && ipaddr.parse(inner).range() === 'loopback'
}

/** `host:port` with the port always there. */
export const hostPort = (url: URL): string =>
  `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
