import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import { buildTokenRequest } from '../../shared/token-request/build-token-request.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import { signTexts } from '../keys/sign-bytes.ts'
import { hostPort, parseTarget } from '../upstream/address-policy.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Approvals } from './approvals.ts'
import type { HistoryKeeper } from './history.ts'
import type { EnvironmentStore } from './ports.ts'
import type { RecordExchange } from './record-exchange.ts'
import type { makeStoredParameters } from './stored-parameters.ts'

type SendRequest = RequestOf<typeof sendTokenRequest>

export interface SendDependencies {
  readonly keys: SigningKeys
  readonly environments: EnvironmentStore
  readonly upstream: Upstream
  readonly approvals: Approvals
  readonly record: RecordExchange
  readonly history: Pick<HistoryKeeper, 'saved'>
  readonly storedParameters: ReturnType<typeof makeStoredParameters>
  /** Origin of the practice server, once it listens; its pair with a practice key needs no yes. */
  readonly practiceOrigin: () => string | undefined
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
    const stored = deps.storedParameters(input.stored ?? [])
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
    const { assertion, notes } = await signTexts(input.headerText, input.payloadText, key)
    const request = buildTokenRequest({
      tokenEndpoint,
      flow: input.flow,
      assertion,
      parameters: [...stored.pairs, ...input.parameters],
    })
    const answer = await deps.upstream.send({
      ...request,
      reason: `token request, environment ${environment.name}`,
      confirm: input.confirm,
      ...(signal === undefined ? {} : { signal }),
    })
    stored.sent()
    deps.environments.touch(environment.id)
    const { shown } = await deps.record({
      madeBy: 'person',
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
      environment,
      flow: input.flow,
      request,
      answer,
      assertion,
      key: key.summary,
      ...stored.login,
    })
    return { attempt: shown, history: await deps.history.saved(shown.id) }
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
