import type { AttemptDocument, AttemptEnvironment } from '../attempt/attempt.ts'
import { isOtherDomain } from '../assertion/registrable-domain.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import type { DiscoveryKind } from './discovery-candidates.ts'
import { isObject } from '../json/is-object.ts'

type Members = Readonly<Record<string, unknown>>

/** A setting of the environment that a document can fill. */
export type DiscoveredSetting = 'tokenEndpoint' | 'authorizationEndpoint' | 'issuer' | 'fhirBaseUrl'

export interface SourceValue {
  readonly kind: DiscoveryKind
  readonly url: string
  readonly value: string
  /** It lies on a host of another domain than the document. */
  readonly isElsewhere: boolean
}

export interface FieldRow {
  /** The member as the documents spell it. */
  readonly name: string
  readonly setting: DiscoveredSetting | undefined
  readonly values: readonly SourceValue[]
  /** The documents that state it disagree. */
  readonly isConflict: boolean
}

export interface ReadDocument {
  readonly document: AttemptDocument
  readonly kind: DiscoveryKind
  /** Undefined where it holds no usable document. */
  readonly members: Members | undefined
  /** Why not. */
  readonly problem: string | undefined
}

export const KIND_WORDS: Readonly<Record<DiscoveryKind, string>> = {
  'smart-configuration': 'SMART configuration',
  'openid-configuration': 'OpenID configuration',
  'oauth-authorization-server': 'RFC 8414 metadata',
  'capability-statement': 'CapabilityStatement',
}

const SETTING_OF: Readonly<Record<string, DiscoveredSetting>> = {
  token_endpoint: 'tokenEndpoint',
  authorization_endpoint: 'authorizationEndpoint',
  issuer: 'issuer',
  fhir_base: 'fhirBaseUrl',
}

/** What a person compares, in the order of use. */
const COMPARED = [
  'fhir_base',
  'token_endpoint',
  'issuer',
  'authorization_endpoint',
  'jwks_uri',
  'introspection_endpoint',
  'revocation_endpoint',
  'registration_endpoint',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'grant_types_supported',
  'code_challenge_methods_supported',
  'scopes_supported',
  'capabilities',
] as const

/** Reads a fetched document; HTML, a bad status and a shape that is none of a document say so. */
export function readDocument(document: AttemptDocument): ReadDocument {
  const kind = document.kind as DiscoveryKind
  const none = (problem: string): ReadDocument => ({ document, kind, members: undefined, problem })
  if (document.failure !== undefined) return none(document.detail ?? document.failure)
  if (document.status !== undefined && document.status !== 200)
    return none(`the server answered ${document.status}`)
  const body = document.body ?? ''
  if (/^\s*</.test(body)) return none('a web page came instead of JSON')
  const parsed = parseJson(body)
  if (!parsed.ok) return none(`it is not JSON: ${parsed.why} (index ${parsed.index})`)
  const value = toValue(parsed.node)
  if (!isObject(value)) return none('it is JSON, but no object')
  if (kind !== 'capability-statement')
    return { document, kind, members: withBase(document, kind, value), problem: undefined }
  const uris = oauthUris(value)
  const base = document.url.replace(/\/metadata$/, '')
  return value['resourceType'] === 'CapabilityStatement' || value['resourceType'] === 'Conformance'
    ? {
        document,
        kind,
        members: {
          fhir_base: base,
          ...(uris['token'] === undefined ? {} : { token_endpoint: uris['token'] }),
          ...(uris['authorize'] === undefined ? {} : { authorization_endpoint: uris['authorize'] }),
        },
        problem: undefined,
      }
    : none('it is no CapabilityStatement')
}

const SMART_PATH = /\/\.well-known\/smart-configuration$/

const withBase = ({ url }: AttemptDocument, kind: DiscoveryKind, members: Members): Members =>
  kind === 'smart-configuration' && SMART_PATH.test(url)
    ? { ...members, fhir_base: url.replace(SMART_PATH, '') }
    : members

/** The `oauth-uris` extension of a CapabilityStatement. @see http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris */
function oauthUris(statement: Members): Readonly<Record<string, string>> {
  const list = (value: unknown): Members[] => (Array.isArray(value) ? value.filter(isObject) : [])
  const found: Record<string, string> = Object.create(null) as Record<string, string>
  for (const rest of list(statement['rest'])) {
    const security = rest['security']
    for (const outer of list(isObject(security) ? security['extension'] : undefined)) {
      if (typeof outer['url'] !== 'string' || !outer['url'].endsWith('/oauth-uris')) continue
      for (const { url, valueUri } of list(outer['extension']))
        if (typeof url === 'string' && typeof valueUri === 'string') found[url] ??= valueUri
    }
  }
  return found
}

/** Members side by side: which document says what, and where they disagree. Lists agree in any order. */
export function compareDocuments(documents: readonly ReadDocument[]): FieldRow[] {
  const usable = documents.filter(({ members }) => members !== undefined)
  return COMPARED.flatMap((name) => {
    const values = usable.flatMap(({ document, kind, members }): SourceValue[] => {
      const value = textOf(members?.[name])
      return value === undefined
        ? []
        : [{ kind, url: document.url, value, isElsewhere: isOtherDomain(document.url, value) }]
    })
    if (values.length === 0) return []
    const setting = SETTING_OF[name]
    // Lists are what a document chose to mention; only addresses can contradict each other.
    const isAddress = setting !== undefined || name.endsWith('_uri') || name.endsWith('_endpoint')
    const isConflict = isAddress && new Set(values.map(({ value }) => value)).size > 1
    return [{ name, setting, values, isConflict }]
  })
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? [...value].sort().join(' ')
    : undefined
}

export interface Filling {
  readonly settings: AttemptEnvironment
  readonly filled: readonly {
    readonly setting: DiscoveredSetting
    readonly value: string
    readonly from: SourceValue
  }[]
  /** Fields that were left as they are: the documents disagree, or another value stands there already. */
  readonly left: readonly { readonly setting: DiscoveredSetting; readonly why: string }[]
}

/** Fills what is empty and undisputed; a conflict is for a person to decide, and nothing that stands is replaced. */
export function fillFromDocuments(rows: readonly FieldRow[], settings: AttemptEnvironment): Filling {
  const filled: { setting: DiscoveredSetting; value: string; from: SourceValue }[] = []
  const left: { setting: DiscoveredSetting; why: string }[] = []
  for (const { setting, values, isConflict } of rows) {
    const [from] = values
    if (setting === undefined || from === undefined) continue
    const standing = settings[setting]
    if (isConflict) left.push({ setting, why: 'the documents disagree' })
    else if (!standing) filled.push({ setting, value: from.value, from })
    else if (standing !== from.value) left.push({ setting, why: 'another value stands there' })
  }
  return {
    settings: { ...settings, ...Object.fromEntries(filled.map(({ setting, value }) => [setting, value])) },
    filled,
    left,
  }
}
