import { parseVariables } from '../environment/parse-variables.ts'
import { settingsOfVariables } from '../environment/settings-of-variables.ts'
import { profileOfUrl } from '../profiles/profile-of-url.ts'
import { fillPlaceholders } from './fill-placeholders.ts'
import { isEvidenceReport, readEvidenceReport } from './read-evidence-report.ts'
import { readErrorText } from './read-error-text.ts'
import { readJsonPaste } from './read-json-paste.ts'
import { readRawRequest } from './read-raw-request.ts'
import { readRawResponse } from './read-raw-response.ts'
import type { Gathered, Recognised } from './recognised.ts'
import { secretsOfRequest } from './secrets-of-request.ts'
import { splitPastes, type Paste } from './split-pastes.ts'

/** More than people paste; the rest is not read. Characters. */
export const MAX_PASTE_CHARACTERS = 4_194_304

/**
 * What a pasted text is: one thing or several in one box, in any order. Pure text: nothing is opened, fetched,
 * expanded or run. Never throws.
 */
export function recognise(given: string): Recognised {
  const gathered: Gathered = {
    parts: [],
    documents: [],
    settings: {},
    keptOut: [],
    notes: [],
    placeholders: [],
  }
  const text = given.slice(0, MAX_PASTE_CHARACTERS)
  if (text.length < given.length) gathered.notes.push('The text is longer than what is read of it.')
  const evidence = isEvidenceReport(text)
    ? readEvidenceReport(text, { profile: profileOfEvidence(text) })
    : undefined
  if (evidence !== undefined) {
    gathered.parts.push({
      kind: 'attempt-file',
      words: 'what the evidence snippet printed on another machine',
    })
    gathered.attempt = evidence
    return gathered
  }
  const variables = new Map<string, string>()
  for (const paste of splitPastes(text)) read(paste, gathered, variables)
  return finish(gathered, variables)
}

/** The kind of server by the address that the snippet posted to; none is known by its own. */
const profileOfEvidence = (text: string): string =>
  profileOfUrl(/^(?:> ?)?url: (\S+)/m.exec(text)?.[1] ?? '') ?? 'rfc7523'

function read({ kind, text }: Paste, into: Gathered, variables: Map<string, string>): void {
  switch (kind) {
    case 'curl':
    case 'http-request':
    case 'form':
      return readRequest(kind, text, into)
    case 'http-answer':
      return readAnswer(text, into)
    case 'json':
      if (!readJsonPaste(text, into)) readText(text, into)
      return
    case 'jwt':
      return readJwt(text.replaceAll(/^["']|["'],?$|\s/g, ''), into)
    case 'pem':
      return readPem(text, into)
    case 'variables':
      return readVariables(text, into, variables)
    case 'url':
      return readUrl(text, into)
    case 'text':
      return readText(text, into)
  }
}

function readRequest(kind: 'curl' | 'http-request' | 'form', text: string, into: Gathered): void {
  const isVerbose = text.startsWith('> ')
  const read = readRawRequest(kind === 'form' ? oneLine(text) : isVerbose ? withoutMarks(text) : text)
  if (!read.ok) {
    into.notes.push(read.message)
    return
  }
  const { body, ...head } = read.request
  // `curl -v` prints the head of the request and never its body.
  const request = isVerbose && body?.trim() === '' ? head : read.request
  const { method } = request
  const url = request.url?.replace(/^https?:\/\/(?=[$%{<])/i, '')
  const words = {
    curl: 'a curl command',
    'http-request': `an HTTP ${method ?? ''} request`,
    form: 'a form body',
  }
  into.parts.push({
    kind: kind === 'form' ? 'form-body' : kind,
    words: `${words[kind]}${url === undefined ? '' : ` to ${url}`}`,
  })
  into.notes.push(...read.notes)
  into.request ??= request
}

/** The `> ` lines of `curl -v`; the others are its own talk. */
const withoutMarks = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.startsWith('>'))
    .map((line) => line.replace(/^> ?/, ''))
    .join('\n')

/** One parameter a line, as one prints it to read it, is the same body. */
const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^&/, '').replace(/&$/, ''))
    .filter((line) => line !== '')
    .map((line) => (/%[0-9a-f]{2}|\+/i.test(line) ? line : line.replaceAll(' ', '%20')))
    .join('&')

function readAnswer(text: string, into: Gathered): void {
  const response = readRawResponse(text)
  const words =
    response.status === undefined
      ? `the failure of a connection${response.failure === undefined ? '' : ` (${response.failure})`}`
      : `an HTTP answer, ${response.status}`
  into.parts.push({ kind: 'http-answer', words })
  if (response.body !== undefined && /"(?:access|refresh|id)_token"/.test(response.body))
    into.keptOut.push('the tokens of the answer')
  into.response ??= response
}

function readPem(text: string, into: Gathered): void {
  const [, label = ''] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text) ?? []
  if (!label.includes('PRIVATE')) {
    into.parts.push({ kind: 'text', words: `a PEM block, ${label.toLowerCase()}` })
    into.notes.push('A certificate or public key in PEM form is not compared here; step 2 reads key files.')
    return
  }
  into.parts.push({ kind: 'private-key', words: 'a private key' })
  into.keptOut.push('the private key')
  into.notes.push(
    'A private key does not belong into a page. Put its file into the key folder; this page never needs it.',
  )
}

