import { parseVariables } from '../../shared/environment/parse-variables.ts'
import { parseSignerCommand } from '../../server/keys/signer-command.ts'
import { readRedirect } from '../../server/services/read-redirect.ts'
import { parseTarget } from '../../server/upstream/address-policy.ts'
import { readAttempt } from '../../shared/attempt/read-attempt.ts'
import { decodeBase64url, encodeUtf8 } from '../../shared/assertion/base64url.ts'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import { readPastedJwt } from '../../shared/assertion/read-pasted-jwt.ts'
import { readVisits } from '../../shared/diagnosis/jwks-visits.ts'
import { compareDocuments, readDocument } from '../../shared/discovery/compare-documents.ts'
import { readEnvironmentFile } from '../../shared/environment/environment-file.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { judgePaste } from '../../shared/evidence/judge-paste.ts'
import { readAccessLog } from '../../shared/evidence/read-access-log.ts'
import { readErrorText } from '../../shared/evidence/read-error-text.ts'
import { readEvidenceReport } from '../../shared/evidence/read-evidence-report.ts'
import { readRawRequest } from '../../shared/evidence/read-raw-request.ts'
import { readRawResponse } from '../../shared/evidence/read-raw-response.ts'
import { recognise } from '../../shared/evidence/recognise.ts'
import { splitShellWords } from '../../shared/evidence/split-shell-words.ts'
import { readCertificate } from '../../shared/facts/certificate-facts.ts'
import { measureOffset } from '../../shared/facts/clock-facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { parseForm } from '../../shared/facts/http-facts.ts'
import { jwkFacts } from '../../shared/facts/jwk-facts.ts'
import { decodePart, readPart } from '../../shared/facts/json-part.ts'
import { derChildren, derAt } from '../../shared/key-file/der.ts'
import { inspectKeyFile } from '../../shared/key-file/inspect-key-file.ts'
import { pemBlocks } from '../../shared/key-file/pem-blocks.ts'
import { readPrivateDer } from '../../shared/key-file/read-private-der.ts'
import { repairKeyText } from '../../shared/key-file/repair-key-text.ts'
import { rfc7523 } from '../../shared/profiles/rfc7523.ts'
import { EVIDENCE_MARK } from '../../shared/report/evidence-request.ts'
import { maskAnswerBody, maskFormBody, maskPatterns } from '../../shared/redaction/mask.ts'
import { parseScope } from '../../shared/scope/scope.ts'

export interface Parser {
  readonly name: string
  /** Takes any text and throws nothing. */
  readonly read: (text: string) => unknown
  /** The shapes that it is made for, to start from. */
  readonly examples: readonly string[]
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (char) => char.charCodeAt(0) & 255)

/** A refusal with a code is an answer. */
const orRefusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    if (error instanceof WorkbenchError) return error.code
    throw error
  }
}

const jwt = 'eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJhIiwic3ViIjoiYSJ9.AAAA'
const pem =
  '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n'
const jwk = '{"kty":"EC","crv":"P-256","x":"AA","y":"BB","x5c":["MIIB"],"kid":"k"}'
const curl = `curl -X POST 'https://as.example/token' -H "Accept: */*" --data-urlencode 'scope=a b' -d @file -d $'a\\x41'`
const har =
  '{"log":{"entries":[{"request":{"method":"POST","url":"https://as.example/","headers":[],"postData":{"text":"a=b"}}}]}}'
const attempt = '{"format":"attempt/1","id":"a","profile":"smart-generic"}'
const http =
  'POST /token HTTP/1.1\r\nHost: as.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na=b&c=%zz'
const answer =
  'HTTP/1.1 401 Unauthorized\r\nDate: Wed, 25 Nov 2026 03:00:00 GMT\r\n\r\n{"error":"invalid_client"}'

const postman =
  '{"name":"Site","values":[{"key":"client_id","value":"app","enabled":true},{"key":"private_key","value":"{{vault}}","type":"secret"}]}'
const jwks = `{"keys":[${jwk},{"kty":"RSA","n":"AQAB","e":"AQ","x5c":["MIIB"]},7]}`
const accessLog = [
  '203.0.113.9 - - [24/Nov/2025:16:01:00 +0000] "GET /jwks.json?a=b HTTP/1.1" 200 512 "-" "Java/17"',
  '{"ts":1764000060.123,"request":{"method":"GET","uri":"/jwks.json"},"status":200}',
  '2025-11-24\t16:01:00\tGET /jwks.json - 443 - 203.0.113.9 - 200 0 0 15',
].join('\n')
const evidence = [
  EVIDENCE_MARK,
  `header64: ${jwt.split('.')[0]}`,
  `claims64: ${jwt.split('.')[1]}`,
  'signature-bytes: 256',
  'url: https://as.example/token',
  'answer:',
  answer,
].join('\n')
const team =
  '{"format":"countersign-environments/1","environments":[{"id":"a","name":"A","profile":"rfc7523","settings":{"label":"production","tokenEndpoint":"https://as.example/token"}}]}'

/** Facts of a JWK Set and of an assertion that may be signed with it: what is fetched meets what is pasted. */
const withDocument = (kind: AttemptDocument['kind'], body: string) =>
  gatherFacts({
    profile: rfc7523,
    assertion: jwt,
    documents: [{ kind, url: 'https://as.example/document', status: 200, body }],
  })

