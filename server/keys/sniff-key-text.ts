/** Why node:crypto cannot take these bytes, where its own error does not say; never quotes the content. */
export interface KeyProblem {
  readonly code: string
  readonly detail: string
}

const problem = (code: string, detail: string): KeyProblem => ({ code, detail })

const LABEL = /-----BEGIN ([A-Z0-9 ]+)-----/

/** Most specific first; undefined when nothing is recognised. */
export function sniffKeyText(bytes: Uint8Array): KeyProblem | undefined {
  if (bytes.length === 0) return problem('empty', 'The file is empty.')
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return problem('utf-16', 'The file is UTF-16. Save it as UTF-8 without byte order mark.')
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xed) {
    return problem('keystore', 'The file is a Java key store. Export the private key as PKCS#8 PEM.')
  }
  const text = new TextDecoder('utf-8').decode(bytes)
  if (text.trim() === '') return problem('empty', 'The file holds white space only.')
  return pemProblem(text) ?? textProblem(text, bytes)
}

function pemProblem(text: string): KeyProblem | undefined {
  const label = LABEL.exec(text)?.[1]
  if (label === undefined) return undefined
  if (label === 'OPENSSH PRIVATE KEY') {
    return problem(
      'openssh',
      'The key is in OpenSSH format. Convert a copy with: ssh-keygen -p -m PKCS8 -f copy',
    )
  }
  const isPrivate = /PRIVATE KEY-----/.test(text)
  if (!isPrivate && label.endsWith('PUBLIC KEY')) {
    return problem(
      'public-key',
      'The file holds the public half. The private half signs; the public one goes to the server.',
    )
  }
  if (!isPrivate && label.includes('CERTIFICATE')) {
    return problem(
      'certificate',
      'The file holds a certificate and no private key. Use the key that was made with it.',
    )
  }
  if (/\\r?\\?n/.test(text)) {
    return problem(
      'escaped-newlines',
      'The line breaks are written as "\\n". Replace them by real line breaks.',
    )
  }
  if (/^\s*['"`]/.test(text)) return problem('quoted', 'The key stands in quotes. Remove them.')
  if (/^\uFEFF/.test(text))
    return problem('byte-order-mark', 'The file starts with a byte order mark. Save it without.')
  if (/-----BEGIN [A-Z ]+-----[^\r\n]/.test(text)) {
    return problem('single-line', 'The key stands on one line. Put line breaks after BEGIN and before END.')
  }
  if (/^[ \t]+\S/m.test(text))
    return problem('indented', 'Lines of the key are indented. Remove the white space before them.')
  if (!/-----END [A-Z ]+-----/.test(text))
    return problem('truncated', 'The END line is missing: the file is cut off.')
  return undefined
}

function textProblem(text: string, bytes: Uint8Array): KeyProblem | undefined {
  if (/^\s*LS0tLS1CRUdJTi/.test(text)) {
    return problem('base64-of-pem', 'The file is base64 of a PEM file. Decode it once.')
  }
  if (/^\s*b3BlbnNzaC1rZXktdjE/.test(text))
    return problem('openssh', 'The key is in OpenSSH format, without its labels.')
  if (isPkcs12(bytes)) {
    return problem(
      'pkcs12',
      'The file is PKCS#12. Export the key with: openssl pkcs12 -nocerts -nodes -in FILE',
    )
  }
  if (/^[A-Za-z0-9+/=\s]{100,}$/.test(text)) {
    return problem('no-labels', 'The file is base64 without BEGIN and END lines. Add them.')
  }
  return undefined
}

/** PFX ::= SEQUENCE { version INTEGER 3, … } (RFC 7292 §4). */
export function isPkcs12(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false
  const lengthBytes = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0
  const at = 2 + lengthBytes
  return bytes[at] === 2 && bytes[at + 1] === 1 && bytes[at + 2] === 3
}

/** True for names and contents that mean to be a key, so that a README in the folder is not listed. */
export function looksLikeKey(name: string, bytes: Uint8Array): boolean {
  if (/\.(pem|key|p8|pk8|der|jwk|p12|pfx|jks|crt|cer)$/i.test(name) || /(^|[._-])key([._-]|$)/i.test(name))
    return true
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  if (/-----BEGIN|b3BlbnNzaC1rZXktdjE|LS0tLS1CRUdJTi/.test(text)) return true
  return /\.json$/i.test(name) && /"kty"\s*:/.test(text)
}
