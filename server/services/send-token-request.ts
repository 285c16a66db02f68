import { randomUUID } from 'node:crypto'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { MadeBy, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { requireConfirmed, type Confirmation } from '../../shared/errors.ts'
import type { SigningKey, SigningKeys } from '../keys/key-store.ts'
import { signTexts } from '../keys/sign-bytes.ts'
import { parseTarget } from '../upstream/address-policy.ts'
import type { RecordedAttempt } from './attempts.ts'
import type { HistoryKeeper } from './history.ts'
import { endpointOf, postTokenRequest, type PostDependencies } from './post-token-request.ts'
import type { Clock } from './ports.ts'
import {
  approve,
  sendConfirmations,
  type ConfirmationDependencies,
  type Credential,
} from './send-confirmations.ts'

type SendRequest = RequestOf<typeof sendTokenRequest>

export interface SendDependencies extends PostDependencies, ConfirmationDependencies {
  readonly upstream: PostDependencies['upstream']
  readonly keys: SigningKeys
  readonly clock: Pick<Clock, 'now'>
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

const credentialOf = (payloadText: string, key: KeySummary): Credential => ({
  payloadText,
  key: { name: key.name, thumbprint: key.thumbprint ?? '', practice: key.practice },
})

/** What this send still needs a yes to; nothing is sent. */
export const makeMissingConfirmations =
  (deps: SendDependencies): MissingConfirmations =>
  async (input) => {
    const environment = deps.environments.get(input.environmentId)
    parseTarget(endpointOf(environment))
    const { summary } = await deps.keys.find(input.keyId)
    const all = await sendConfirmations(deps, environment, credentialOf(input.payloadText, summary))
    return all.filter(({ id }) => !input.confirm.includes(id))
  }

/** Signs the texts as typed and POSTs the token request, once. The answer, whatever it is, is data. */
export const makeSendOnce =
  (deps: SendDependencies): SendOnceService =>
  async (input, signal) => {
    const environment = deps.environments.get(input.environmentId)
    parseTarget(endpointOf(environment))
    // Secrets that are gone are found missing before anything is signed.
    deps.storedParameters(input.stored ?? [])
    const key = await deps.keys.find(input.keyId)
    requireConfirmed(await makeMissingConfirmations(deps)(input))
    await approve(deps, environment, credentialOf(input.payloadText, key.summary))
    const signed =
      input.signed === undefined
        ? await signTexts(input.headerText, input.payloadText, key)
        : { assertion: input.signed, notes: [] }
    return postTokenRequest(
      deps,
      {
        environment,
        flow: input.flow,
        assertion: input.isSignatureBroken ? breakSignature(signed.assertion) : signed.assertion,
        dpop: input.dpop,
        renewed: renewedOf(input, key, deps.clock),
        isWithoutAssertion: input.isWithoutAssertion,
        parameters: input.parameters,
        stored: input.stored,
        confirm: input.confirm,
        reason: input.note ?? 'token request',
        madeBy: input.madeBy,
        notes: [...(input.note === undefined ? [] : [input.note]), ...signed.notes],
        key: key.summary,
      },
      signal,
    )
  }

/** With *Renew on send* a repetition is renewed as well: the server may have kept the jti of the first. */
const renewedOf = (
  input: SendOnce,
  key: SigningKey,
  clock: Pick<Clock, 'now'>,
): (() => Promise<string>) | undefined => {
  const { renewLifetimeS: lifetimeS, headerText, payloadText } = input
  if (lifetimeS === undefined || input.signed !== undefined) return undefined
  return async () => {
    const renewed = renewClaims(payloadText, { jti: randomUUID(), now: clock.now(), lifetimeS })
    const { assertion } = await signTexts(headerText, renewed, key)
    return input.isSignatureBroken ? breakSignature(assertion) : assertion
  }
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
