import { createHash, randomUUID } from 'node:crypto'
import type { HistoryEntry } from '../../shared/attempt/attempt.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { sendTokenRequest, ShownAttempt } from '../../shared/contract/token-requests.ts'
import { readOutcome } from '../../shared/diagnosis/read-outcome.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { measureOffset } from '../../shared/facts/clock-facts.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import { maskAnswerBody, maskFormBody, maskHeaders, maskRequestHeaders } from '../../shared/redaction/mask.ts'
import { buildTokenRequest } from '../../shared/token-request/build-token-request.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import { signTexts } from '../keys/sign-bytes.ts'
import { hostPort, parseTarget } from '../upstream/address-policy.ts'
import type { Upstream, UpstreamAnswer } from '../upstream/upstream.ts'
import type { Approvals } from './approvals.ts'
import type { AttemptStore } from './attempts.ts'
import type { EnvironmentStore } from './ports.ts'

type SendRequest = RequestOf<typeof sendTokenRequest>

export interface SendDependencies {
  readonly keys: SigningKeys
  readonly environments: EnvironmentStore
  readonly upstream: Upstream
  readonly approvals: Approvals
  readonly attempts: AttemptStore
  /** Origin of the practice server, once it listens; its pair with a practice key needs no yes. */
  readonly practiceOrigin: () => string | undefined
  /** What the practice server knew of the assertion with this jti and did not say. */
  readonly practiceReason: (jti: string | undefined) => string | undefined
}

/** Where an experiment may send an audience that is nobody's. */
const RESERVED_AUDIENCE = 'https://invalid.example/'

/** Signs the texts as typed and POSTs the token request, once. The answer, whatever it is, is data. */
export const makeSendTokenRequest =
  (deps: SendDependencies) =>
  async (input: SendRequest, signal?: AbortSignal): Promise<ResponseOf<typeof sendTokenRequest>> => {
    const environment = deps.environments.get(input.environmentId)
    const tokenEndpoint = environment.settings.tokenEndpoint
    if (tokenEndpoint === undefined || tokenEndpoint === '') {
      throw new WorkbenchError('url-invalid', 'This environment has no token endpoint yet.')
    }
    const url = parseTarget(tokenEndpoint)
    const key = await deps.keys.find(input.keyId)
    const missing = (await confirmations(deps, input, environment, url, key.summary)).filter(
      ({ id }) => !input.confirm.includes(id),
    )
    if (missing.length > 0) {
      throw new WorkbenchError('confirmation-required', missing.map(({ message }) => message).join(' '), {
        confirmations: missing,
      })
    }
    await deps.approvals.add(pairId(key.summary.thumbprint ?? '', url.origin))
    const { assertion } = await signTexts(input.headerText, input.payloadText, key)
    const request = buildTokenRequest({
      tokenEndpoint,
      flow: input.flow,
      assertion,
      parameters: input.parameters,
    })
    const answer = await deps.upstream.send({
      ...request,
      reason: `token request, environment ${environment.name}`,
      confirm: input.confirm,
      ...(signal === undefined ? {} : { signal }),
    })
    deps.environments.touch(environment.id)
    const shown = describe(deps, {
      input,
      environment,
      thumbprint: key.summary.thumbprint ?? '',
      request,
      answer,
      assertion,
    })
    deps.attempts.add({
      shown,
      history: historyOf(shown, assertion, input),
      secrets: secretsOf(answer, shown.revealable),
    })
    return { attempt: shown }
  }

const pairId = (thumbprint: string, origin: string): string => `key-and-origin ${thumbprint} ${origin}`

/** Everything about this send that needs an explicit yes. */
async function confirmations(
  deps: SendDependencies,
  input: SendRequest,
  environment: Environment,
  url: URL,
  key: { name: string; thumbprint?: string | undefined; practice: boolean },
): Promise<Confirmation[]> {
  const list: Confirmation[] = []
  const thumbprint = key.thumbprint ?? ''
  const isPractice = key.practice && url.origin === deps.practiceOrigin()
  const pair = pairId(thumbprint, url.origin)
  if (!isPractice && !deps.approvals.has(pair)) {
    list.push({
      id: pair,
      kind: 'key-and-origin',
      message: `The key ${key.name} has not been used at ${url.origin} before. Send an assertion signed with it there?`,
      values: { key: key.name, thumbprint, origin: url.origin },
    })
  }
  const aud = foreignAudience(input.payloadText, url)
  if (aud !== undefined) {
    list.push({
      id: `audience-elsewhere ${aud} ${url.origin}`.slice(0, 600),
      kind: 'audience-elsewhere',
      message: `aud names ${aud.slice(0, 200)} and the request goes to ${url.origin}. Whoever receives it could use it there.`,
      values: { aud: aud.slice(0, 400), origin: url.origin },
    })
  }
  if (environment.settings.label === 'production') {
    list.push({
      id: `production-send ${hostPort(url)} ${thumbprint}`,
      kind: 'production-send',
      message: `This sends to production: ${url.host}, signed with ${key.name}.`,
      values: { host: url.host, key: key.name, thumbprint },
    })
  }
  const target = await deps.upstream.needs(url.href)
  return target === undefined ? list : [...list, target]
}

