import type { FailureClass } from '../attempt/attempt.ts'
import type { TokenOutcome } from '../contract/token-outcome.ts'

interface Failed {
  /** What happened at the token endpoint. */
  readonly sentence: string
  readonly advice: string
}

/** What happened where no complete answer came back, and what to do about it. */
const NO_RESPONSE: Readonly<Record<FailureClass, Failed>> = {
  dns: {
    sentence: 'The host name of the token endpoint does not resolve.',
    advice:
      'Compare the host character by character with the server’s metadata; then look at DNS, VPN or proxy.',
  },
  connect: {
    sentence: 'Nothing accepts connections at the token endpoint’s address.',
    advice: 'Check host and port, whether a VPN is needed, and whether a firewall lets this computer out.',
  },
  tls: {
    sentence: 'The connection was made, but TLS did not come about.',
    advice: 'The certificate of this server is refused; its owner has to repair it. Nothing was sent.',
  },
  timeout: {
    sentence: 'No answer came in time.',
    advice: 'The request may have been processed all the same: use a new jti before you send again.',
  },
  reset: {
    sentence: 'The connection was cut before an answer was complete.',
    advice: 'A proxy or a firewall is likely; the request may have been processed, so use a new jti.',
  },
  redirect: {
    sentence: 'The server answered with a redirect, which is not followed with an assertion in hand.',
    advice: 'Take the token endpoint from the server’s metadata, without a redirect in between.',
  },
  'too-large': {
    sentence: 'The answer is larger than a token response can be, and reading stopped.',
    advice: 'This is probably a web page: check the path of the token endpoint.',
  },
  truncated: {
    sentence: 'The answer ended before its announced length.',
    advice: 'A proxy may have cut it; send again with a new jti.',
  },
  encoding: {
    sentence: 'The answer’s bytes cannot be decoded as its headers announce.',
    advice: 'A proxy may have changed Content-Encoding; try without it.',
  },
}

/** Where the finer code tells more than its class. Nothing was sent before TLS and the connection were there. */
const FINER: Readonly<Record<string, string>> = {
  'tls-expired':
    'The server needs a new certificate; first see whether the clock of this computer is right. Nothing was sent.',
  'tls-not-yet-valid':
    'See whether the clock of this computer is right; if it is, the server uses its certificate too early. Nothing was sent.',
  'tls-wrong-host':
    'Compare the host with the names in the certificate: the address or the server’s setup is wrong. Nothing was sent.',
  'tls-self-signed':
    'Start with --ca-file FILE, which adds the certificate authority of this server to the usual ones. Nothing was sent.',
  'tls-chain':
    'The server sends no intermediate certificate, or its authority is private: then start with --ca-file FILE. Nothing was sent.',
  'tls-protocol':
    'The server has no TLS 1.2 or 1.3 in common with this program, or the port speaks no TLS. Nothing was sent.',
  'tls-client-certificate':
    'The server takes connections with a client certificate only: choose at step 1 the key whose client certificate it knows. The assertion was not read.',
  'tls-client-certificate-refused':
    'Compare the client certificate of step 1 with the one that the server knows: its issuer, its dates, whether it was revoked. With none chosen, choose it there. The assertion was not read.',
  'tls-handshake':
    'If the server wants a client certificate (mutual TLS), choose it at step 1; else it has no cipher of TLS 1.2 or 1.3 in common with this program. Nothing was sent.',
  'tls-proxy': 'The proxy’s own certificate is wrong; compare HTTPS_PROXY with its name. Nothing was sent.',
  'proxy-refused': 'The proxy does not let this host through; ask whoever runs it, or set NO_PROXY.',
  'connect-timeout': 'Nothing was sent: a firewall drops the packets, or a VPN is missing.',
}

/** What happened and what to do where no complete answer came. @param detail starts with a finer code, where there is one */
export function noResponseAdvice(failure: FailureClass, detail: string): Failed {
  const { sentence, advice } = NO_RESPONSE[failure]
  return { sentence, advice: FINER[/^[a-z-]+(?=:)/.exec(detail)?.[0] ?? ''] ?? advice }
}

/** What to do about an answer that is not one of a token endpoint. The first that fits. */
const NOT_CONFORMANT: readonly (readonly [why: RegExp, advice: string])[] = [
  [/^it redirects/, 'Take the token endpoint from the server’s metadata; the assertion was not sent on.'],
  [
    /page|HTML/,
    'A web page: check the path of the token endpoint, and whether a login page or a firewall stands before it.',
  ],
  [
    /is empty/,
    'Ask the operator what the gateway in front of the server logs for this time; try the address without a proxy.',
  ],
  [/not UTF-8/, 'A proxy may have changed the bytes, or the path is not that of a token endpoint.'],
  [/levels|members/, 'No token response has this shape: check the path of the token endpoint.'],
  [/no "error" member/, 'The body says why in a form of its own; read it, and look at the server’s own log.'],
  [/no access_token/, 'Another kind of endpoint has answered: compare the path with the server’s metadata.'],
]

/** What to do about an outcome that no rule and no cause speaks of; undefined for a token and an OAuth error. */
export function outcomeAdvice(outcome: TokenOutcome): string | undefined {
  if (outcome.kind === 'no-response') return noResponseAdvice(outcome.failure, outcome.detail).advice
  if (outcome.kind !== 'not-conformant') return undefined
  const known = NOT_CONFORMANT.find(([why]) => why.test(outcome.why))
  return known?.[1] ?? 'Look at the body: a gateway, and not the authorization server, may have written it.'
}
