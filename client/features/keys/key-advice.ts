/** What to do about a file that holds no usable private key, by the code of its problem. */
const ADVICE: Readonly<Record<string, string>> = {
  certificate: 'Signing needs the private key that was made with it; it is usually in a file of its own.',
  'certificate-request': 'Signing needs the private key that the request was made with.',
  public: 'Signing needs the private half; this file is what a server may have.',
  'jwk-public': 'Signing needs the private half; this file is what a server may have.',
  'jwk-set-public': 'Signing needs the private half; this file is what a server may have.',
  openssh: 'Convert a copy with: ssh-keygen -p -m PKCS8 -f COPY',
  'pkcs12-no-key': 'Export it again from where the key lies, with the private key in it.',
  'pkcs12-unreadable': 'A copy made with today’s openssl pkcs12 -export opens here.',
  jks: 'Export it to PKCS#12: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12.',
  keystore:
    'Export it to PKCS#12: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12.',
  empty: 'The file is empty; download or copy it again.',
  'key-too-weak': 'Make a new key: RSA with 2048 bits or more, or P-256 and up.',
  'key-file-unreadable': 'Look at its owner and mode; only a regular file of up to 64 KiB is read.',
}

/** One sentence, also for a problem that has none of its own. */
export const keyAdvice = (code: string): string =>
  (Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined) ??
  'Compare it with the original: a PEM file starts with -----BEGIN, has lines of one width, and ends with -----END.'
