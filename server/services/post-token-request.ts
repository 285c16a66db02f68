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
import type { Upstream } from '../upstream/upstream.ts'
import type { RecordedAttempt } from './attempts.ts'
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
}

/** One token request whose assertion is there already, whoever signed it. */
export interface TokenPost {
  readonly environment: Environment
  readonly flow: Grant & Flow
  readonly assertion: string
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

/** POSTs the token request, once, and records it. What needs a yes has been asked before. The answer is data. */
export async function postTokenRequest(
  deps: PostDependencies,
  post: TokenPost,
  signal: AbortSignal | undefined,
): Promise<RecordedAttempt> {
  const { environment, assertion, notes, key } = post
  const stored = deps.storedParameters(post.stored ?? [])
  const built = buildTokenRequest({
    tokenEndpoint: endpointOf(environment),
    flow: post.flow,
    assertion,
    parameters: [...stored.pairs, ...post.parameters],
  })
  const request = post.isWithoutAssertion ? withoutAssertion(built) : built
  const answer = await deps.upstream.send({
    ...request,
    reason: `${post.reason}, environment ${environment.name}`,
    confirm: post.confirm,
    ...(signal === undefined ? {} : { signal }),
  })
  stored.sent()
  deps.environments.touch(environment.id)
  // Whoever sent it: experiments and the watch are to leave this server alone from now on.
  const quiet = asksForQuiet(answer.status, answer.bodyText)
  if (quiet !== undefined) deps.trials.halt(environment.id, quiet)
  return deps.record({
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
}

const withoutAssertion = (request: BuiltTokenRequest): BuiltTokenRequest => ({
  ...request,
  body: request.body
    .split('&')
    .filter((pair) => !pair.startsWith('client_assertion'))
    .join('&'),
})
