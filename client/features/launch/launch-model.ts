import {
  parseAuthorizationUrl,
  rawParameter,
  withParameter,
  withRawParameter,
} from '../../../shared/authorization/authorization-url.ts'
import {
  challengeMethodOf,
  FRESH_NAMES,
  NEW,
  type ChallengeMethod,
} from '../../../shared/authorization/fresh-values.ts'
import type { LaunchDraft } from '../../../shared/contract/environments.ts'
import type { LaunchValues } from '../../../shared/contract/logins.ts'
import { formDecode } from '../../../shared/facts/http-facts.ts'

/** Decoded once; raw where it does not decode; undefined where the parameter is not there. */
export function parameterOf(template: string, name: string): string | undefined {
  const raw = rawParameter(template, name)
  return raw === undefined ? undefined : (formDecode(raw) ?? raw)
}

/** Parameters that have a field of their own. */
const OWN = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'aud',
  'launch',
  'code_challenge',
  'code_challenge_method',
])

/** Every other parameter, in order, with its place among the pairs. */
export const furtherParameters = (template: string) =>
  (parseAuthorizationUrl(template).pairs ?? []).flatMap(({ rawName, rawValue = '' }, index) =>
    OWN.has(rawName)
      ? []
      : [{ name: formDecode(rawName) ?? rawName, value: formDecode(rawValue) ?? rawValue, index }],
  )

/** How a value comes into being: made anew for each login, typed, or left out. */
export type Origin = 'new' | 'typed' | 'none'

export function originOf(template: string, name: string): Origin {
  const raw = rawParameter(template, name)
  return raw === undefined ? 'none' : raw === NEW ? 'new' : 'typed'
}

export const withOrigin = (template: string, name: string, origin: Origin): string =>
  withRawParameter(template, name, origin === 'none' ? undefined : origin === 'new' ? NEW : '')

export type Pkce = ChallengeMethod | 'typed'

export const pkceOf = (template: string): Pkce =>
  originOf(template, 'code_challenge') === 'typed' ? 'typed' : challengeMethodOf(template)

export function withPkce(template: string, pkce: Pkce): string {
  if (pkce === 'typed') return template
  const challenge = pkce === 'none' ? undefined : NEW
  const withChallenge = withRawParameter(template, 'code_challenge', challenge)
  return withRawParameter(withChallenge, 'code_challenge_method', pkce === 'none' ? undefined : pkce)
}

/** Values that a pasted URL brings along and that belong to another login. */
export const typedFresh = (template: string): string[] =>
  FRESH_NAMES.filter((name) => originOf(template, name) === 'typed')

/** State, nonce and challenge of this program in place of pasted ones, so that its redirect can be taken. */
export const withAllNew = (template: string): string =>
  typedFresh(template).reduce((text, name) => withRawParameter(text, name, NEW), template)

/** The other way of starting: launch parameter and launch scope follow, everything else stays. */
export function withKind(
  draft: LaunchDraft,
  kind: LaunchDraft['kind'],
  fhirBase: string | undefined,
): LaunchDraft {
  if (kind === draft.kind) return draft
  const isEhr = kind === 'ehr'
  const { received } = draft
  const scope = parameterOf(draft.template, 'scope')
  const [from, to] = isEhr ? ['launch/patient', 'launch'] : ['launch', 'launch/patient']
  const words = (scope ?? '').split(' ').map((word) => (word === from ? to : word))
  const aud = (isEhr ? received?.iss : undefined) ?? fhirBase
  let template = draft.template
  if (scope !== undefined) template = withParameter(template, 'scope', [...new Set(words)].join(' '))
  template = withParameter(template, 'launch', isEhr ? (received?.launch ?? '') : undefined)
  if (aud !== undefined && parameterOf(template, 'aud') !== undefined)
    template = withParameter(template, 'aud', aud)
  return { ...draft, kind, template }
}

/** What an EHR passed goes into the request: launch as it is, aud the iss, and the scope asks for launch. */
export function withReceived(draft: LaunchDraft, received: LaunchValues): LaunchDraft {
  const asEhr = withKind({ ...draft, received }, 'ehr', undefined)
  let { template } = asEhr
  if (received.launch !== undefined) template = withParameter(template, 'launch', received.launch)
  if (received.iss !== undefined) template = withParameter(template, 'aud', received.iss)
  return { ...asEhr, received, template }
}

/** `4:07`; never below zero. */
export function minutes(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds))
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}
