import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from './registry.ts'

/** Every rule that the rule book and its supplement name. A rule that goes away needs a decision, not a deletion. */
const BOOK = `
  assertion-duplicate-member assertion-is-basic-credential assertion-is-request-object
  assertion-json-invalid assertion-not-base64url assertion-part-count assertion-reused assertion-too-long
  assertion-wrapped authz-aud-is-auth-server authz-aud-mismatch authz-aud-missing authz-client-id
  authz-encoding authz-endpoint authz-launch-invented authz-launch-pairing authz-launch-stale authz-length
  authz-method authz-nonce authz-par-required authz-param-duplicate authz-param-empty
  authz-persona-mismatch authz-pkce-method authz-pkce-missing authz-pkce-shape authz-redirect-shape
  authz-redirect-uri authz-response-type authz-scope-context authz-scope-grammar authz-scope-identity-pair
  authz-scope-missing authz-scope-mixed-versions authz-scope-offline-pair authz-scope-plus-encoded
  authz-scope-separator authz-scope-unsupported authz-scope-wildcard authz-smart-version-path authz-state
  disc-fhir-version disc-issuer-mismatch disc-location disc-method-missing disc-not-json disc-pkce-methods
  disc-relative-url disc-required-missing disc-token-conflict disc-user-token-url env-clock-offset
  env-date-unusable env-jwks-cache-pending env-key-mode-retired env-mixed-environments env-proxy-in-path
  env-rate-limit env-sync-pending env-tenant-malformed header-alg-case header-alg-ec-static-key
  header-alg-jwk-alg-mismatch header-alg-key-mismatch header-alg-missing header-alg-none
  header-alg-not-advertised header-alg-not-smart-pair header-alg-registered-mismatch header-alg-symmetric
  header-alg-unsupported header-crit-unknown header-embedded-key header-jku-mismatch header-jku-not-https
  header-kid-derivation header-kid-format header-kid-is-client-id header-kid-missing
  header-kid-not-in-jwks header-kid-type header-not-a-client-assertion header-typ-case header-typ-missing
  header-typ-new-on-old-profile header-typ-not-rfc10070 header-typ-wrong header-x5t-missing
  header-x5t-pairing header-x5t-wrong jwks-cache-long jwks-cache-missing jwks-content-type jwks-empty
  jwks-key-ops-missing jwks-key-ops-wrong jwks-kid-duplicate jwks-kid-missing jwks-kid-recycled
  jwks-member-encoding jwks-member-missing jwks-not-a-set jwks-not-https jwks-private-host
  jwks-private-member jwks-redirect jwks-rotation-gap jwks-rsa-short jwks-size jwks-slow jwks-stale-by-url
  jwks-status jwks-tls-chain jwks-unreachable jwks-use-wrong jwks-wrong-environment-url jwks-x5c-bad
  key-account-mismatch key-base64-of-pem key-body-damaged key-bom key-crlf key-der key-ec-curve
  key-ec-explicit-params key-ec-parameters key-empty key-encrypted key-exposed-path key-indented
  key-is-certificate key-is-public key-jwk key-jwk-set key-label-content-mismatch key-label-damaged
  key-literal-newlines key-newlines-escaped-twice key-no-final-newline key-no-labels key-not-key-material
  key-not-registered-half key-okp key-openssh key-passphrase-wrong key-permissions key-pkcs1 key-pkcs12
  key-quoted key-rsa-exponent key-rsa-pss key-rsa-short key-sample key-sec1 key-service-account-json
  key-several-blocks key-shared-environments key-single-line key-wrap-width launch-value-empty
  payload-aud-array payload-aud-host-case payload-aud-invisible payload-aud-is-fhir-base
  payload-aud-is-issuer payload-aud-is-token-url payload-aud-lookalike payload-aud-missing
  payload-aud-not-accepted payload-aud-not-post-url payload-aud-other-endpoint
  payload-aud-other-environment payload-aud-path-case payload-aud-path-partial payload-aud-path-shape
  payload-aud-percent payload-aud-placeholder payload-aud-port payload-aud-query-fragment
  payload-aud-scheme payload-aud-several payload-aud-tenant payload-aud-trailing-slash payload-aud-typo
  payload-aud-userinfo payload-client-id-shape payload-date-float payload-date-implausible
  payload-date-milliseconds payload-date-order payload-date-string payload-digest-shape payload-exp-edge
  payload-exp-missing payload-exp-near payload-exp-past payload-exp-too-far payload-extra-claim
  payload-hidden-characters payload-iat-future payload-iat-missing payload-iat-stale payload-id-too-long
  payload-iss-is-url payload-iss-missing payload-iss-not-client-id payload-iss-sub-differ
  payload-jti-missing payload-jti-predictable payload-jti-reused payload-jti-too-long payload-jti-type
  payload-nbf-future payload-scope-claim payload-secret-inside payload-snowflake-account
  payload-snowflake-case payload-sub-missing payload-timezone-shift payload-window-too-wide
  payload-wrong-environment-id registration-no-key resp-audience-named resp-authz-error-page
  resp-cache-headers resp-client-echo-differs resp-consent-required resp-context-missing
  resp-description-null resp-error-shape resp-expires-in resp-html resp-id-token
  resp-invalid-client-status resp-invalid-grant-scope resp-invalid-request resp-iss-param
  resp-no-refresh-token resp-redirect resp-refresh-on-backend resp-scope-missing resp-scope-reduced
  resp-state resp-status-class resp-token-type resp-unauthorized-client signature-invalid signature-length
  signature-other-key tokreq-assertion-missing tokreq-assertion-param-name tokreq-assertion-type
  tokreq-basic-percent-encoded tokreq-body-json tokreq-browser-origin tokreq-charset-suffix
  tokreq-client-id-mismatch tokreq-client-id-missing tokreq-client-id-present tokreq-code-altered
  tokreq-code-missing tokreq-code-old tokreq-content-type tokreq-dpop tokreq-duplicate-param
  tokreq-empty-param tokreq-form-encoding tokreq-grant-type tokreq-method tokreq-param-in-query
  tokreq-param-misspelled tokreq-redirect-uri tokreq-resource tokreq-scope-missing tokreq-scope-wrong-kind
  tokreq-stray-bytes tokreq-two-methods tokreq-url-decorated tokreq-url-insecure tokreq-verifier
  tokreq-verifier-unexpected
`
  .trim()
  .split(/\s+/)

