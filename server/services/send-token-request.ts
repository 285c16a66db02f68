import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { MadeBy, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { asksForQuiet } from '../../shared/diagnosis/experiments/asks-for-quiet.ts'
import { requireConfirmed, WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { buildTokenRequest, type BuiltTokenRequest } from '../../shared/token-request/build-token-request.ts'
import { foreignAudience } from '../../shared/token-request/foreign-audience.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import { signTexts } from '../keys/sign-bytes.ts'
import { hostPort, parseTarget } from '../upstream/address-policy.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Approvals } from './approvals.ts'
import type { RecordedAttempt } from './attempts.ts'
import type { HistoryKeeper } from './history.ts'
import type { EnvironmentStore } from './ports.ts'
import type { RecordExchange } from './record-exchange.ts'
import type { makeStoredParameters } from './stored-parameters.ts'
import type { TrialStore } from './trials.ts'

type SendRequest = RequestOf<typeof sendTokenRequest>

export interface SendDependencies {
  readonly keys: SigningKeys
  readonly environments: EnvironmentStore
  readonly upstream: Upstream
  readonly approvals: Approvals
  readonly record: RecordExchange
  readonly storedParameters: ReturnType<typeof makeStoredParameters>
  /** Origin of the practice server, once it listens; its pair with a practice key needs no yes. */
  readonly practiceOrigin: () => string | undefined
  readonly trials: Pick<TrialStore, 'halt'>
}

/** One request to sign and send, with what only an experiment or the watch says of it. */
export interface SendOnce extends SendRequest {
  readonly madeBy: MadeBy
  readonly note?: string
  /** The signature is broken by one bit after signing. */
  readonly isSignatureBroken?: boolean | undefined
  readonly isWithoutAssertion?: boolean | undefined
  /** An assertion of these texts that was signed before, sent again as it is. */
  readonly signed?: string | undefined
}

export type SendOnceService = (input: SendOnce, signal?: AbortSignal) => Promise<RecordedAttempt>

export type MissingConfirmations = (input: SendRequest) => Promise<Confirmation[]>

/** What this send still needs a yes to; nothing is sent. */
export const makeMissingConfirmations =
  (deps: SendDependencies): MissingConfirmations =>
  async (input) => {
    const environment = deps.environments.get(input.environmentId)
    const url = parseTarget(endpointOf(environment))
    const key = await deps.keys.find(input.keyId)
    const all = await confirmations(deps, input, environment, url, key.summary)
    return all.filter(({ id }) => !input.confirm.includes(id))
  }

function endpointOf({ settings: { tokenEndpoint } }: Environment): string {
  if (!tokenEndpoint) throw new WorkbenchError('url-invalid', 'This environment has no token endpoint yet.')
  return tokenEndpoint
}

/** Signs the texts as typed and POSTs the token request, once. The answer, whatever it is, is data. */
export const makeSendOnce =
  (deps: SendDependencies): SendOnceService =>
  async (input, signal) => {
    const environment = deps.environments.get(input.environmentId)
    const tokenEndpoint = endpointOf(environment)
    const url = parseTarget(tokenEndpoint)
    const stored = deps.storedParameters(input.stored ?? [])
    const key = await deps.keys.find(input.keyId)
    const missing = await makeMissingConfirmations(deps)(input)
    requireConfirmed(missing)
    await deps.approvals.add(pairId(key.summary.thumbprint ?? '', url.origin))
    const signed =
      input.signed === undefined
        ? await signTexts(input.headerText, input.payloadText, key)
        : { assertion: input.signed, notes: [] }
    const assertion = input.isSignatureBroken ? breakSignature(signed.assertion) : signed.assertion
    const built = buildTokenRequest({
      tokenEndpoint,
      flow: input.flow,
      assertion,
      parameters: [...stored.pairs, ...input.parameters],
    })
    const request = input.isWithoutAssertion ? withoutAssertion(built) : built
    const answer = await deps.upstream.send({
      ...request,
      reason: `${input.note ?? 'token request'}, environment ${environment.name}`,
      confirm: input.confirm,
      ...(signal === undefined ? {} : { signal }),
    })
    stored.sent()
    deps.environments.touch(environment.id)
    // Whoever sent it: experiments and the watch are to leave this server alone from now on.
    const quiet = asksForQuiet(answer.status, answer.bodyText)
    if (quiet !== undefined) deps.trials.halt(environment.id, quiet)
    const notes = [...(input.note === undefined ? [] : [input.note]), ...signed.notes]
    return deps.record({
      madeBy: input.madeBy,
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
      environment,
      flow: input.flow,
      request,
      answer,
      ...(input.isWithoutAssertion ? {} : { assertion }),
      key: key.summary,
      ...stored.login,
    })
  }

/** What the page's send button asks for. */
export const makeSendTokenRequest =
  (sendOnce: SendOnceService, history: Pick<HistoryKeeper, 'saved'>) =>
  async (input: SendRequest, signal?: AbortSignal): Promise<ResponseOf<typeof sendTokenRequest>> => {
    const { shown } = await sendOnce({ ...input, madeBy: 'person' }, signal)
    return { attempt: shown, history: await history.saved(shown.id) }
  }

/** Another first character of the signature: it decodes and does not verify. */
function breakSignature(assertion: string): string {
  const at = assertion.lastIndexOf('.') + 1
  return `${assertion.slice(0, at)}${assertion[at] === 'A' ? 'B' : 'A'}${assertion.slice(at + 1)}`
}

const withoutAssertion = (request: BuiltTokenRequest): BuiltTokenRequest => ({
  ...request,
  body: request.body
    .split('&')
    .filter((pair) => !pair.startsWith('client_assertion'))
    .join('&'),
})

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
