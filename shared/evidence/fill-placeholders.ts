import { percentEncode } from '../assertion/base64url.ts'
import { parseForm } from '../facts/http-facts.ts'
import { isPlaceholder, placeholderName } from './placeholder.ts'
import type { RawRequest } from './raw-request.ts'

export interface Filled {
  readonly request: RawRequest
  /** Parameters whose place is still open. */
  readonly open: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Puts what was pasted beside a request into the places that it left open: the assertion, and variables by name. The
 * environment of the process is never asked. An address that stays open is left out.
 */
export function fillPlaceholders(
  request: RawRequest,
  assertion: string | undefined,
  variables: ReadonlyMap<string, string>,
): Filled {
  const open: string[] = []
  const notes: string[] = []
  const find = (value: string, name?: string): string | undefined => {
    const isAssertion = name === 'client_assertion' || name === 'assertion'
    return (
      (isAssertion ? assertion : undefined) ?? variables.get((placeholderName(value) ?? '').toUpperCase())
    )
  }
  const { url, ...rest } = request
  const spelled = url?.replace(/^https?:\/\/(?=[$%{<])/i, '')
  const filledUrl = spelled === undefined || !isPlaceholder(spelled) ? url : find(spelled)
  if (url !== undefined && filledUrl === undefined)
    notes.push(`The address is ${spelled}; its value is not in the text.`)
  let body = request.body ?? ''
  for (const { name, rawName, rawValue, value, offset } of parseForm(body).toReversed()) {
    const written = value ?? rawValue
    if (!isPlaceholder(written)) continue
    const found = find(written, name)
    if (found === undefined) {
      open.unshift(name)
      continue
    }
    const start = offset + rawName.length + 1
    body = `${body.slice(0, start)}${percentEncode(found)}${body.slice(start + rawValue.length)}`
    notes.push(`${name} is ${written}; what was pasted beside it stands in its place.`)
  }
  return {
    request: {
      ...rest,
      ...(filledUrl === undefined ? {} : { url: filledUrl }),
      ...(request.body === undefined ? {} : { body }),
    },
    open,
    notes,
  }
}
