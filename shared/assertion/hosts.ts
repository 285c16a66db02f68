const LOOPBACK_NAMES = /^(localhost|.+\.localhost)$/i
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/**
 * True for localhost, 127.0.0.0/8 and ::1.
 * @param hostname as `URL.hostname` gives it: lower case, odd IPv4 spellings normalised, IPv6 in brackets.
 */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK_NAMES.test(hostname) || /^127\./.test(hostname) || hostname === '[::1]'
}

/**
 * True where a server on the public internet cannot reach this host by the look of its name: loopback, `.local`,
 * private, link-local and shared address ranges (RFC 1918, RFC 4193, RFC 6598), single-label names.
 */
export function isPrivateHost(hostname: string): boolean {
  if (isLoopbackHost(hostname) || /\.(local|internal|lan|home\.arpa)$/i.test(hostname)) return true
  const octets = IPV4.exec(hostname)?.slice(1).map(Number)
  if (octets) {
    const [a = 0, b = 0] = octets
    return (
      a === 0 ||
      a === 10 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b <= 127)
    )
  }
  if (hostname.startsWith('[')) return /^\[(f[cd]|fe[89ab])/i.test(hostname) || hostname === '[::]'
  return !hostname.includes('.')
}
