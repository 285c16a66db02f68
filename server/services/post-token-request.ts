import type { Flow } from '../../shared/attempt/attempt.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import type { MadeBy, sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { asksForQuiet } from '../../shared/diagnosis/experiments/asks-for-quiet.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import {
  buildTokenRequest,
  type BuiltTokenRequest,
  type Grant,
} from '../../shared/token-request/build-token-request.ts'
import type { DpopAlg } from '../../shared/token-request/dpop.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { RecordedAttempt } from './attempts.ts'
import { asksForNonce, type Dpop } from './dpop.ts'
import type { EnvironmentStore } from './ports.ts'
import type { FinishedExchange, RecordExchange } from './record-exchange.ts'
import type { makeStoredParameters } from './stored-parameters.ts'
import type { TrialStore } from './trials.ts'

export interface PostDependencies {
  readonly environments: EnvironmentStore
  readonly upstream: Upstream
  readonly record: RecordExchange
  readonly storedParameters: ReturnType<typeof makeStoredParameters>
  readonly trials: Pick<TrialStore, 'halt'>
  readonly dpop: Dpop
  readonly keys: Pick<SigningKeys, 'tlsIdentity'>
}

/** One token request whose assertion is there already, whoever signed it. */
export interface TokenPost {
  readonly environment: Environment
  readonly flow: Grant & Flow
  readonly assertion: string
  /** Of the DPoP proof; without one where undefined. */
  readonly dpop: DpopAlg | undefined
  /** The assertion of a repetition that the nonce of the server asks for; the same one where undefined. */
  readonly renewed?: (() => Promise<string>) | undefined
  readonly isWithoutAssertion?: boolean | undefined
  /** Decoded form parameters besides grant and assertion, in order. */
  readonly parameters: RequestOf<typeof sendTokenRequest>['parameters']
  readonly stored: RequestOf<typeof sendTokenRequest>['stored']
  readonly confirm: readonly string[]
  /** For the ledger: why this connection is made. */
  readonly reason: string
  readonly madeBy: MadeBy
  /** What there is to say about it; no secret. */
  readonly notes: readonly string[]
  /** Of the signer, where it is known. */
  readonly key: FinishedExchange['key']
}

/** @throws WorkbenchError url-invalid */
export function endpointOf({ settings: { tokenEndpoint } }: Environment): string {
  if (!tokenEndpoint) throw new WorkbenchError('url-invalid', 'This environment has no token endpoint yet.')
  return tokenEndpoint
}

const NONCE_ASKED = 'The server asks for its DPoP nonce; the request is repeated once with it.'
const NONCE_GIVEN = 'Repeated once with the DPoP nonce of the server.'

/**
 * POSTs the token request, once, and records it. What needs a yes has been asked before. The answer is data.
 *
 * One answer has the request sent a second time: `use_dpop_nonce`, by which a server makes itself known to a proof
 * (RFC 9449 §8). Both exchanges are recorded; a second such answer ends it.
 */
export async function postTokenRequest(
  deps: PostDependencies,
  post: TokenPost,
  signal: AbortSignal | undefined,
): Promise<RecordedAttempt> {
  const first = await exchange(deps, post, signal)
  if (post.dpop === undefined || signal?.aborted === true || !asksForNonce(first.answer))
    return first.record(post.notes)
  await first.record([...post.notes, NONCE_ASKED])
  const assertion = (await post.renewed?.()) ?? post.assertion
  const second = await exchange(deps, { ...post, assertion }, signal)
  return second.record([...post.notes, NONCE_GIVEN])
}

async function exchange(deps: PostDependencies, post: TokenPost, signal: AbortSignal | undefined) {
  const { environment, assertion, key, dpop } = post
  const stored = deps.storedParameters(post.stored ?? [])
  const built = buildTokenRequest({
    tokenEndpoint: endpointOf(environment),
    flow: post.flow,
    assertion,
    parameters: [...stored.pairs, ...post.parameters],
  })
  const complete = post.isWithoutAssertion ? withoutAssertion(built) : built
  const request: BuiltTokenRequest =
    dpop === undefined
      ? complete
      : {
          ...complete,
          headers: [...complete.headers, ['DPoP', await deps.dpop.proof(dpop, 'POST', complete.url)]],
        }
  const { tlsKeyId } = environment
  const answer = await deps.upstream.send({
    ...request,
    ...(tlsKeyId === undefined ? {} : { identity: await deps.keys.tlsIdentity(tlsKeyId) }),
    reason: `${post.reason}, environment ${environment.name}`,
    confirm: post.confirm,
    ...(signal === undefined ? {} : { signal }),
  })
  deps.dpop.heard(request.url, answer)
  stored.sent()
  deps.environments.touch(environment.id)
  // Whoever sent it: experiments and the watch are to leave this server alone from now on.
  const quiet = asksForQuiet(answer.status, answer.bodyText)
  if (quiet !== undefined) deps.trials.halt(environment.id, quiet)
  const record = (notes: readonly string[]): Promise<RecordedAttempt> =>
    deps.record({
      madeBy: post.madeBy,
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
      environment,
      flow: post.flow,
      request,
      answer,
      ...(post.isWithoutAssertion ? {} : { assertion }),
      ...(key === undefined ? {} : { key }),
      ...stored.login,
    })
  return { answer, record }
}

const withoutAssertion = (request: BuiltTokenRequest): BuiltTokenRequest => ({
  ...request,
  body: request.body
    .split('&')
    .filter((pair) => !pair.startsWith('client_assertion'))
    .join('&'),
})
