import { generateKeyPairSync } from 'node:crypto'
import { makeCertificate } from '../fakes/certificates.ts'
import type { RunOptions } from './run-workbench.ts'

const pkcs8 = (more: { cipher?: string; passphrase?: string } = {}): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem', ...more })
    .toString()

/** A JWT of these claims with a signature of nobody. */
const unsigned = (claims: object): string =>
  [{ alg: 'RS384', typ: 'JWT', kid: 'np-2025-08-a' }, claims, 'no signature, but as long as one'.repeat(8)]
    .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
    .join('.')

const registered = makeCertificate({ name: 'Riverside integration non-production', toDay: 365 })

/** Keys in the three states that a person meets: ready, locked, damaged; the first has its certificate beside it. */
export const SCREEN_OPTIONS: RunOptions = {
  secrets: {
    'epic-nonprod-2026.pem': registered.key,
    'epic-nonprod-2026.crt': registered.cert,
    'vendor-locked.pem': pkcs8({ cipher: 'aes-256-cbc', passphrase: 'correct horse' }),
    'from-an-env-variable.pem': pkcs8().replaceAll('\n', '\\n'),
  },
}

/** A request whose audience has one slash too many, and its bare answer. */
export const PASTED = [
  `curl -i "https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token" \\`,
  `  -d grant_type=client_credentials \\`,
  `  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\`,
  `  -d client_assertion=${unsigned({
    iss: '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
    sub: '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
    aud: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token/',
    jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7',
    iat: 1_764_000_000,
    exp: 1_764_000_240,
  })}`,
  '',
  'HTTP/1.1 400 Bad Request',
  'content-type: application/json',
  '',
  '{"error":"invalid_client","error_description":null}',
].join('\n')