/** The audience when it names another origin than the one the request goes to. */
function foreignAudience(payloadText: string, url: URL): string | undefined {
  const { aud } = readPart(payloadText).members
  const values = (Array.isArray(aud) ? aud : [aud]).filter((each): each is string => typeof each === 'string')
  return values.find(
    (each) =>
      each !== RESERVED_AUDIENCE &&
      URL.canParse(each) &&
      /^https?:$/.test(new URL(each).protocol) &&
      new URL(each).origin !== url.origin,
  )
}

interface Sent {
  readonly input: SendRequest
  readonly environment: Environment
  readonly thumbprint: string
  readonly request: ReturnType<typeof buildTokenRequest>
  readonly answer: UpstreamAnswer
  readonly assertion: string
}

function describe(deps: SendDependencies, sent: Sent): ShownAttempt {
  const { input, environment, request, answer } = sent
  const status = answer.status
  const body =
    answer.bodyText === undefined || status === undefined
      ? undefined
      : maskAnswerBody(answer.bodyText, status)
  const header = (name: string) => answer.headers.find(([each]) => each === name)?.[1]
  const clock = measureOffset(header('date'), header('age'), answer.sentAt, answer.receivedAt)
  const isPractice = new URL(request.url).origin === deps.practiceOrigin()
  const { jti } = readPart(input.payloadText).members
  const reason =
    isPractice && status !== 200 ? deps.practiceReason(typeof jti === 'string' ? jti : undefined) : undefined
  return {
    id: randomUUID(),
    sequence: deps.attempts.nextSequence(),
    environmentId: environment.id,
    profile: environment.profile,
    flow: input.flow,
    sentAt: answer.sentAt,
    durationMs: answer.durationMs,
    environment: environment.settings,
    keyThumbprint: sent.thumbprint,
    headerText: input.headerText,
    payloadText: input.payloadText,
    request: {
      method: request.method,
      url: request.url,
      headers: maskRequestHeaders(request.headers),
      body: maskFormBody(request.body),
    },
    response: {
      headers: maskHeaders(answer.headers),
      ...(status === undefined ? {} : { status, statusText: answer.statusText ?? '' }),
      ...(body?.text === undefined ? {} : { body: body.text }),
      ...(answer.bodyBytes === undefined
        ? {}
        : {
            bodyBytes: answer.bodyBytes.length,
            bodySha256: createHash('sha256').update(answer.bodyBytes).digest('hex'),
          }),
      ...(answer.failure === undefined ? {} : { failure: answer.failure }),
      ...(answer.detail === undefined ? {} : { detail: answer.detail }),
      receivedAt: answer.receivedAt,
    },
    outcome: readOutcome(answer),
    ...(clock === undefined ? {} : { clock }),
    revealable: [...(body?.revealable ?? [])],
    ...(reason === undefined ? {} : { practiceReason: reason }),
  }
}

function historyOf(shown: ShownAttempt, assertion: string, input: SendRequest): HistoryEntry {
  const header = readPart(input.headerText).members
  const claims = readPart(input.payloadText).members
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return {
    sentAt: shown.sentAt,
    profile: shown.profile,
    iss: text(claims['iss']),
    jti: text(claims['jti']),
    exp: typeof claims['exp'] === 'number' ? claims['exp'] : undefined,
    kid: text(header['kid']),
    aud: text(claims['aud']),
    alg: text(header['alg']),
    keyThumbprint: shown.keyThumbprint,
    assertionSha256: createHash('sha256').update(assertion).digest('base64url'),
    status: shown.response.status,
    error: shown.outcome.kind === 'oauth-error' ? shown.outcome.error : undefined,
  }
}

function secretsOf(answer: UpstreamAnswer, names: readonly string[]): ReadonlyMap<string, string> {
  const members = readPart(answer.bodyText ?? '').members
  return new Map(
    names.flatMap((name) => {
      const value = members[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}
