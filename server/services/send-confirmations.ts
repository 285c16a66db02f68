import type { Environment } from '../../shared/contract/environments.ts'
import type { Confirmation } from '../../shared/errors.ts'
import { foreignAudience } from '../../shared/token-request/foreign-audience.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import { hostPort, parseTarget } from '../upstream/address-policy.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Approvals } from './approvals.ts'
import { endpointOf } from './post-token-request.ts'

export interface ConfirmationDependencies {
  readonly upstream: Pick<Upstream, 'needs'>
  readonly approvals: Approvals
  readonly keys: Pick<SigningKeys, 'find'>
  /** Origin of the practice server, once it listens; its pair with a practice key needs no yes. */
  readonly practiceOrigin: () => string | undefined
}

/** What would go out: signed by this key, or ready-made by nobody who is known here. */
export interface Credential {
  readonly payloadText: string
  readonly key: { readonly name: string; readonly thumbprint: string; readonly practice: boolean } | undefined
}

/** Approvals are kept by this id. */
const pairOf = ({ key }: Pick<Credential, 'key'>, origin: string): string =>
  key === undefined ? `ready-made-and-origin ${origin}` : `key-and-origin ${key.thumbprint} ${origin}`

/** Everything about this send that needs an explicit yes. @throws WorkbenchError url-invalid, target-not-allowed */
export async function sendConfirmations(
  deps: ConfirmationDependencies,
  environment: Environment,
  credential: Credential,
): Promise<Confirmation[]> {
  const list: Confirmation[] = []
  const url = parseTarget(endpointOf(environment))
  const { key } = credential
  for (const each of await credentialsOf(deps, environment, credential)) {
    const isPractice = each.key?.practice === true && url.origin === deps.practiceOrigin()
    if (!isPractice && !deps.approvals.has(pairOf(each, url.origin))) list.push(newPair(each, url.origin))
  }
  const aud = foreignAudience(credential.payloadText, url)
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
      id: `production-send ${hostPort(url)} ${key?.thumbprint ?? 'ready-made'}`,
      kind: 'production-send',
      message:
        key === undefined
          ? `This sends to production: ${url.host}, with a ready-made assertion.`
          : `This sends to production: ${url.host}, signed with ${key.name}.`,
      values: {
        host: url.host,
        ...(key === undefined ? { assertion: 'ready-made' } : { key: key.name, thumbprint: key.thumbprint }),
      },
    })
  }
  const target = await deps.upstream.needs(url.href)
  return target === undefined ? list : [...list, target]
}

/** What was said yes to is not asked again. */
export async function approve(
  deps: ConfirmationDependencies,
  environment: Environment,
  credential: Credential,
): Promise<void> {
  const { origin } = parseTarget(endpointOf(environment))
  for (const each of await credentialsOf(deps, environment, credential))
    await deps.approvals.add(pairOf(each, origin))
}

/** The assertion's key, and the one of the client certificate where that is another. */
async function credentialsOf(
  { keys }: ConfirmationDependencies,
  { tlsKeyId }: Environment,
  credential: Credential,
): Promise<Pick<Credential, 'key'>[]> {
  if (tlsKeyId === undefined) return [credential]
  const { name, thumbprint = '', practice } = (await keys.find(tlsKeyId)).summary
  return thumbprint === credential.key?.thumbprint
    ? [credential]
    : [credential, { key: { name, thumbprint, practice } }]
}

function newPair(credential: Pick<Credential, 'key'>, origin: string): Confirmation {
  const id = pairOf(credential, origin)
  const { key } = credential
  if (key === undefined)
    return {
      id,
      kind: 'ready-made-and-origin',
      message: `No key that is known here signed this ready-made assertion, and none like it went to ${origin} before. Send it there unchanged?`,
      values: { assertion: 'ready-made, signer unknown', origin },
    }
  const { name, thumbprint } = key
  return {
    id,
    kind: 'key-and-origin',
    message: `The key ${name} has not been used at ${origin} before. Send an assertion signed with it there?`,
    values: { key: name, thumbprint, origin },
  }
}
