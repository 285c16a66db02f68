import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { readToken } from '../../shared/contract/token.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { JsonPart } from '../../shared/facts/facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { decodePart } from '../../shared/facts/json-part.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { idTokenChecks } from '../../shared/token/id-token-checks.ts'
import type { AttemptStore } from './attempts.ts'
import type { DocumentStore } from './fetch-document.ts'
import { createHash } from 'node:crypto'

/** Claims and header members that name no person; everything else is masked. */
const SHOWN = new Set([
  ...['alg', 'kid', 'typ', 'iss', 'aud', 'azp', 'client_id', 'cid', 'exp', 'iat', 'nbf', 'auth_time'],
  ...['nonce', 'at_hash', 'acr', 'amr', 'scope', 'scp', 'token_use'],
])
/** Members of the answer that are no launch context. */
const NOT_CONTEXT = new Set([
  ...[
    'access_token',
    'token_type',
    'expires_in',
    'scope',
    'id_token',
    'refresh_token',
    'need_patient_banner',
  ],
  'issued_token_type',
])
/** Launch context that names no person. */
const SHOWN_CONTEXT = new Set(['intent', 'smart_style_url', 'tenant'])

const claimsOf = (part: JsonPart | undefined) =>
  Object.entries(part?.members ?? {}).map(([name, value]) => ({
    name,
    ...(SHOWN.has(name) ? { value: JSON.stringify(value).slice(0, 2_000) } : {}),
  }))

export interface ReadTokenParts {
  readonly attempts: AttemptStore
  readonly documents: DocumentStore
}

/** Everything about a token that can be told without showing it or whom it is about. */
export const makeReadToken =
  ({ attempts, documents }: ReadTokenParts) =>
  async ({ attemptId }: RequestOf<typeof readToken>): Promise<ResponseOf<typeof readToken>> => {
    const { attempt, shown } = attempts.get(attemptId)
    const { format: _, profile: id, ...members } = attempt
    const profile = profileById(id) ?? profileById('rfc7523')
    if (profile === undefined) throw new WorkbenchError('internal', 'There is no profile.')
    const facts = await gatherFacts({ ...members, documents: documents.list(shown.environmentId), profile })
    const answer = facts.response?.members ?? {}
    const accessToken = answer['access_token']
    if (typeof accessToken !== 'string')
      throw new WorkbenchError('nothing-to-reveal', 'The answer of this attempt has no access token.')
    const idToken = facts.response?.idToken
    const banner = answer['need_patient_banner']
    return {
      context: Object.entries(answer)
        .filter(([name]) => !NOT_CONTEXT.has(name))
        .map(([name, value]) => ({
          name,
          ...(SHOWN_CONTEXT.has(name) || typeof value === 'boolean'
            ? { value: JSON.stringify(value).slice(0, 2_000) }
            : {}),
        })),
      ...(typeof banner === 'boolean' ? { needPatientBanner: banner } : {}),
      accessToken: accessTokenOf(accessToken),
      ...(idToken === undefined
        ? {}
        : {
            idToken: {
              header: claimsOf(idToken.header),
              claims: claimsOf(idToken.payload),
              checks: idTokenChecks(facts, atHashOf(accessToken, idToken.header?.members['alg'])),
              hasKeys: facts.serverJwks !== undefined,
            },
          }),
    }
  }

function accessTokenOf(token: string): ResponseOf<typeof readToken>['accessToken'] {
  const [header, payload, signature, ...rest] = token.split('.')
  const parts = [header, payload].map((part) => (part === undefined ? undefined : decodePart(part)))
  const isJwt =
    signature !== undefined &&
    rest.length === 0 &&
    parts.every((part) => part !== undefined && part.problem === undefined)
  return isJwt
    ? { kind: 'jwt', header: claimsOf(parts[0]), claims: claimsOf(parts[1]) }
    : { kind: 'opaque', characters: token.length }
}

/** OpenID Connect Core §3.1.3.6: the left half of the hash that the alg uses. */
function atHashOf(accessToken: string, alg: unknown): string | undefined {
  const bits = /^(?:RS|PS|ES)(256|384|512)$/.exec(String(alg))?.[1]
  if (bits === undefined) return undefined
  const digest = createHash(`sha${bits}`).update(accessToken).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
