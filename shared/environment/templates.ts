import type { Environment } from '../contract/environments.ts'
import type { ProfileId } from '../profiles/profile.ts'

/** One vendor's environment to start from: what is known beforehand, and where the rest is found there. */
export interface EnvironmentTemplate {
  readonly id: string
  readonly name: string
  readonly profile: ProfileId
  /** Addresses; `{tenant}` and the like are asked for. */
  readonly settings: Environment['settings']
  /** Parts of the addresses that are the customer's own, by their name in braces. */
  readonly asks: readonly { readonly name: string; readonly label: string; readonly example: string }[]
  /** Which value is found where in that vendor's console. */
  readonly where: readonly { readonly value: string; readonly place: string }[]
}

const BY_URL = { keyMode: 'jwks-url' } as const

export const TEMPLATES: readonly EnvironmentTemplate[] = [
  {
    id: 'epic-sandbox',
    name: 'Epic sandbox',
    profile: 'epic-sandbox',
    settings: {
      label: 'non-production',
      fhirBaseUrl: 'https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4',
      tokenEndpoint: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token',
      authorizationEndpoint: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/authorize',
      registration: BY_URL,
    },
    asks: [],
    where: [
      {
        value: 'Client id',
        place: 'fhir.epic.com, Build Apps, your app: "Non-Production Client ID", not the production one',
      },
      { value: 'JWK Set URL', place: 'the same page, "Non-Production JWK Set URL"' },
      { value: 'Last saved', place: 'the moment of "Save & Ready for Sandbox"; it takes effect later' },
    ],
  },
  {
    id: 'epic-customer',
    name: 'Epic customer',
    profile: 'epic-production',
    settings: {
      label: 'production',
      fhirBaseUrl: 'https://{host}/{instance}/api/FHIR/R4',
      tokenEndpoint: 'https://{host}/{instance}/oauth2/token',
      authorizationEndpoint: 'https://{host}/{instance}/oauth2/authorize',
      registration: BY_URL,
    },
    asks: [
      { name: 'host', label: 'Host of the customer', example: 'epicproxy.hospital.example' },
      { name: 'instance', label: 'Instance path', example: 'Interconnect-FHIR-Prod' },
    ],
    where: [
      { value: 'FHIR base', place: 'open.epic.com, Endpoints, or the site’s own team' },
      { value: 'Client id', place: 'fhir.epic.com, your app: "Client ID"' },
      { value: 'App-level JWK Set URL', place: 'fhir.epic.com, your app, "Production JWK Set URL"' },
      {
        value: 'Licence-level JWK Set URL',
        place: 'fhir.epic.com, Review & Manage Downloads, the row of this customer',
      },
      {
        value: 'Enabled at the site',
        place: 'the customer’s Epic team: downloaded, enabled, background user mapped',
      },
    ],
  },
  {
    id: 'oracle-health',
    name: 'Oracle Health (Cerner)',
    profile: 'oracle-health',
    settings: {
      label: 'non-production',
      fhirBaseUrl: 'https://fhir-ehr-code.cerner.com/r4/{tenant}',
      tokenEndpoint:
        'https://authorization.cerner.com/tenants/{tenant}/hosts/fhir-ehr-code.cerner.com/protocols/oauth2/profiles/smart-v1/token',
      registration: BY_URL,
    },
    asks: [{ name: 'tenant', label: 'Tenant id', example: 'ec2458f2-1e24-41c8-b71b-0e701af7583d' }],
    where: [
      { value: 'Client id', place: 'code Console, your app, Application details' },
      { value: 'JWK Set URL', place: 'code Console, your app, where the system account is registered' },
      { value: 'Tenant id', place: 'the last part of the FHIR base that the site gave you' },
    ],
  },
  {
    id: 'athenahealth',
    name: 'athenahealth preview',
    profile: 'athenahealth',
    settings: {
      label: 'non-production',
      fhirBaseUrl: 'https://api.preview.platform.athenahealth.com/fhir/r4',
      tokenEndpoint: 'https://api.preview.platform.athenahealth.com/oauth2/v1/token',
      registration: BY_URL,
    },
    asks: [],
    where: [
      { value: 'Client id', place: 'developer portal, your app, Credentials' },
      { value: 'JWK Set URL', place: 'developer portal, your app, where private_key_jwt is chosen' },
    ],
  },
  {
    id: 'smart-launcher',
    name: 'SMART Launcher',
    profile: 'smart-generic',
    settings: { label: 'non-production', fhirBaseUrl: '{fhirBase}', registration: BY_URL },
    asks: [
      {
        name: 'fhirBase',
        label: 'FHIR base of the simulation',
        example: 'https://launch.smarthealthit.org/v/r4/sim/…/fhir',
      },
    ],
    where: [
      { value: 'FHIR base', place: 'launch.smarthealthit.org, Backend Service: "Server’s FHIR Base URL"' },
      { value: 'Client id and JWK Set URL', place: 'the Client Registration tab of the same page' },
    ],
  },
  {
    id: 'okta',
    name: 'Okta',
    profile: 'okta',
    settings: {
      label: 'non-production',
      issuer: 'https://{domain}/oauth2/{server}',
      tokenEndpoint: 'https://{domain}/oauth2/{server}/v1/token',
      registration: BY_URL,
    },
    asks: [
      { name: 'domain', label: 'Okta domain', example: 'dev-123456.okta.com' },
      { name: 'server', label: 'Authorization server', example: 'default' },
    ],
    where: [
      { value: 'Client id', place: 'Applications, your app, General, Client Credentials' },
      { value: 'Public keys', place: 'the same tab, "Public key / Private key": saved keys or a URL' },
      { value: 'Authorization server', place: 'Security, API, Authorization Servers' },
    ],
  },
  {
    id: 'auth0',
    name: 'Auth0',
    profile: 'auth0',
    settings: {
      label: 'non-production',
      issuer: 'https://{domain}/',
      tokenEndpoint: 'https://{domain}/oauth/token',
      registration: { keyMode: 'uploaded-key' },
    },
    asks: [{ name: 'domain', label: 'Tenant domain', example: 'tenant.eu.auth0.com' }],
    where: [
      { value: 'Client id', place: 'Applications, your app, Settings' },
      {
        value: 'Public key',
        place: 'your app, Credentials: method Private Key JWT, then the uploaded credential',
      },
    ],
  },
  {
    id: 'keycloak',
    name: 'Keycloak',
    profile: 'keycloak',
    settings: {
      label: 'non-production',
      issuer: 'https://{host}/realms/{realm}',
      tokenEndpoint: 'https://{host}/realms/{realm}/protocol/openid-connect/token',
      registration: BY_URL,
    },
    asks: [
      { name: 'host', label: 'Host', example: 'id.example.com' },
      { name: 'realm', label: 'Realm', example: 'main' },
    ],
    where: [
      { value: 'Client id', place: 'Clients, your client, Settings' },
      {
        value: 'JWK Set URL',
        place: 'your client, Keys: "Use JWKS URL"; the authenticator on Credentials is "Signed Jwt"',
      },
    ],
  },
  {
    id: 'entra',
    name: 'Microsoft Entra ID',
    profile: 'entra',
    settings: {
      label: 'non-production',
      issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
      tokenEndpoint: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
      registration: { keyMode: 'uploaded-key' },
    },
    asks: [
      { name: 'tenant', label: 'Directory (tenant) id', example: '5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e' },
    ],
    where: [
      { value: 'Client id and tenant id', place: 'App registrations, your app, Overview' },
      { value: 'Certificate', place: 'your app, Certificates & secrets; the header names its thumbprint' },
    ],
  },
  {
    id: 'generic',
    name: 'Any other server',
    profile: 'rfc7523',
    settings: { label: 'non-production', tokenEndpoint: '{tokenEndpoint}' },
    asks: [{ name: 'tokenEndpoint', label: 'Token endpoint', example: 'https://as.example/oauth2/token' }],
    where: [
      { value: 'Token endpoint', place: 'the server’s metadata; step 1 finds it from any of its addresses' },
      { value: 'Client id and public key', place: 'where the client was registered' },
    ],
  },
]

/** The settings of a template with the customer's own parts in their places; spaces around them are none of theirs. */
export function fillTemplate(
  { settings }: EnvironmentTemplate,
  given: Readonly<Record<string, string>>,
): Environment['settings'] {
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = (given[name] ?? '').trim()
      return value === ''
        ? whole
        : /^(fhirBase|tokenEndpoint)$/.test(name)
          ? value
          : value.replace(/^https?:\/\//, '').replaceAll(/^\/+|\/+$/g, '')
    })
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value]),
  )
}

/** True once no part of an address is open. */
export const isFilled = (settings: Environment['settings']): boolean =>
  Object.values(settings).every((value) => typeof value !== 'string' || !/[{}]/.test(value))
