import { readAttempt } from '../attempt/read-attempt.ts'
import type { AttemptDocument } from '../attempt/attempt.ts'
import { settingsOfVariables } from '../environment/settings-of-variables.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import { readHar } from './read-har.ts'
import type { Gathered } from './recognised.ts'
import { isObject } from '../json/is-object.ts'

type Members = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Members that only a private or secret key has. RFC 7518 §6.2.2, §6.3.2, §6.4.1 */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Reads one pasted JSON text into what is gathered. False when it is none of the things that are known. */
export function readJsonPaste(text: string, into: Gathered): boolean {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    into.notes.push(`A JSON text is not read: ${parsed.why} (index ${parsed.index}).`)
    return false
  }
  const value = toValue(parsed.node)
  if (!isObject(value)) return false
  return (
    readAttemptFile(text, value, into) ||
    readRecording(value, into) ||
    readPostman(value, into) ||
    readKeys(text, value, into) ||
    readMetadata(text, value, into) ||
    readAnswer(text, value, into) ||
    readDecoded(text, value, into)
  )
}

function readAttemptFile(text: string, value: Members, into: Gathered): boolean {
  if (!textOf(value['format'])?.startsWith('attempt/')) return false
  const read = readAttempt(text)
  if (!read.ok) {
    into.notes.push(read.message)
    return true
  }
  into.parts.push({ kind: 'attempt-file', words: `an attempt file, ${read.attempt.id.slice(0, 60)}` })
  into.notes.push(...read.warnings)
  into.attempt ??= read.attempt
  if (read.attempt.environment) into.settings = { ...read.attempt.environment, ...into.settings }
  return true
}

function readRecording(value: Members, into: Gathered): boolean {
  const har = readHar(value)
  if (har === undefined) return false
  if (!har.ok) {
    into.notes.push(har.message)
    return true
  }
  const isWhole = isObject(value['log'])
  into.parts.push({
    kind: 'har',
    words: `${isWhole ? 'a HAR file' : 'a HAR entry'}${har.request.url ? ` to ${har.request.url}` : ''}`,
  })
  into.notes.push(...har.notes)
  into.request ??= har.request
  if (har.response !== undefined) into.response ??= har.response
  if (har.sentAt !== undefined) into.sentAt ??= har.sentAt
  return true
}

/** @see https://schema.getpostman.com (an environment as it is exported) */
function readPostman(value: Members, into: Gathered): boolean {
  const { values } = value
  if (!Array.isArray(values) || !values.some((each) => isObject(each) && 'key' in each)) return false
  const usable = values.filter(isObject).filter((each) => each['enabled'] !== false)
  const secrets = usable.filter((each) => each['type'] === 'secret')
  const read = settingsOfVariables(
    usable
      .filter((each) => each['type'] !== 'secret')
      .map((each, index) => ({
        name: textOf(each['key']) ?? '',
        value: textOf(each['value']) ?? '',
        line: index + 1,
      })),
  )
  into.parts.push({
    kind: 'postman-environment',
    words: `a Postman environment${textOf(value['name']) ? `, ${textOf(value['name'])?.slice(0, 60)}` : ''}`,
  })
  into.keptOut.push(...secrets.map((each) => textOf(each['key']) ?? 'a secret'))
  into.variables ??= read
  return true
}

function readKeys(text: string, value: Members, into: Gathered): boolean {
  const { keys } = value
  const isSet = Array.isArray(keys) && keys.every(isObject)
  if (!isSet && textOf(value['kty']) === undefined) return false
  const all = isSet ? keys.filter(isObject) : [value]
  if (all.some((key) => PRIVATE.some((name) => name in key))) {
    into.parts.push({ kind: 'private-key', words: 'a private key as JWK' })
    into.keptOut.push('the private key')
    return true
  }
  into.parts.push({
    kind: 'key-set',
    words: `a JWK Set with ${all.length} public key${all.length === 1 ? '' : 's'}`,
  })
  into.documents.push({ kind: 'jwks', url: '', body: isSet ? text : `{"keys":[${text}]}` })
  return true
}

function readMetadata(text: string, value: Members, into: Gathered): boolean {
  const tokenEndpoint = textOf(value['token_endpoint'])
  if (tokenEndpoint === undefined) return false
  const issuer = textOf(value['issuer'])
  const authorizationEndpoint = textOf(value['authorization_endpoint'])
  into.parts.push({
    kind: 'metadata',
    words: Array.isArray(value['capabilities']) ? 'a SMART configuration' : 'authorization server metadata',
  })
  into.settings = {
    tokenEndpoint,
    ...(issuer === undefined ? {} : { issuer }),
    ...(authorizationEndpoint === undefined ? {} : { authorizationEndpoint }),
    ...into.settings,
  }
  const document = metadataDocument(text, value, issuer)
  if (document !== undefined) into.documents.push(document)
  return true
}

/** With the address that it belongs to, where the issuer tells it; without one it only fills fields. */
function metadataDocument(text: string, value: Members, issuer = ''): AttemptDocument | undefined {
  if (Array.isArray(value['capabilities']) || !URL.canParse(issuer)) return undefined
  const { origin, pathname } = new URL(issuer)
  const isOpenId = Array.isArray(value['subject_types_supported'])
  return isOpenId
    ? {
        kind: 'openid-configuration',
        url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        body: text,
      }
    : {
        kind: 'oauth-authorization-server',
        url: `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`,
        body: text,
      }
}

function readAnswer(text: string, value: Members, into: Gathered): boolean {
  const error = textOf(value['error'])
  const isToken = 'access_token' in value
  const isError =
    error !== undefined || ['error_description', 'issue', 'errorCode'].some((name) => name in value)
  if (!isToken && !isError) return false
  const status = value['status']
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599
  into.parts.push(
    isToken
      ? { kind: 'token-answer', words: 'the answer of a token endpoint with a token' }
      : {
          kind: 'error-answer',
          words: `an error answer${error === undefined ? '' : `, ${error.slice(0, 60)}`}`,
        },
  )
  if (isToken) into.keptOut.push('access_token')
  into.response ??= { ...(isStatus ? { status } : {}), body: text }
  return true
}

/** A JOSE header or a claims set as a program prints it. */
function readDecoded(text: string, value: Members, into: Gathered): boolean {
  const isHeader = textOf(value['alg']) !== undefined && !('iss' in value)
  const isPayload = ['iss', 'sub', 'aud', 'exp'].filter((name) => name in value).length >= 2
  if (!isHeader && !isPayload) return false
  into.parts.push({
    kind: 'decoded-jwt',
    words: isHeader ? 'a JOSE header, decoded' : 'a claims set, decoded',
  })
  into.texts = { ...(isHeader ? { headerText: text } : { payloadText: text }), ...into.texts }
  return true
}
