import type { AttemptEnvironment } from '../attempt/attempt.ts'
import { ASSERTION_MEMBERS, kindOf, SHOWN_PARAMETERS, URL_PARAMETERS } from './field-policies.ts'
import { replaceSecrets } from './find-residue.ts'
import { makeMaskBook } from './mask-book.ts'
import { redactAssertion } from './redact-assertion.ts'
import type { ShowChoices } from './redaction-rules.ts'
import { makeRedactor, type MemberPolicy, type ParameterPolicy } from './redactor.ts'

export interface ScreenMask {
  /** Any text of the page: known secrets, credentials by their look, ids of persons; by choice hosts, ids and kids. */
  text(value: string): string
  /** Known values alone; for texts that are public by their kind. */
  known(value: string): string
  /** A JSON text of the editors; an unreadable one is masked as plain text. */
  json(value: string): string
  assertion(value: string): string
  form(value: string): string
  parameter(name: string, value: string): string
}

export interface ScreenMaskParts {
  readonly show: ShowChoices
  readonly environment: AttemptEnvironment
  /** Typed or revealed in this page. */
  readonly secrets: readonly string[]
  readonly kids: readonly string[]
}

/** Masks for a page that somebody is about to photograph: the same value has the same mask everywhere on it. */
export function makeScreenMask({ show, environment, secrets, kids }: ScreenMaskParts): ScreenMask {
  const book = makeMaskBook()
  const known = [
    ...secrets.map((value) => ({ value, mask: book.mask('secret', value) })),
    ...(show.clientIds ? [] : clientIds(environment)).map((value) => ({
      value,
      mask: book.mask('client', value),
    })),
    ...(show.hosts ? [] : hosts(environment)).map((value) => ({ value, mask: book.mask('host', value) })),
    ...(show.kids ? [] : kids).map((value) => ({ value, mask: book.mask('kid', value) })),
  ].sort((a, b) => b.value.length - a.value.length)
  const isOn = () => true
  const redactor = makeRedactor({ book, show, isOn, secrets: known, onMasked: () => undefined })
  const text = (value: string): string => redactor.text(value, '')
  const members: MemberPolicy = (name, value) => {
    const how = Object.hasOwn(ASSERTION_MEMBERS, name) ? ASSERTION_MEMBERS[name] : undefined
    if (how === 'keep' || how === 'text') return how
    if (how === 'url') return 'url'
    if (how === 'client') return show.clientIds ? 'url' : { mask: 'client' }
    if (how === 'id') return show.ids ? 'text' : { mask: 'id' }
    if (how === 'kid') return show.kids ? 'text' : { mask: 'kid' }
    return value.kind === 'null' || value.kind === 'boolean' ? 'keep' : { mask: kindOf(name) }
  }
  const assertion = (value: string): string =>
    redactAssertion(value, '', { redactor, show, isOn }, () => undefined)
  const policy: ParameterPolicy = (name, value) => {
    if (name === 'client_assertion' || name === 'assertion') return { text: assertion(value) }
    if (name === 'client_id') return show.clientIds ? 'keep' : { mask: 'client' }
    if (URL_PARAMETERS.has(name)) return { text: redactor.url(value, '') }
    return SHOWN_PARAMETERS.has(name) ? 'keep' : { mask: kindOf(name) }
  }
  return {
    text,
    known: (value) => replaceSecrets(value, known),
    json: (value) => redactor.json(value, '', members) ?? text(value),
    assertion,
    form: (value) => redactor.form(value, '', policy),
    parameter: (name, value) => {
      const how = policy(name, value, '')
      return how === 'keep' ? text(value) : 'mask' in how ? redactor.mask(how.mask, value, '') : how.text
    },
  }
}

const clientIds = ({ clientId, otherClientId }: AttemptEnvironment): string[] =>
  [clientId, otherClientId].flatMap((each) => each ?? [])

function hosts({ registration, ...places }: AttemptEnvironment): string[] {
  const { fhirBaseUrl, issuer, tokenEndpoint, authorizationEndpoint } = places
  const all = [
    fhirBaseUrl,
    issuer,
    tokenEndpoint,
    authorizationEndpoint,
    registration?.jwksUrl,
    registration?.otherJwksUrl,
  ]
  return [
    ...new Set(
      all.flatMap((each) => {
        const host = each !== undefined && URL.canParse(each) ? new URL(each).hostname : ''
        return host === '' || host === '127.0.0.1' || host === 'localhost' ? [] : [host]
      }),
    ),
  ]
}
