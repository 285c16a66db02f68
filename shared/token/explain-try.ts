import { member, parseJson, type JsonNode } from '../json/parse-json.ts'

export interface Tried {
  readonly status: number | undefined
  readonly failure: string | undefined
  readonly mediaType: string | undefined
  readonly wwwAuthenticate: string | undefined
}

/** What the answer of the FHIR server means for the token, in one sentence. */
export function explainTry({ status, failure, mediaType, wwwAuthenticate }: Tried): string {
  if (status === undefined)
    return `No answer came (${failure ?? 'unknown'}); this says nothing about the token.`
  if (status >= 200 && status < 300) {
    return mediaType === undefined || /json/.test(mediaType)
      ? 'The FHIR server takes the token.'
      : `The answer is ${mediaType}, not FHIR JSON: whatever answered may not be the FHIR server.`
  }
  if (status === 401) {
    const said = /error="?([\w-]+)/.exec(wwwAuthenticate ?? '')?.[1]
    const why = said === undefined ? '' : ` It says ${said}.`
    return `The FHIR server does not take the token: it is expired, revoked, made for another resource, or not known there.${why}`
  }
  if (status === 403)
    return 'The token is known, and it does not permit this: compare the granted scopes, and what this user may see.'
  if (status === 404) return 'The token was not refused; there is nothing at this path.'
  if (status === 406 || status === 415) return 'The FHIR server does not offer this format at this path.'
  if (status === 429) return 'The FHIR server asks to slow down; this says nothing about the token.'
  if (status >= 300 && status < 400)
    return 'The FHIR server answers with a redirect, which is not followed with a token in hand.'
  return status >= 500
    ? 'The FHIR server failed; this says nothing about the token.'
    : 'The FHIR server does not take this request; the token was not named as the reason.'
}

export interface Outcome {
  readonly severity: string
  readonly code: string
  readonly text: string | undefined
}

const textOf = (node: JsonNode | undefined, name: string): string | undefined => {
  const value = member(node, name)?.value
  return value?.kind === 'string' ? value.value : undefined
}

/** What a FHIR answer is: its type, how much is in a bundle, and the issues of an OperationOutcome. */
export function summarizeFhir(body: string | undefined) {
  const parsed = parseJson(body ?? '')
  const node = parsed.ok ? parsed.node : undefined
  const entries = member(node, 'entry')?.value
  const issues = member(node, 'issue')?.value
  return {
    resourceType: textOf(node, 'resourceType'),
    entries: entries?.kind === 'array' ? entries.items.length : undefined,
    issues:
      issues?.kind === 'array'
        ? issues.items.slice(0, 10).map((issue): Outcome => ({
            severity: textOf(issue, 'severity') ?? 'not named',
            code: textOf(issue, 'code') ?? 'not named',
            text: textOf(issue, 'diagnostics') ?? textOf(member(issue, 'details')?.value, 'text'),
          }))
        : [],
  }
}
