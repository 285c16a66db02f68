/**
 * The rules of the redaction, by name, so that a test can turn each one off and see its canary come through. Nothing
 * in the product turns one off.
 */
export const REDACTION_RULES = [
  'signature',
  'assertion-members',
  'unreadable-assertion',
  'form-parameters',
  'query-parameters',
  'user-info',
  'resource-ids',
  'request-headers',
  'answer-headers',
  'answer-members',
  'unreadable-body',
  'code-verifier',
  'launch',
  'history-secrets',
  'jwk-members',
  'key-place',
  'patterns',
  'known-secrets',
] as const
export type RedactionRule = (typeof REDACTION_RULES)[number]

export type IsOn = (rule: RedactionRule) => boolean

/** What a person may choose to show; everything else that is not on the allow-list is always masked. */
export interface ShowChoices {
  readonly clientIds: boolean
  readonly hosts: boolean
  readonly kids: boolean
  /** jti and the request ids of the server. */
  readonly ids: boolean
}

export const SHOW_ALL: ShowChoices = { clientIds: true, hosts: true, kids: true, ids: true }
export const SHOW_NOTHING: ShowChoices = { clientIds: false, hosts: false, kids: false, ids: false }
