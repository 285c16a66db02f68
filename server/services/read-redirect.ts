import { withRawParameter } from '../../shared/authorization/authorization-url.ts'
import { paramReader, parseForm, rawQuery } from '../../shared/facts/http-facts.ts'
import { DOTS } from '../../shared/redaction/mask.ts'

/** What stands in the address of a redirect (RFC 6749 §4.1.2, RFC 9207). */
export interface Redirect {
  readonly state: string | undefined
  readonly code: string | undefined
  readonly error: string | undefined
  readonly errorDescription: string | undefined
  readonly errorUri: string | undefined
  readonly iss: string | undefined
  /** The address with its code as dots. */
  readonly shownUrl: string
  /** Why it is not looked at any further. */
  readonly problem: 'repeated' | 'too-long' | 'code-and-error' | undefined
}

/** Longest value that is taken, bytes as they stand in the address. */
const MAX_VALUE = 4_096
const ONCE = ['state', 'code', 'error', 'error_description', 'error_uri', 'iss']

/**
 * Reads the address of a redirect without believing any of it: each value once, of sane length, and either a code or
 * an error.
 */
export function readRedirect(target: string): Redirect {
  const query = rawQuery(target)
  const parameters = parseForm(query.text, query.start)
  const param = paramReader(parameters)
  const count = (name: string) => parameters.filter((each) => each.name === name).length
  const problem = ONCE.some((name) => count(name) > 1)
    ? ('repeated' as const)
    : parameters.some(({ rawValue }) => rawValue.length > MAX_VALUE)
      ? ('too-long' as const)
      : count('code') > 0 && count('error') > 0
        ? ('code-and-error' as const)
        : undefined
  const hidden = param('code') === undefined ? target : withRawParameter(target, 'code', DOTS)
  return {
    state: param('state'),
    code: param('code'),
    error: param('error'),
    errorDescription: param('error_description'),
    errorUri: param('error_uri'),
    iss: param('iss'),
    shownUrl: hidden.slice(0, MAX_VALUE),
    problem,
  }
}
