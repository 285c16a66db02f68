import { FHIR_TYPES } from './fhir-types.ts'

/**
 * One SMART scope token, taken apart so that `printScope` gives the same text again.
 * @see SMART App Launch 2.2.0, scopes and launch context
 */
export type Scope =
  | {
      readonly kind: 'resource'
      readonly version: 1 | 2
      readonly context: 'patient' | 'user' | 'system'
      /** `*` or a FHIR type name. */
      readonly resource: string
      /** v1: read, write or `*`; v2: letters of `cruds` in that order. */
      readonly permissions: string
      /** Raw text behind `?`, v2 only. */
      readonly query: string | undefined
    }
  | { readonly kind: 'launch'; readonly context: string | undefined; readonly role: string | undefined }
  | { readonly kind: 'identity'; readonly name: 'openid' | 'fhirUser' | 'profile' }
  | { readonly kind: 'lifetime'; readonly name: 'offline_access' | 'online_access' }
  /** An absolute URI or a name that starts with two underscores; every server may define its own. */
  | { readonly kind: 'extension'; readonly name: string }

export type ScopeResult =
  | { readonly ok: true; readonly scope: Scope }
  | {
      readonly ok: false
      readonly why: string
      /** Where in the token, counted from 0. */
      readonly index: number
    }

const refuse = (why: string, index: number): ScopeResult => ({ ok: false, why, index })
const CONTEXTS = ['patient', 'user', 'system'] as const
const CONTEXT = /^(patient|user|system)$/
const V1 = /^(read|write|\*)$/
const V2 = /^(?=[cruds])c?r?u?d?s?$/

/** Reads one scope token (no white space in it). Linear; never throws. */
export function parseScope(token: string): ScopeResult {
  switch (token) {
    case '':
      return refuse('it is empty', 0)
    case 'openid':
    case 'fhirUser':
    case 'profile':
      return { ok: true, scope: { kind: 'identity', name: token } }
    case 'offline_access':
    case 'online_access':
      return { ok: true, scope: { kind: 'lifetime', name: token } }
    default:
      break
  }
  if (token === 'launch' || token.startsWith('launch/')) return parseLaunch(token)
  if (token.startsWith('__') && token.length > 2)
    return { ok: true, scope: { kind: 'extension', name: token } }
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(token)) return { ok: true, scope: { kind: 'extension', name: token } }
  return parseResource(token)
}

function parseLaunch(token: string): ScopeResult {
  if (token === 'launch') return { ok: true, scope: { kind: 'launch', context: undefined, role: undefined } }
  const match = /^launch\/([a-z]+)(?:\?role=([^&=?#]+))?$/.exec(token)
  if (!match) {
    const upper = token.slice(7).search(/[A-Z]/)
    return upper >= 0
      ? refuse('launch contexts are written in lower case', 7 + upper)
      : refuse('behind launch/ stands a lower-case type and at most ?role=', 7)
  }
  return { ok: true, scope: { kind: 'launch', context: match[1], role: match[2] } }
}

function parseResource(token: string): ScopeResult {
  const slash = token.indexOf('/')
  if (slash < 0) {
    return /^[A-Za-z*]+\.[a-z*]+/.test(token)
      ? refuse('the context (patient/, user/ or system/) is missing', 0)
      : refuse('it is no SMART scope', 0)
  }
  const context = CONTEXTS.find((name) => name === token.slice(0, slash))
  if (context === undefined) {
    return CONTEXT.test(token.slice(0, slash).toLowerCase())
      ? refuse('the context is written in lower case', 0)
      : refuse('the context is none of patient, user, system', 0)
  }
  const question = token.indexOf('?')
  const end = question < 0 ? token.length : question
  const dot = token.indexOf('.', slash)
  if (dot < 0 || dot > end) return refuse('"." and permissions are missing', end)
  const resource = token.slice(slash + 1, dot)
  const problem = resourceProblem(resource)
  if (problem) return refuse(problem, slash + 1)
  const permissions = token.slice(dot + 1, end)
  const version = V1.test(permissions) ? 1 : V2.test(permissions) ? 2 : undefined
  if (version === undefined) return refuse(permissionProblem(permissions), dot + 1)
  if (question < 0) {
    return {
      ok: true,
      scope: { kind: 'resource', version, context, resource, permissions, query: undefined },
    }
  }
  if (version === 1) return refuse('only v2 permissions can carry search parameters', question)
  const query = token.slice(question + 1)
  const bad = query.split('&').findIndex((pair) => !/^[^=?#&]+=[^#]+$/.test(pair))
  if (bad >= 0) return refuse('behind "?" stand name=value pairs joined by "&"', question + 1)
  return { ok: true, scope: { kind: 'resource', version, context, resource, permissions, query } }
}

function resourceProblem(resource: string): string | undefined {
  if (resource === '*') return undefined
  if (resource === '') return 'the resource type is missing'
  if (FHIR_TYPES.has(resource)) return undefined
  const same = [...FHIR_TYPES].find((type) => type.toLowerCase() === resource.toLowerCase())
  if (same) return `the resource type is written ${same}`
  const singular = resource.endsWith('s') ? resource.slice(0, -1) : resource
  if (FHIR_TYPES.has(singular)) return `the resource type is ${singular}, in the singular`
  // New FHIR versions add types, so an unknown name of the right shape is let through.
  return /^[A-Z][A-Za-z]+$/.test(resource) ? undefined : 'a resource type starts with a capital letter'
}

function permissionProblem(permissions: string): string {
  if (permissions === '') return 'the permissions are missing'
  if (/^[cruds]+$/.test(permissions)) {
    return new Set(permissions).size < permissions.length
      ? 'a permission letter stands twice'
      : `the letters stand in the order of "cruds": ${[...'cruds'].filter((letter) => permissions.includes(letter)).join('')}`
  }
  return 'permissions are read, write, * (v1) or letters of cruds (v2)'
}

/** The token again: `printScope(parseScope(token)) = token` for every valid token. */
export function printScope(scope: Scope): string {
  switch (scope.kind) {
    case 'resource': {
      const query = scope.query === undefined ? '' : `?${scope.query}`
      return `${scope.context}/${scope.resource}.${scope.permissions}${query}`
    }
    case 'launch': {
      if (scope.context === undefined) return 'launch'
      return `launch/${scope.context}${scope.role === undefined ? '' : `?role=${scope.role}`}`
    }
    case 'identity':
    case 'lifetime':
    case 'extension':
      return scope.name
  }
}

const EXPANDED: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' }

/** v1 permissions as v2 letters; v2 letters as they are. */
export const permissionLetters = (permissions: string): string => EXPANDED[permissions] ?? permissions

/** True when everything that `wanted` asks for is covered by `granted`; v1 and v2 compare alike. */
export function covers(granted: Scope, wanted: Scope): boolean {
  if (granted.kind !== 'resource' || wanted.kind !== 'resource')
    return printScope(granted) === printScope(wanted)
  if (granted.context !== wanted.context) return false
  if (granted.resource !== '*' && granted.resource !== wanted.resource) return false
  if (granted.query !== undefined && granted.query !== wanted.query) return false
  const letters = permissionLetters(granted.permissions)
  return [...permissionLetters(wanted.permissions)].every((letter) => letters.includes(letter))
}
