import { readPastedJwt } from '../../shared/assertion/read-pasted-jwt.ts'
import { keysOfJwks } from '../../shared/assertion/same-public-key.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { sendReadyMade } from '../../shared/contract/token-requests.ts'
import { requireConfirmed } from '../../shared/errors.ts'
import { thumbprintOf } from '../../shared/facts/thumbprint.ts'
import { signedPartsOf, verifySignature } from '../../shared/facts/verify-signature.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import type { DocumentStore } from './fetch-document.ts'
import type { HistoryKeeper } from './history.ts'
import { postTokenRequest, type PostDependencies } from './post-token-request.ts'
import { approve, sendConfirmations, type ConfirmationDependencies } from './send-confirmations.ts'

export interface ReadyMadeDependencies extends PostDependencies, ConfirmationDependencies {
  readonly upstream: PostDependencies['upstream']
  readonly keys: Pick<SigningKeys, 'list' | 'find' | 'tlsIdentity'>
  readonly documents: Pick<DocumentStore, 'list'>
  readonly history: Pick<HistoryKeeper, 'saved'>
}

/** The public key under which an assertion verifies. */
export interface Signer {
  readonly name: string
  readonly thumbprint: string
  readonly practice: boolean
  readonly publicJwk: Readonly<Record<string, unknown>>
}

const READY_MADE = 'Ready-made assertion, sent as it was pasted: nothing was signed.'

/** Sends a pasted assertion, byte for byte, once; no private key is opened for it. */
export const makeSendReadyMade =
  (deps: ReadyMadeDependencies) =>
  async (
    input: RequestOf<typeof sendReadyMade>,
    signal?: AbortSignal,
  ): Promise<ResponseOf<typeof sendReadyMade>> => {
    const environment = deps.environments.get(input.environmentId)
    const read = readPastedJwt(input.assertion)
    const signer = await signerOf(deps, input)
    const credential = { payloadText: read.ok ? read.payloadText : '', key: signer }
    const needed = await sendConfirmations(deps, environment, credential)
    requireConfirmed(needed.filter(({ id }) => !input.confirm.includes(id)))
    await approve(deps, environment, credential)
    const { shown } = await postTokenRequest(
      deps,
      {
        environment,
        flow: input.flow,
        assertion: input.assertion,
        dpop: input.dpop,
        parameters: input.parameters,
        stored: input.stored,
        confirm: input.confirm,
        reason: 'token request with a ready-made assertion',
        madeBy: 'person',
        notes: [READY_MADE],
        key: signer,
      },
      signal,
    )
    return { attempt: shown, history: await deps.history.saved(shown.id) }
  }

/** Whose signature it is, among the keys that are listed here and those that were published for this client. */
async function signerOf(
  { keys, documents }: ReadyMadeDependencies,
  { assertion, environmentId }: RequestOf<typeof sendReadyMade>,
): Promise<Signer | undefined> {
  const signed = signedPartsOf(assertion)
  if (signed === undefined) return undefined
  const own = (await keys.list()).keys.flatMap(({ name, thumbprint, practice, publicJwk }) =>
    thumbprint === undefined || publicJwk === undefined ? [] : [{ name, thumbprint, practice, publicJwk }],
  )
  const published = documents
    .list(environmentId)
    .flatMap(({ kind, body }) => (kind === 'jwks' ? (keysOfJwks(body) ?? []) : []))
  for (const key of own) if ((await verifySignature(signed, key.publicJwk)) === 'valid') return key
  for (const publicJwk of published) {
    if ((await verifySignature(signed, publicJwk)) !== 'valid') continue
    const thumbprint = await thumbprintOf(publicJwk)
    const { kid } = publicJwk
    if (thumbprint !== undefined)
      return {
        name: typeof kid === 'string' ? `published as ${kid.slice(0, 80)}` : 'published without a kid',
        thumbprint,
        practice: false,
        publicJwk,
      }
  }
  return undefined
}
