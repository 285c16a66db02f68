import { keysOfJwks } from '../../shared/assertion/same-public-key.ts'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import { parseForm, rawQuery } from '../../shared/facts/http-facts.ts'
import { makeScreenMask, type ScreenMask } from '../../shared/redaction/screen-mask.ts'
import type { Workbench } from './workbench.ts'

/** Client ids, host names and kids stay readable outside production; there they are masked as well. */
export function screenMaskOf(environment: Environment, workbench: Workbench): ScreenMask {
  const isOpen = environment.settings.label !== 'production'
  const { secrets, launch, launchDraft } = workbench
  const { code, codeVerifier, refreshToken } = secrets
  const known = [
    code,
    codeVerifier,
    refreshToken,
    launch.prepared?.state,
    launch.prepared?.nonce,
    launchDraft?.received?.launch,
    ...launch.logins.flatMap(({ url, callback }) =>
      parametersOf(url).concat(parametersOf(callback?.url ?? '')),
    ),
  ]
  return makeScreenMask({
    show: { clientIds: isOpen, hosts: isOpen, kids: isOpen, ids: true },
    environment: environment.settings,
    secrets: known.flatMap((value) => (value === undefined || value === '' ? [] : [value])),
    kids: kidsOf(workbench),
  })
}

/** Every kid that the page may name. */
const kidsOf = ({ jwks, draft }: Workbench): string[] => [
  ...(keysOfJwks(jwks?.body) ?? []).flatMap(({ kid }) => (typeof kid === 'string' ? [kid] : [])),
  ...(/"kid"\s*:\s*"([^"]+)"/.exec(draft.headerText)?.slice(1) ?? []),
]

/** Values of a login's addresses that belong to one login alone. */
const parametersOf = (url: string): string[] =>
  parseForm(rawQuery(url).text).flatMap(({ name, value }) =>
    /^(code|state|nonce|launch|session_state)$/.test(name) && value ? [value] : [],
  )

/** The same data with every text masked; members that name things for the program are no secrets and match nothing. */
export function maskDeep<T>(value: T, mask: ScreenMask): T {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return mask.text(each)
    if (Array.isArray(each)) return each.map(walk)
    if (typeof each !== 'object' || each === null || isOpaque(each)) return each
    return Object.fromEntries(
      Object.entries(each).map(([name, member]) => [
        name,
        typeof member === 'string' && /^(headerText|payloadText)$/.test(name)
          ? mask.json(member)
          : walk(member),
      ]),
    )
  }
  return walk(value) as T
}

/** Classes, maps and functions hold no text of the page. */
const isOpaque = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype !== Object.prototype && prototype !== null
}

/** Published keys are long and public: only what was chosen to be hidden is masked in their set. */
const maskedDocument = (document: AttemptDocument, mask: ScreenMask): AttemptDocument => ({
  ...maskDeep(document, mask),
  ...(document.kind === 'jwks' && document.body !== undefined ? { body: mask.known(document.body) } : {}),
})

const nothing = () => undefined

/** The workbench as it may be photographed: everything is masked, nothing can be typed, sent or revealed. */
export function maskedWorkbench(workbench: Workbench, mask: ScreenMask): Workbench {
  const { signed, built, draft, secrets, readyMade } = workbench
  return {
    ...workbench,
    environment: maskDeep(workbench.environment, mask),
    draft: {
      ...maskDeep(draft, mask),
      parameters: draft.parameters.map(([name, value]): [string, string] => [
        name,
        mask.parameter(name, value),
      ]),
    },
    setDraft: nothing,
    keyOpened: nothing,
    secrets: maskDeep(Object.fromEntries(Object.keys(secrets).map((name) => [name, ''])), mask),
    setSecrets: nothing,
    readyMade: {
      assertion: readyMade.assertion && mask.assertion(readyMade.assertion),
      set: nothing,
      end: nothing,
    },
    signed:
      signed.assertion === undefined ? signed : { ...signed, assertion: mask.assertion(signed.assertion) },
    built: built && { ...built, body: mask.form(built.body), url: mask.text(built.url) },
    documents: workbench.documents.map((document) => maskedDocument(document, mask)),
    seenKeys: maskDeep(workbench.seenKeys, mask),
    jwks: workbench.jwks && maskedDocument(workbench.jwks, mask),
    live: { ...workbench.live, ...maskDeep({ findings: workbench.live.findings }, mask) },
    attempts: maskDeep(workbench.attempts, mask),
    attempt: maskDeep(workbench.attempt, mask),
    audienceCandidates: maskDeep(workbench.audienceCandidates, mask),
    fix: nothing,
    chooseKey: nothing,
  }
}
