import type { AttemptDocument } from '../attempt/attempt.ts'

/** What to do about a fetch that brought nothing, in one sentence; undefined where it brought a document. */
export function adviceFor({ failure, detail, status, body, redirects }: AttemptDocument): string | undefined {
  switch (failure) {
    case 'dns':
      return 'Compare the host character by character; a private name needs the VPN or the DNS of its network.'
    case 'connect':
      return 'Check host and port, whether a VPN is needed, and whether a firewall lets this computer out.'
    case 'tls':
      return /self-signed|chain|issuer/.test(detail ?? '')
        ? 'Start with --ca-file FILE, which adds the certificate authority of this server to the usual ones.'
        : /expired|not-yet/.test(detail ?? '')
          ? 'The server needs a valid certificate; check the clock of this computer first.'
          : 'The certificate or the protocol of this server is wrong; its owner has to repair it.'
    case 'timeout':
      return 'The server did not answer in time; try again, then ask whether a firewall drops the packets.'
    case 'reset':
      return 'The connection was cut; a proxy or a firewall is likely.'
    case 'redirect':
      return `The address leads elsewhere (${redirects?.at(-1) ?? 'another place'}); use the address behind it.`
    case 'too-large':
      return 'This is larger than such a document gets; the address is probably that of a page.'
    case 'truncated':
      return 'The answer ended too early; a proxy may have cut it.'
    case 'encoding':
      return 'The bytes cannot be decoded as its headers say; a proxy may have changed them.'
    case undefined:
      break
  }
  if (status === 404)
    return 'There is no such document here; that is normal for a server that does not publish it.'
  if (status === 401 || status === 403)
    return 'The document is behind a login; a server publishes it for everybody.'
  if (status !== undefined && status >= 500) return 'The server failed; try again later.'
  return /^\s*</.test(body ?? '') ? 'This is a web page; look for the address of the API.' : undefined
}
