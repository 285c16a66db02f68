import {
  decodeBase64url,
  decodeUtf8Strict,
  encodeBase64url,
  encodeUtf8,
  percentEncode,
} from '../assertion/base64url.ts'
import type { Attempt } from '../attempt/attempt.ts'
import { DOTS } from '../redaction/mask.ts'
import { EVIDENCE_END, EVIDENCE_MARK } from '../report/evidence-request.ts'
import { ASSERTION_TYPE } from '../token-request/build-token-request.ts'
import { readRawResponse } from './read-raw-response.ts'

export const isEvidenceReport = (text: string): boolean => text.includes(EVIDENCE_MARK)

/**
 * What the evidence snippets print on a colleague's machine, as an attempt; undefined where it is not that, or cut off
 * before the claims. Lines around it, such as a mail's, are passed over.
 */
export function readEvidenceReport(
  given: string,
  known: Partial<Omit<Attempt, 'format' | 'id'>> & { readonly profile: string },
): Attempt | undefined {
  const start = given.indexOf(EVIDENCE_MARK)
  if (start < 0) return undefined
  // Mail programs quote with "> ".
  const text = given.slice(start).split(EVIDENCE_END)[0]?.replace(/^> ?/gm, '') ?? ''
  const answerAt = /^answer:[ \t]*\r?\n/m.exec(text)
  const head = answerAt ? text.slice(0, answerAt.index) : text
  const answer = answerAt ? text.slice(answerAt.index + answerAt[0].length).trim() : ''
  const field = (name: string): string | undefined =>
    // The end is trimmed afterwards: within the pattern, blanks inside a line would take the square of their number.
    new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'm').exec(head)?.[1]?.trimEnd()
  const header = decoded(field('header64'))
  const claims = decoded(field('claims64'))
  if (header === undefined || claims === undefined) return undefined
  const assertion = `${header}.${claims}.${DOTS}`
  const clock = Number(field('clock') ?? Number.NaN)
  const bytes = Number(field('signature-bytes') ?? Number.NaN)
  const scope = field('scope')
  const thumbprint = field('thumbprint')
  const url = field('url')
  const parameters = [
    'grant_type=client_credentials',
    ...(scope === undefined ? [] : [`scope=${percentEncode(scope)}`]),
    `client_assertion_type=${encodeURIComponent(ASSERTION_TYPE)}`,
    `client_assertion=${encodeURIComponent(assertion)}`,
  ]
  return {
    ...known,
    format: 'attempt/1',
    id: 'evidence',
    flow: 'client_credentials',
    assertion,
    ...(Number.isFinite(clock) ? { sentAt: clock } : {}),
    tokenRequest: {
      method: 'POST',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      ...(url === undefined ? {} : { url }),
      body: parameters.join('&'),
    },
    ...(answer === ''
      ? {}
      : {
          tokenResponse: {
            ...readRawResponse(answer),
            ...(Number.isFinite(clock) ? { receivedAt: clock + 1 } : {}),
          },
        }),
    facts: {
      ...(Number.isFinite(bytes) ? { signatureBytes: bytes } : {}),
      ...(thumbprint === undefined ? {} : { keyThumbprint: thumbprint }),
    },
    redaction: { removed: ['/assertion', '/tokenRequest/body'] },
  }
}

/** Padded base64 of one part, as base64url; undefined where it holds no UTF-8 text. */
function decoded(part: string | undefined): string | undefined {
  if (part === undefined) return undefined
  const bytes = decodeBase64url(part.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))
  const text = bytes.ok ? decodeUtf8Strict(bytes.bytes) : undefined
  return text === undefined ? undefined : encodeBase64url(encodeUtf8(text))
}
