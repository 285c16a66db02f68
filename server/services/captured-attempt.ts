import { createHash, randomUUID } from 'node:crypto'
import type { Attempt, HistoryEntry } from '../../shared/attempt/attempt.ts'
import { assertionTexts } from '../../shared/capture/request-facts.ts'
import type { CapturedFinding } from '../../shared/contract/capture.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import { parseForm } from '../../shared/facts/http-facts.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { dpopJtiOf } from '../../shared/token-request/dpop.ts'
import type { CapturedRequest } from '../capture/capture-listener.ts'

export interface CapturedParts {
  readonly environment: Environment
  readonly request: CapturedRequest
  /** Where it would have gone. */
  readonly url: string
  readonly at: number
  readonly documents: NonNullable<Attempt['documents']>
  readonly history: readonly HistoryEntry[]
}

const FLOWS: Readonly<Record<string, Attempt['flow']>> = {
  client_credentials: 'client_credentials',
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'jwt_bearer',
}

/** The captured request as an attempt at the environment's own endpoint, raw. */
export function capturedAttempt({
  environment,
  request,
  url,
  at,
  documents,
  history,
}: CapturedParts): Attempt {
  const body = request.body.toString('utf8')
  const form = parseForm(body)
  const param = (name: string) => form.find((each) => each.name === name)?.value
  const base: Attempt = {
    format: 'attempt/1',
    id: randomUUID(),
    profile: environment.profile,
    sentAt: at,
    environment: environment.settings,
    documents,
    history: [...history],
  }
  if (request.kind === 'authorize')
    return { ...base, flow: 'authorize', authorizationRequest: { url, sentAt: at } }
  const assertion = param('client_assertion')
  return {
    ...base,
    flow: FLOWS[param('grant_type') ?? ''] ?? 'client_credentials',
    ...(assertion === undefined ? {} : { assertion }),
    tokenRequest: {
      method: request.method,
      url,
      headers: request.headers.map(([name, value]): [string, string] => [
        name,
        name.toLowerCase() === 'host' && URL.canParse(url) ? new URL(url).host : value,
      ]),
      body,
    },
  }
}

/** The profile of an id, one of the person's own included. */
export type ProfileOf = (id: string) => Profile | undefined

export interface Judged {
  readonly findings: CapturedFinding[]
  /** As it may be shown. */
  readonly attempt: Attempt
}

/** What the rules say, over the masked attempt: what is shown cannot hold what was masked. */
export async function judgeCaptured(attempt: Attempt, profileOf: ProfileOf): Promise<Judged> {
  const [{ redactForDiagnosis }, { gatherFacts }, { runLint }, { RULES }] = await Promise.all([
    import('../../shared/redaction/redact-for-diagnosis.ts'),
    import('../../shared/facts/gather-facts.ts'),
    import('../../shared/lint/run-lint.ts'),
    import('../../shared/lint/registry.ts'),
  ])
  const profile = profileOf(attempt.profile) ?? profileOf('rfc7523')
  if (profile === undefined) return { findings: [], attempt }
  const redacted = await redactForDiagnosis(attempt, profile, {})
  const { findings } = runLint(await gatherFacts({ ...redacted.attempt, profile }), RULES)
  return {
    attempt: redacted.attempt,
    findings: findings.map((finding) => ({
      ruleId: finding.ruleId,
      title: finding.title,
      grade: finding.grade,
      message: finding.message,
      where: finding.pointer,
      fix: finding.fix,
      ...(finding.actual === undefined ? {} : { actual: finding.actual }),
      ...(finding.expected === undefined ? {} : { expected: finding.expected }),
      ...(finding.index === undefined ? {} : { index: finding.index }),
    })),
  }
}

/** The line by which later requests know this one. */
export function captureHistory(attempt: Attempt): HistoryEntry {
  const { headerText, payloadText } = assertionTexts(attempt.tokenRequest?.body ?? '')
  const header = readPart(headerText).members
  const claims = readPart(payloadText).members
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const { aud, exp } = claims
  return {
    sentAt: attempt.sentAt,
    profile: attempt.profile,
    iss: text(claims['iss']),
    jti: text(claims['jti']),
    exp: typeof exp === 'number' ? exp : undefined,
    kid: text(header['kid']),
    alg: text(header['alg']),
    dpopJti: dpopJtiOf(attempt),
    aud: Array.isArray(aud) ? aud.filter((each) => typeof each === 'string') : text(aud),
    assertionSha256:
      attempt.assertion === undefined
        ? undefined
        : createHash('sha256').update(attempt.assertion).digest('base64url'),
  }
}
