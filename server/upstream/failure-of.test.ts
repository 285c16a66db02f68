import { describe, expect, it } from 'vitest'
import { noResponseAdvice } from '../../shared/diagnosis/outcome-advice.ts'
import { adviceFor } from '../../shared/discovery/advice-for.ts'
import { failureOf } from './failure-of.ts'

const coded = (code: string, message = 'of Node') => Object.assign(new Error(message), { code })
const inFetch = (cause: Error) => new TypeError('fetch failed', { cause })

/** Each way in which an exchange ends without an answer, and what a person is told. */
const FAULTS: readonly { error: Error; want: RegExp; token: RegExp; document: RegExp }[] = [
  { error: coded('ENOTFOUND'), want: /^dns dns: .*not resolve/, token: /DNS, VPN/, document: /VPN/ },
  { error: coded('EAI_AGAIN'), want: /^dns .*resolver/, token: /DNS, VPN/, document: /VPN/ },
  { error: coded('ECONNREFUSED'), want: /^connect connect-refused/, token: /port/, document: /port/ },
  { error: coded('EHOSTUNREACH'), want: /^connect .*not reachable/, token: /VPN/, document: /VPN/ },
  {
    error: coded('UND_ERR_CONNECT_TIMEOUT'),
    want: /^timeout connect-timeout/,
    token: /Nothing was sent/,
    document: /firewall/,
  },
  {
    error: coded('UND_ERR_HEADERS_TIMEOUT'),
    want: /^timeout header-timeout/,
    token: /may have been processed.*new jti/,
    document: /in time/,
  },
  {
    error: coded('UND_ERR_BODY_TIMEOUT'),
    want: /^timeout body-timeout/,
    token: /new jti/,
    document: /in time/,
  },
  { error: coded('UND_ERR_HEADERS_OVERFLOW'), want: /^too-large/, token: /path/, document: /larger/ },
  { error: coded('ECONNRESET'), want: /^reset reset/, token: /new jti/, document: /proxy or a firewall/ },
  {
    error: coded('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    want: /^truncated/,
    token: /new jti/,
    document: /too early/,
  },
  { error: coded('CERT_HAS_EXPIRED'), want: /^tls tls-expired/, token: /new certificate/, document: /clock/ },
  { error: coded('CERT_NOT_YET_VALID'), want: /^tls tls-not-yet-valid/, token: /clock/, document: /clock/ },
  {
    error: coded('ERR_TLS_CERT_ALTNAME_INVALID'),
    want: /^tls tls-wrong-host/,
    token: /names in the certificate/,
    document: /certificate/,
  },
  {
    error: coded('DEPTH_ZERO_SELF_SIGNED_CERT'),
    want: /^tls tls-self-signed/,
    token: /--ca-file/,
    document: /--ca-file/,
  },
  {
    error: coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    want: /^tls tls-chain/,
    token: /intermediate/,
    document: /--ca-file/,
  },
  {
    error: coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
    want: /^tls tls-chain/,
    token: /--ca-file/,
    document: /--ca-file/,
  },
  { error: coded('CERT_REVOKED'), want: /^tls tls-certificate/, token: /refused/, document: /certificate/ },
  {
    error: coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'),
    want: /^tls tls-client-certificate/,
    token: /step 1.*client certificate/,
    document: /certificate/,
  },
  {
    // As OpenSSL 3.2 and later spell it.
    error: coded('ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE'),
    want: /^tls tls-client-certificate-refused/,
    token: /step 1.*issuer/,
    document: /certificate/,
  },
  {
    error: coded('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'),
    want: /^tls tls-client-certificate-refused/,
    token: /step 1.*issuer/,
    document: /certificate/,
  },
  {
    error: coded('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'),
    want: /^tls tls-handshake/,
    token: /mutual TLS.*step 1.*cipher/,
    document: /certificate/,
  },
  { error: coded('EPROTO'), want: /^tls tls-protocol/, token: /TLS 1\.2/, document: /protocol/ },
  { error: coded('UND_ERR_PRX_TLS'), want: /^tls tls-proxy/, token: /HTTPS_PROXY/, document: /certificate/ },
  {
    error: coded('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'),
    want: /^connect proxy-refused: the proxy answered 407/,
    token: /NO_PROXY/,
    document: /firewall/,
  },
  { error: coded('HPE_INVALID_CONSTANT'), want: /^encoding .*not HTTP/, token: /proxy/, document: /decoded/ },
  { error: coded('Z_DATA_ERROR'), want: /^encoding .*not decode/, token: /Encoding/, document: /decoded/ },
  {
    error: Object.assign(new Error('of Node'), { name: 'TimeoutError' }),
    want: /^timeout no complete answer/,
    token: /new jti/,
    document: /in time/,
  },
  { error: new Error('of nobody'), want: /^reset/, token: /new jti/, document: /cut/ },
]

describe('an exchange without an answer', () => {
  it.each(FAULTS.map((fault) => ({ ...fault, why: fault.want.source })))(
    'R41 R42 R44 comes back as $why, with advice for a token request and for a document',
    ({ error, want, token, document }) => {
      for (const each of [error, inFetch(error)]) {
        if (error.name === 'TimeoutError' && each !== error) continue
        const { failure, detail } = failureOf(each, false)
        expect(`${failure} ${detail}`).toMatch(want)
        expect(noResponseAdvice(failure, detail).advice).toMatch(token)
        expect(adviceFor({ kind: 'jwks', url: 'https://as.example/', failure, detail })).toMatch(document)
        expect(detail).not.toContain(error.message)
      }
    },
  )

  it('one that was cancelled here says so', () => {
    expect(failureOf(new Error('aborted'), true)).toEqual({ failure: 'reset', detail: 'cancelled here' })
  })
})
