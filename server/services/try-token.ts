import { encodeBase64url, encodeUtf8 } from '../../shared/assertion/base64url.ts'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { tryToken } from '../../shared/contract/token.ts'
import { requireConfirmed, WorkbenchError } from '../../shared/errors.ts'
import { headerReader, mediaTypeOf } from '../../shared/facts/http-facts.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import { sha256 } from '../../shared/facts/thumbprint.ts'
import { maskFhirBody } from '../../shared/redaction/mask-fhir.ts'
import { maskPatterns } from '../../shared/redaction/mask.ts'
import { explainTry, summarizeFhir } from '../../shared/token/explain-try.ts'
import { dpopAlgOf } from '../../shared/token-request/dpop.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { AttemptStore } from './attempts.ts'
import type { Dpop } from './dpop.ts'
import type { EnvironmentStore } from './ports.ts'

export interface TryTokenParts {
  readonly attempts: AttemptStore
  readonly environments: EnvironmentStore
  readonly upstream: Upstream
  readonly dpop: Dpop
}

/** One GET with the token of an attempt, on the FHIR server that this attempt was about and nowhere else. */
export const makeTryToken =
  ({ attempts, environments, upstream, dpop }: TryTokenParts) =>
  async ({ attemptId, path, confirm }: RequestOf<typeof tryToken>): Promise<ResponseOf<typeof tryToken>> => {
    const { shown, attempt } = attempts.get(attemptId)
    const token = attempts.reveal(attemptId, 'access_token')
    const url = targetOf(shown.environment.fhirBaseUrl, path)
    const isProduction = shown.environment.label === 'production'
    const production = `production-send ${url.host} token`
    if (isProduction && !confirm.includes(production)) {
      const message = `This sends the access token to production: ${url.host}.`
      requireConfirmed([{ id: production, kind: 'production-send', message, values: { host: url.host } }])
    }
    const { name } = environments.get(shown.environmentId)
    const answer = await upstream.send({
      method: 'GET',
      url: url.href,
      headers: [
        ['Accept', 'application/fhir+json, application/json;q=0.9'],
        ...(await authorizationOf(dpop, attempt, token, url.href)),
      ],
      followRedirects: false,
      reason: `try the access token, environment ${name}`,
      confirm,
    })
    dpop.heard(url.href, answer)
    const header = headerReader(answer.headers)
    const mediaType = mediaTypeOf(header('content-type'))
    const { resourceType, entries, issues } = summarizeFhir(answer.bodyText)
    const body = answer.bodyText === undefined ? undefined : maskFhirBody(answer.bodyText)
    return {
      url: url.href,
      durationMs: answer.durationMs,
      issues: issues.map(({ severity, code, text }) => ({
        severity: maskPatterns(severity),
        code: maskPatterns(code),
        ...(text === undefined ? {} : { text: maskPatterns(text) }),
      })),
      meaning: explainTry({
        status: answer.status,
        failure: answer.failure,
        mediaType,
        wwwAuthenticate: header('www-authenticate'),
      }),
      ...(answer.status === undefined ? {} : { status: answer.status, statusText: answer.statusText ?? '' }),
      ...(answer.failure === undefined ? {} : { failure: answer.failure }),
      ...(answer.detail === undefined ? {} : { detail: answer.detail }),
      ...(answer.bodyBytes === undefined ? {} : { bytes: answer.bodyBytes.length }),
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(resourceType === undefined ? {} : { resourceType: maskPatterns(resourceType) }),
      ...(entries === undefined ? {} : { entries }),
      ...(body === undefined ? {} : { body }),
    }
  }

/** A bound token goes with a proof for this request and this token. @see RFC 9449 §7.1 */
async function authorizationOf(
  dpop: Dpop,
  attempt: Attempt,
  token: string,
  url: string,
): Promise<[string, string][]> {
  const type = readPart(attempt.tokenResponse?.body ?? '').members['token_type']
  const alg = dpopAlgOf(attempt)
  if (alg === undefined || typeof type !== 'string' || type.toLowerCase() !== 'dpop')
    return [['Authorization', `Bearer ${token}`]]
  const ath = encodeBase64url(await sha256(encodeUtf8(token)))
  return [
    ['Authorization', `DPoP ${token}`],
    ['DPoP', await dpop.proof(alg, 'GET', url, ath)],
  ]
}

/** @throws WorkbenchError url-invalid, target-not-allowed */
function targetOf(fhirBase: string | undefined, path: string): URL {
  if (fhirBase === undefined || !URL.canParse(fhirBase))
    throw new WorkbenchError('url-invalid', 'This environment has no FHIR base (step 1).')
  const base = new URL(fhirBase.replace(/\/*$/, '/'))
  if (!URL.canParse(path, base.href)) throw new WorkbenchError('url-invalid', 'This path makes no URL.')
  const url = new URL(path, base.href)
  if (url.origin !== base.origin || url.username !== '' || url.password !== '')
    throw new WorkbenchError(
      'target-not-allowed',
      `The token goes to ${base.origin} only, not to ${url.origin}.`,
    )
  return url
}
