import type { FailureClass } from '../../shared/attempt/attempt.ts'
import { BodyCutOff, BodyRefused } from './read-limited.ts'

const CODES: Readonly<Record<string, readonly [FailureClass, string]>> = {
  ENOTFOUND: ['dns', 'dns: the name does not resolve'],
  EAI_AGAIN: ['dns', 'dns: the resolver does not answer'],
  ENODATA: ['dns', 'dns: the name has no address'],
  ECONNREFUSED: ['connect', 'connect-refused: nothing listens there'],
  EHOSTUNREACH: ['connect', 'connect: the host is not reachable'],
  ENETUNREACH: ['connect', 'connect: the network is not reachable'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'connect-timeout: no connection within 5 s'],
  ETIMEDOUT: ['timeout', 'connect-timeout: the connection timed out'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'header-timeout: no answer within 15 s'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'body-timeout: the answer stopped'],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', 'the headers exceed 16 KiB'],
  ECONNRESET: ['reset', 'reset: the connection was closed'],
  EPIPE: ['reset', 'reset: the connection was closed'],
  UND_ERR_SOCKET: ['reset', 'reset: the connection was closed'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['truncated', 'truncated: the body is shorter than announced'],
  CERT_HAS_EXPIRED: ['tls', 'tls-expired: the certificate has expired'],
  CERT_NOT_YET_VALID: ['tls', 'tls-not-yet-valid: the certificate is not valid yet'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'tls-wrong-host: the certificate is for another name'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'tls',
    'tls-self-signed: the certificate is self-signed; add its CA with --ca-file',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'tls',
    'tls-self-signed: a self-signed certificate in certificate chain; add the CA with --ca-file',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'tls',
    'tls-chain: unable to verify the first certificate; an intermediate is missing',
  ],
  UND_ERR_PRX_TLS: ['tls', 'tls-proxy: the certificate of the proxy is for another name'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls', 'tls-chain: the issuer is not known; add the CA with --ca-file'],
}

/** What OpenSSL calls everything else that is wrong with a certificate. */
const CERTIFICATE =
  /^(CERT_|CRL_|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT_|(EE|CA)_KEY_TOO_SMALL|CA_MD_TOO_WEAK)/

/**
 * What a server says of the client's certificate (RFC 8446 §6.2). The names of the codes begin as the releases of
 * OpenSSL want it. Where none was shown, TLS 1.2 knows only the general alert, and some servers call it a bad one.
 */
const ALERTS: readonly (readonly [code: RegExp, detail: string])[] = [
  [
    /ALERT_CERTIFICATE_REQUIRED$/,
    'tls-client-certificate: the server asks for a client certificate (mutual TLS)',
  ],
  [
    /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(REVOKED|EXPIRED|UNKNOWN)|UNKNOWN_CA|ACCESS_DENIED)$/,
    'tls-client-certificate-refused: the server takes no client certificate but one that it knows',
  ],
  [
    /ALERT_HANDSHAKE_FAILURE$/,
    'tls-handshake: the server ends the handshake, for want of a client certificate or of a common cipher',
  ],
]

/** A network failure in the closed list of classes; the foreign error itself is never passed on. */
export function failureOf(error: unknown, cancelled: boolean): { failure: FailureClass; detail: string } {
  if (error instanceof BodyRefused) return { failure: error.kind, detail: error.message }
  if (error instanceof BodyCutOff)
    return { failure: 'truncated', detail: 'truncated: the connection ended before the body did' }
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = 'code' in each ? String(each.code) : ''
    const known = CODES[code]
    if (known) return { failure: known[0], detail: known[1] }
    const alert = code.startsWith('ERR_SSL') ? ALERTS.find(([pattern]) => pattern.test(code)) : undefined
    if (alert) return { failure: 'tls', detail: alert[1] }
    const refusal = /^Proxy response \((\d{3})\)/.exec(each.message)?.[1]
    if (refusal !== undefined)
      return { failure: 'connect', detail: `proxy-refused: the proxy answered ${refusal}` }
    if (CERTIFICATE.test(code)) return { failure: 'tls', detail: `tls-certificate: it is refused (${code})` }
    if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO') {
      return { failure: 'tls', detail: 'tls-protocol: no common TLS version or cipher' }
    }
    if (code.startsWith('HPE_') || each.name === 'HTTPParserError')
      return { failure: 'encoding', detail: 'the answer is not HTTP' }
    if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_BROTLI')) {
      return { failure: 'encoding', detail: 'the body does not decode' }
    }
  }
  if (cancelled) return { failure: 'reset', detail: 'cancelled here' }
  if (error instanceof Error && error.name === 'TimeoutError')
    return { failure: 'timeout', detail: 'no complete answer within 30 s' }
  return { failure: 'reset', detail: 'the exchange broke off' }
}
