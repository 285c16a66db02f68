import type { AttemptDocument, HistoryEntry } from '../../shared/attempt/attempt.ts'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import type { Login } from '../../shared/contract/logins.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { rawParameter } from '../../shared/authorization/authorization-url.ts'
import type { SeenKey } from '../../shared/facts/facts.ts'
import { formDecode } from '../../shared/facts/http-facts.ts'
import { member, parseJson } from '../../shared/json/parse-json.ts'
import type { BuiltTokenRequest } from '../../shared/token-request/build-token-request.ts'
import type { PostedEvidence } from './lint/lint-messages.ts'

const DAY_S = 86_400

/**
 * When the texts are judged. With *Renew on send* they are judged as of their own iat, because that is how they go
 * out: an assertion that lay in the editor for ten minutes is not expired when it is sent.
 */
export function judgedAt(draft: Draft, now: number): number {
  if (!draft.renewOnSend) return now
  const parsed = parseJson(draft.payloadText)
  const iat = parsed.ok ? member(parsed.node, 'iat')?.value : undefined
  if (iat?.kind !== 'number') return now
  return iat.value <= now && iat.value > now - DAY_S ? iat.value : now
}

export interface LiveParts {
  readonly environment: Environment
  readonly draft: Draft
  readonly key: KeySummary | undefined
  readonly documents: readonly AttemptDocument[]
  readonly history: readonly HistoryEntry[]
  /** What the registered JWK Set held at earlier looks. */
  readonly seenKeys: readonly SeenKey[]
  /** Of exactly these texts. */
  readonly assertion: string | undefined
  readonly built: BuiltTokenRequest | undefined
  /** The login whose code is sent. */
  readonly login?: Login | undefined
  /** Id of the login whose verifier the server puts in. */
  readonly verifierFrom?: string | undefined
  readonly now: number
}

/** With *Renew on send* the jti in the editor never goes out again, so that its own earlier use is no replay. */
function historyFor(draft: Draft, history: readonly HistoryEntry[]): HistoryEntry[] {
  if (!draft.renewOnSend) return [...history]
  const parsed = parseJson(draft.payloadText)
  const jti = parsed.ok ? member(parsed.node, 'jti')?.value : undefined
  return history.map((entry) =>
    jti?.kind === 'string' && entry.jti === jti.value
      ? { ...entry, jti: undefined, assertionSha256: undefined }
      : entry,
  )
}

/** The authorization request that came before; its verifier and code are judged by what the server says of them. */
function loginEvidence({ login, verifierFrom }: LiveParts): Partial<PostedEvidence> {
  if (!login) return {}
  const { url, startedAt, callback, launch } = login
  return {
    authorizationRequest: { url, sentAt: startedAt },
    ...(callback && { callback: { url: callback.url, receivedAt: callback.receivedAt } }),
    ...(launch && { launch }),
    ...(verifierFrom !== undefined && {
      facts: { verifierMatches: verifierFrom === login.id && login.challengeIsOurs },
    }),
  }
}

/** An earlier exchange of the same login has its state, nonce and launch by right; only its code may not come again. */
function ofOtherLogins(history: readonly HistoryEntry[], login: Login | undefined): HistoryEntry[] {
  if (!login) return [...history]
  const state = formDecode(rawParameter(login.url, 'state') ?? '')
  return history.map((entry) =>
    entry.state === undefined || entry.state !== state
      ? entry
      : { ...entry, state: undefined, nonce: undefined, launch: undefined },
  )
}

/** What the rules are told about the texts that are being typed. */
export function liveEvidence(parts: LiveParts): PostedEvidence {
  const { environment, draft, key, assertion, built } = parts
  return {
    id: environment.id,
    flow: draft.flow,
    sentAt: judgedAt(draft, parts.now),
    environment: environment.settings,
    texts: { headerText: draft.headerText, payloadText: draft.payloadText },
    documents: [...parts.documents],
    history: ofOtherLogins(historyFor(draft, parts.history), parts.login),
    seenKeys: parts.seenKeys,
    live: true,
    freshJti: crypto.randomUUID(),
    ...loginEvidence(parts),
    ...(key?.publicJwk && { publicJwk: key.publicJwk }),
    ...(assertion !== undefined && { assertion }),
    ...(built && { tokenRequest: { ...built, headers: pairs(built.headers) } }),
  }
}

const pairs = (list: readonly (readonly [string, string])[]): [string, string][] =>
  list.map(([name, value]) => [name, value])