/** Everything that reads text which somebody else wrote. */
export const PARSERS: readonly Parser[] = [
  { name: 'base64url', read: decodeBase64url, examples: ['eyJhbGciOiJSUzM4NCJ9', 'AA=='] },
  { name: 'JWT part', read: decodePart, examples: [jwt.split('.', 1)[0] ?? ''] },
  {
    name: 'pasted JWT',
    read: readPastedJwt,
    examples: [jwt, `Bearer ${jwt}`, `client_assertion="${jwt}"`],
  },
  { name: 'JSON part', read: readPart, examples: ['{"aud":"a","aud":"b","exp":1e400}', '[[[]]]'] },
  { name: 'JWT or anything pasted', read: recognise, examples: [jwt, curl, har, pem, answer, jwk] },
  { name: 'PEM', read: pemBlocks, examples: [pem] },
  {
    name: 'key text',
    read: (text) => repairKeyText(encodeUtf8(text)),
    examples: [pem, pem.replaceAll('\n', '\\n')],
  },
  {
    name: 'private DER',
    read: (text) => readPrivateDer(bytesOf(text)),
    examples: ['0\u0082\u0001\u0000\u0002\u0001\u0000'],
  },
  {
    name: 'DER',
    read: (text) => {
      const bytes = bytesOf(text)
      const node = derAt(bytes, 0)
      return node === undefined ? undefined : derChildren(bytes, node)
    },
    examples: ['0\u0084\u007f\u00ff\u00ff\u00ff', '0\u0080\u0000\u0000'],
  },
  {
    name: 'JWK',
    read: (text) => jwkFacts(readPart(text).members, 0),
    examples: [jwk, '{"kty":"RSA","n":"AQAB","e":"AQ"}'],
  },
  { name: 'JWK Set', read: (text) => withDocument('jwks', text), examples: [jwks, '{"keys":{}}'] },
  {
    name: 'discovery document',
    read: async (text) => {
      await withDocument('smart-configuration', text)
      const document = {
        kind: 'capability-statement',
        url: 'https://as.example/metadata',
        status: 200,
        body: text,
      } as const
      return compareDocuments([
        readDocument(document),
        readDocument({ ...document, kind: 'smart-configuration' }),
      ])
    },
    examples: [
      '{"issuer":"https://as.example","token_endpoint":"https://as.example/token","capabilities":["a",1]}',
      '{"resourceType":"CapabilityStatement","rest":[{"security":{"extension":[{"url":"a","extension":[{"url":"token","valueUri":"b"}]}]}}]}',
    ],
  },
  { name: 'certificate', read: readCertificate, examples: ['MIIBszCCAVmgAwIBAgIUQ=='] },
  {
    name: 'access log',
    read: (text) =>
      readVisits(readAccessLog(text), '/jwks.json', [{ sentAt: 1_764_000_060, isUnknownKid: true }]),
    examples: [accessLog],
  },
  { name: 'Postman environment', read: recognise, examples: [postman] },
  {
    name: 'evidence of a colleague',
    read: (text) => readEvidenceReport(text, { profile: 'rfc7523' }),
    // What is appended to the first one is a longer scope.
    examples: [`${evidence.split('\nurl:')[0]}\nscope: a`, evidence],
  },
  {
    name: 'environment file',
    read: (text) => readEnvironmentFile(text, ['a'], 'team'),
    examples: [team],
  },
  {
    name: 'redirect',
    read: readRedirect,
    examples: ['/callback?code=a&state=b&iss=https%3A%2F%2Fas.example', '/callback?error=a&error=b'],
  },
  { name: 'signer command', read: parseSignerCommand, examples: ['["a","b"]', `sign --key 'a b' "c"`] },
  {
    name: 'key file, inspected',
    read: (text) => inspectKeyFile(bytesOf(text), { name: 'a.pem', from: 'file' }),
    examples: [pem, jwk, pem.replaceAll('\n', '\\n')],
  },
  {
    name: 'whole paste, judged',
    read: (text) => judgePaste(text, {}),
    examples: [`${curl}\n${answer}`, har, jwt],
  },
  { name: 'curl', read: (text) => readRawRequest(`curl ${text}`), examples: [curl.slice(5)] },
  { name: 'shell words', read: splitShellWords, examples: [curl, `a\\\n"b$(c)\`d\`"`] },
  {
    name: 'HAR or raw request',
    read: readRawRequest,
    examples: [har, http, 'grant_type=client_credentials&a=%E0%A4'],
  },
  { name: 'raw response', read: readRawResponse, examples: [answer, '{"error":"invalid_client"}'] },
  {
    name: 'error text',
    read: readErrorText,
    examples: ['{"error":"invalid_client","error_description":null}'],
  },
  {
    name: '.env',
    read: parseVariables,
    examples: ['A="b\\n$C"\nexport D=\'e\' # f', 'A=`$(id)`'],
  },
  { name: 'attempt file', read: readAttempt, examples: [attempt] },
  {
    name: 'scope',
    read: parseScope,
    examples: ['patient/Observation.rs?category=x', 'system/*.read', 'openid'],
  },
  {
    name: 'URL',
    read: (text) => orRefusal(() => parseTarget(text)),
    examples: ['https://as.example:1/a?b#c', 'http://0x7f.1/'],
  },
  {
    name: 'HTTP date',
    read: (text) => measureOffset(text, text, 1, 2),
    examples: ['Wed, 25 Nov 2026 03:00:00 GMT', '-1'],
  },
  { name: 'form', read: parseForm, examples: ['a=b&c=%2&=&&d'] },
  {
    name: 'answer mask',
    read: (text) => maskAnswerBody(text, 200),
    examples: ['{"access_token":"a","scope":"b"}'],
  },
  { name: 'form mask', read: maskFormBody, examples: [`client_assertion=${jwt}&code=x`] },
  { name: 'pattern mask', read: maskPatterns, examples: [`Bearer ${jwt} ${pem}`] },
]
