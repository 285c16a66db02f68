import { Router, type Response } from 'express'
import type { Provider } from 'oidc-provider'
import { showsItsKey } from './dpop-bound.ts'
import { CLIENT_AUTH_ALGS, PATIENT_ID } from './provider-configuration.ts'
import type { PracticePlaces } from './places.ts'
import { SCOPES_SUPPORTED } from './smart-scopes.ts'

const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris'

const PATIENT = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Example Patient</div>' },
  active: true,
  name: [{ use: 'official', family: 'Example', given: ['Patient'] }],
  gender: 'unknown',
  birthDate: '1970-01-01',
}

const sendFhir = (res: Response, status: number, resource: object): void =>
  void res
    .status(status)
    .type('application/fhir+json')
    .send(JSON.stringify(resource, null, 2))

const sendOutcome = (res: Response, status: number, code: string, diagnostics: string): void =>
  sendFhir(res, status, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, diagnostics }],
  })

/** SMART App Launch 2.2, conformance: what a client finds at `.well-known/smart-configuration`. */
const smartConfiguration = (places: PracticePlaces) => ({
  issuer: places.issuer,
  jwks_uri: `${places.origin}/jwks`,
  authorization_endpoint: places.authorizationEndpoint,
  token_endpoint: places.tokenEndpoint,
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  response_types_supported: ['code'],
  scopes_supported: SCOPES_SUPPORTED,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: CLIENT_AUTH_ALGS,
  code_challenge_methods_supported: ['S256'],
  capabilities: [
    ...['launch-ehr', 'launch-standalone', 'client-confidential-asymmetric', 'sso-openid-connect'],
    ...['context-ehr-patient', 'context-standalone-patient', 'permission-patient', 'permission-user'],
    ...['permission-offline', 'permission-v1', 'permission-v2'],
  ],
})

/** FHIR R4, CapabilityStatement with the OAuth addresses that older clients read. */
const capabilityStatement = (places: PracticePlaces) => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  implementation: { description: 'Countersign practice server', url: places.fhirBaseUrl },
  rest: [
    {
      mode: 'server',
      security: {
        service: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                code: 'SMART-on-FHIR',
              },
            ],
          },
        ],
        extension: [
          {
            url: OAUTH_URIS,
            extension: [
              { url: 'authorize', valueUri: places.authorizationEndpoint },
              { url: 'token', valueUri: places.tokenEndpoint },
            ],
          },
        ],
      },
      resource: [{ type: 'Patient', interaction: [{ code: 'read' }] }],
    },
  ],
})

/** A read-only FHIR server of one patient, to try a token on. */
export const makeFhirFace = (provider: Provider, places: PracticePlaces): Router => {
  const router = Router()
  router.get(
    '/fhir/.well-known/smart-configuration',
    (_req, res) => void res.json(smartConfiguration(places)),
  )
  router.get('/fhir/metadata', (_req, res) => sendFhir(res, 200, capabilityStatement(places)))

  router.get('/fhir/{*path}', async (req, res) => {
    const token = /^(?:Bearer|DPoP) ([A-Za-z0-9._~+/-]+=*)$/i.exec(req.headers.authorization ?? '')?.[1]
    if (token === undefined) {
      res.setHeader('WWW-Authenticate', 'Bearer')
      return sendOutcome(
        res,
        401,
        'login',
        'This resource needs an access token in the Authorization header.',
      )
    }
    const known = (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token))
    if (known === undefined) {
      res.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"')
      return sendOutcome(res, 401, 'login', 'The access token is unknown here or has expired.')
    }
    const bound = {
      method: req.method,
      url: `${places.origin}${req.path}`,
      token,
      proof: /^DPoP /i.test(req.headers.authorization ?? '') ? req.get('dpop') : undefined,
    }
    if (known.jkt !== undefined && !(await showsItsKey({ ...bound, jkt: known.jkt }))) {
      res.setHeader('WWW-Authenticate', 'DPoP error="invalid_dpop_proof"')
      return sendOutcome(
        res,
        401,
        'login',
        'This token is bound to a key: it needs a DPoP proof of that key.',
      )
    }
    if (req.path === `/fhir/Patient/${PATIENT_ID}`) return sendFhir(res, 200, PATIENT)
    return sendOutcome(res, 404, 'not-found', `There is one resource here: Patient/${PATIENT_ID}.`)
  })
  return router
}
