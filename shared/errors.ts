/**
 * The closed list of reasons why the workbench itself could not do what was asked.
 * A wrong assertion is a finding and a refusing server is an outcome; neither is ever one of these.
 */
export const PROBLEMS = {
  'request-invalid': { status: 400, title: 'The request does not match the contract' },
  'request-too-large': { status: 413, title: 'The request is larger than this operation takes' },
  'media-type-unsupported': { status: 415, title: 'Only application/json is taken' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method' },
  'host-not-allowed': { status: 403, title: 'The Host header does not name this listener' },
  'origin-not-allowed': { status: 403, title: 'Requests from other origins are refused' },
  'session-required': { status: 401, title: 'This run of the workbench does not know you' },
  'boot-code-invalid': { status: 401, title: 'The start code is unknown, used or expired' },
  'not-found': { status: 404, title: 'There is nothing at this path' },
  'confirmation-required': { status: 409, title: 'This needs an explicit yes first' },
  'environment-not-found': { status: 404, title: 'No environment has this id' },
  'environment-read-only': { status: 409, title: 'This environment cannot be changed here' },
  'key-not-found': { status: 404, title: 'No key file has this id' },
  'key-outside-roots': { status: 403, title: 'Key files are read from the key folders only' },
  'key-file-unreadable': { status: 422, title: 'The key file cannot be read' },
  'key-unusable': { status: 422, title: 'This file does not hold a usable private key' },
  'key-too-weak': { status: 422, title: 'This key is too weak to sign with' },
  'key-locked': { status: 422, title: 'This key needs its passphrase' },
  'passphrase-wrong': { status: 422, title: 'The passphrase does not open this key' },
  'header-not-json-object': { status: 422, title: 'The JOSE header is not a JSON object' },
  'alg-not-allowed': { status: 422, title: 'This algorithm is not signed with' },
  'alg-key-mismatch': { status: 422, title: 'The algorithm does not fit the key' },
  'capture-off': { status: 409, title: 'The capture listener is off' },
  'signer-not-started': { status: 502, title: 'The signer command did not start' },
  'signer-timeout': { status: 504, title: 'The signer command did not answer in time' },
  'signer-output-too-large': { status: 502, title: 'The signer command printed far too much' },
  'signer-failed': { status: 502, title: 'The signer command failed' },
  'signer-signature-wrong': { status: 502, title: 'The signer command printed no signature of this text' },
  'target-not-allowed': { status: 403, title: 'This address is not contacted' },
  'url-invalid': { status: 422, title: 'This is not a usable URL' },
  'attempt-not-found': { status: 404, title: 'No attempt of this run has this id' },
  'login-not-found': { status: 404, title: 'No login of this run has this id' },
  'redirect-refused': { status: 422, title: 'This redirect is not taken' },
  'experiment-refused': { status: 422, title: 'This experiment is not run' },
  'nothing-to-reveal': { status: 404, title: 'The answer has no such value' },
  'practice-unavailable': { status: 503, title: 'The practice server is not running' },
  'storage-failed': { status: 500, title: 'The data folder could not be written' },
  internal: { status: 500, title: 'The workbench made a mistake' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof PROBLEMS

/** One thing that needs an explicit yes; the client repeats the call with its `id` in `confirm`. */
export interface Confirmation {
  /** Stable within one request: kind plus the values it is about. */
  readonly id: string
  readonly kind:
    | 'key-and-origin'
    | 'ready-made-and-origin'
    | 'audience-elsewhere'
    | 'production-send'
    | 'production-key'
    | 'private-target'
    | 'capture-relay'
  /** One sentence that names both values. */
  readonly message: string
  readonly values: Readonly<Record<string, string>>
}

/** Thrown where the workbench cannot work; `server/http/to-problem.ts` alone turns it into problem+json. */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError'
  readonly code: ErrorCode
  readonly detail: string
  readonly confirmations: readonly Confirmation[]
  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; confirmations?: readonly Confirmation[] } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.detail = detail
    this.confirmations = options.confirmations ?? []
  }
}

/** Asks for every yes that is still missing, at once. */
export function requireConfirmed(missing: readonly Confirmation[]): void {
  if (missing.length === 0) return
  throw new WorkbenchError('confirmation-required', missing.map(({ message }) => message).join(' '), {
    confirmations: missing,
  })
}