const HERE = new URL('.', import.meta.url)
const rulesFolder = new URL('rules/', HERE)
const files = readdirSync(rulesFolder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
const idsOfFiles = files
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => file.replace(/^.*[\\/]|\.ts$/g, ''))
  .sort()

const tables = [
  ...files.filter((file) => file.endsWith('.test.ts')).map((file) => new URL(file, rulesFolder)),
  new URL('../../server/diagnose/key-faults.test.ts', HERE),
].map((file) => readFileSync(file, 'utf8'))

describe('the registry', () => {
  it('lists exactly the rule files, each under its own name', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(idsOfFiles)
  })
  it('holds every rule of the book', () => {
    expect(BOOK.filter((id) => !idsOfFiles.includes(id))).toEqual([])
  })
  it('has a failing row for every rule', () => {
    const untried = RULES.filter(({ id }) => !tables.some((text) => text.includes(`'${id}'`)))
    expect(untried.map(({ id }) => id)).toEqual([])
  })
})

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is, what to do and where that is written', () => {
    expect(rule.title.length).toBeGreaterThan(5)
    expect(rule.title).not.toMatch(/[.!]$/)
    expect(rule.fix).toMatch(/\.$/)
    const { document, url, reason } = { url: undefined, reason: undefined, ...rule.source }
    if (document === 'own') expect(reason).toBeTruthy()
    else expect(url).toMatch(/^https:\/\//)
  })
  it('owns only rules that exist', () => {
    expect((rule.owns ?? []).filter((id) => !idsOfFiles.includes(id))).toEqual([])
    expect(rule.owns ?? []).not.toContain(rule.id)
  })
})