function readVariables(text: string, into: Gathered, variables: Map<string, string>): void {
  const parsed = parseVariables(text)
  const read = settingsOfVariables(parsed)
  for (const { name, value } of parsed) {
    variables.set(name.toUpperCase(), value)
    if (/^["']?[\w-]{10,}\.[\w-]+\.[\w-]*["']?$/.test(value) && /ASSERTION|JWT/i.test(name))
      into.assertion ??= value
  }
  into.parts.push({
    kind: 'variables',
    words: `${parsed.length} variable${parsed.length === 1 ? '' : 's'}, ${read.filled.length} of use here`,
  })
  into.keptOut.push(...read.ignored.filter(({ isSecret }) => isSecret).map(({ name }) => name))
  into.variables ??= read
}

function readUrl(text: string, into: Gathered): void {
  const url = text.trim()
  const query = URL.canParse(url) ? new URL(url).searchParams : undefined
  if (query?.has('response_type')) {
    into.parts.push({ kind: 'authorize-url', words: 'an authorization request' })
    into.authorizationUrl ??= url
    return
  }
  const bare = url.replace(/[?#].*$/, '')
  const error = query?.get('error')
  if (typeof error === 'string' || (query?.has('code') && query.has('state'))) {
    const says = typeof error === 'string' ? `with the error ${error.slice(0, 60)}` : 'with a code'
    into.parts.push({ kind: 'callback-url', words: `the redirect back to ${bare}, ${says}` })
    if (query?.has('code')) into.keptOut.push('the code')
    into.callbackUrl ??= url
    return
  }
  into.parts.push({ kind: 'url', words: `an address, ${bare}` })
  if (/\/token\/?$/i.test(bare)) into.settings = { tokenEndpoint: url, ...into.settings }
  else if (/\/(r4|stu3|dstu2|fhir)\/?$/i.test(bare)) into.settings = { fhirBaseUrl: url, ...into.settings }
  else into.notes.push('The address is none of a token endpoint; step 1 finds out what it is.')
}

function readJwt(text: string, into: Gathered): void {
  into.parts.push({ kind: 'jwt', words: 'a JWT' })
  into.assertion ??= text
}

/** A JWT in the middle of a sentence, or behind a name: `assertion: eyJ…`. Its header begins with `{"`. */
const JWT_IN_TEXT = /(?<![\w.-])eyJ[\w-]{7,}\.[\w-]+\.[\w-]*/

function readText(given: string, into: Gathered): void {
  const jwt = JWT_IN_TEXT.exec(given)?.[0]
  if (jwt !== undefined) readJwt(jwt, into)
  const text = jwt === undefined ? given : given.replace(jwt, '')
  // What is left is the talk around it, unless it speaks of an answer.
  if (jwt !== undefined && readErrorText(text) === undefined) return
  const read = readErrorText(text)
  if (read === undefined) {
    const [first = ''] = text.split('\n')
    into.notes.push(`Not read: "${first.slice(0, 60)}${first.length > 60 ? '…' : ''}"`)
    return
  }
  into.parts.push({ kind: 'error-answer', words: read.words })
  into.response ??= read.response
  if (read.url !== undefined) into.settings = { tokenEndpoint: read.url, ...into.settings }
}

function finish(gathered: Gathered, variables: ReadonlyMap<string, string>): Recognised {
  const { request, assertion } = gathered
  if (gathered.variables) gathered.settings = { ...gathered.variables.settings, ...gathered.settings }
  if (request === undefined) return gathered
  const filled = fillPlaceholders(request, assertion, variables)
  gathered.request = filled.request
  gathered.placeholders.push(...filled.open)
  gathered.notes.push(...filled.notes)
  gathered.keptOut.push(...secretsOfRequest(filled.request))
  return gathered
}
