import type { Rule } from './define-rule.ts'
import { authzAudIsAuthServer } from './rules/authorize-url/authz-aud-is-auth-server.ts'
import { authzAudMismatch } from './rules/authorize-url/authz-aud-mismatch.ts'
import { authzAudMissing } from './rules/authorize-url/authz-aud-missing.ts'
import { authzClientId } from './rules/authorize-url/authz-client-id.ts'
import { authzEncoding } from './rules/authorize-url/authz-encoding.ts'
import { authzEndpoint } from './rules/authorize-url/authz-endpoint.ts'
import { authzLaunchInvented } from './rules/authorize-url/authz-launch-invented.ts'
import { authzLaunchPairing } from './rules/authorize-url/authz-launch-pairing.ts'
import { authzLaunchStale } from './rules/authorize-url/authz-launch-stale.ts'
import { authzLength } from './rules/authorize-url/authz-length.ts'
import { authzMethod } from './rules/authorize-url/authz-method.ts'
import { authzNonce } from './rules/authorize-url/authz-nonce.ts'
import { authzParRequired } from './rules/authorize-url/authz-par-required.ts'
import { authzParamDuplicate } from './rules/authorize-url/authz-param-duplicate.ts'
import { authzParamEmpty } from './rules/authorize-url/authz-param-empty.ts'
import { authzPersonaMismatch } from './rules/authorize-url/authz-persona-mismatch.ts'
import { authzPkceMethod } from './rules/authorize-url/authz-pkce-method.ts'
import { authzPkceMissing } from './rules/authorize-url/authz-pkce-missing.ts'
import { authzPkceShape } from './rules/authorize-url/authz-pkce-shape.ts'
import { authzRedirectShape } from './rules/authorize-url/authz-redirect-shape.ts'
import { authzRedirectUri } from './rules/authorize-url/authz-redirect-uri.ts'
import { authzResponseType } from './rules/authorize-url/authz-response-type.ts'
import { authzScopeContext } from './rules/authorize-url/authz-scope-context.ts'
import { authzScopeGrammar } from './rules/authorize-url/authz-scope-grammar.ts'
import { authzScopeIdentityPair } from './rules/authorize-url/authz-scope-identity-pair.ts'
import { authzScopeMissing } from './rules/authorize-url/authz-scope-missing.ts'
import { authzScopeMixedVersions } from './rules/authorize-url/authz-scope-mixed-versions.ts'
import { authzScopeOfflinePair } from './rules/authorize-url/authz-scope-offline-pair.ts'
import { authzScopePlusEncoded } from './rules/authorize-url/authz-scope-plus-encoded.ts'
import { authzScopeSeparator } from './rules/authorize-url/authz-scope-separator.ts'
import { authzScopeUnsupported } from './rules/authorize-url/authz-scope-unsupported.ts'
import { authzScopeWildcard } from './rules/authorize-url/authz-scope-wildcard.ts'
import { authzSmartVersionPath } from './rules/authorize-url/authz-smart-version-path.ts'
import { authzState } from './rules/authorize-url/authz-state.ts'
import { launchValueEmpty } from './rules/authorize-url/launch-value-empty.ts'
import { discFhirVersion } from './rules/discovery/disc-fhir-version.ts'
import { discIssuerMismatch } from './rules/discovery/disc-issuer-mismatch.ts'
import { discLocation } from './rules/discovery/disc-location.ts'
import { discMethodMissing } from './rules/discovery/disc-method-missing.ts'
import { discNotJson } from './rules/discovery/disc-not-json.ts'
import { discPkceMethods } from './rules/discovery/disc-pkce-methods.ts'
import { discRelativeUrl } from './rules/discovery/disc-relative-url.ts'
import { discRequiredMissing } from './rules/discovery/disc-required-missing.ts'
import { discTokenConflict } from './rules/discovery/disc-token-conflict.ts'
import { discUserTokenUrl } from './rules/discovery/disc-user-token-url.ts'
import { envClockOffset } from './rules/environment/env-clock-offset.ts'
import { envDateUnusable } from './rules/environment/env-date-unusable.ts'
import { envJwksCachePending } from './rules/environment/env-jwks-cache-pending.ts'
import { envKeyModeRetired } from './rules/environment/env-key-mode-retired.ts'
import { envMixedEnvironments } from './rules/environment/env-mixed-environments.ts'
import { envProxyInPath } from './rules/environment/env-proxy-in-path.ts'
import { envRateLimit } from './rules/environment/env-rate-limit.ts'
import { envSyncPending } from './rules/environment/env-sync-pending.ts'
import { envTenantMalformed } from './rules/environment/env-tenant-malformed.ts'
import { registrationNoKey } from './rules/environment/registration-no-key.ts'
import { assertionDuplicateMember } from './rules/header/assertion-duplicate-member.ts'
import { assertionIsBasicCredential } from './rules/header/assertion-is-basic-credential.ts'
import { assertionIsRequestObject } from './rules/header/assertion-is-request-object.ts'
import { assertionJsonInvalid } from './rules/header/assertion-json-invalid.ts'
import { assertionNotBase64url } from './rules/header/assertion-not-base64url.ts'
import { assertionPartCount } from './rules/header/assertion-part-count.ts'
import { assertionReused } from './rules/header/assertion-reused.ts'
import { assertionTooLong } from './rules/header/assertion-too-long.ts'
import { assertionWrapped } from './rules/header/assertion-wrapped.ts'
import { headerAlgCase } from './rules/header/header-alg-case.ts'
import { headerAlgEcStaticKey } from './rules/header/header-alg-ec-static-key.ts'
import { headerAlgJwkAlgMismatch } from './rules/header/header-alg-jwk-alg-mismatch.ts'
import { headerAlgKeyMismatch } from './rules/header/header-alg-key-mismatch.ts'
import { headerAlgMissing } from './rules/header/header-alg-missing.ts'
import { headerAlgNone } from './rules/header/header-alg-none.ts'
import { headerAlgNotAdvertised } from './rules/header/header-alg-not-advertised.ts'
import { headerAlgNotSmartPair } from './rules/header/header-alg-not-smart-pair.ts'
import { headerAlgRegisteredMismatch } from './rules/header/header-alg-registered-mismatch.ts'
import { headerAlgSymmetric } from './rules/header/header-alg-symmetric.ts'
import { headerAlgUnsupported } from './rules/header/header-alg-unsupported.ts'
import { headerCritUnknown } from './rules/header/header-crit-unknown.ts'
import { headerEmbeddedKey } from './rules/header/header-embedded-key.ts'
import { headerJkuMismatch } from './rules/header/header-jku-mismatch.ts'
import { headerJkuNotHttps } from './rules/header/header-jku-not-https.ts'
import { headerKidDerivation } from './rules/header/header-kid-derivation.ts'
import { headerKidFormat } from './rules/header/header-kid-format.ts'
import { headerKidIsClientId } from './rules/header/header-kid-is-client-id.ts'
import { headerKidMissing } from './rules/header/header-kid-missing.ts'
import { headerKidNotInJwks } from './rules/header/header-kid-not-in-jwks.ts'
import { headerKidType } from './rules/header/header-kid-type.ts'
import { headerNotAClientAssertion } from './rules/header/header-not-a-client-assertion.ts'
import { headerTypCase } from './rules/header/header-typ-case.ts'
import { headerTypMissing } from './rules/header/header-typ-missing.ts'
import { headerTypNewOnOldProfile } from './rules/header/header-typ-new-on-old-profile.ts'
import { headerTypNotRfc10070 } from './rules/header/header-typ-not-rfc10070.ts'
import { headerTypWrong } from './rules/header/header-typ-wrong.ts'
import { headerX5tMissing } from './rules/header/header-x5t-missing.ts'
import { headerX5tPairing } from './rules/header/header-x5t-pairing.ts'
import { headerX5tWrong } from './rules/header/header-x5t-wrong.ts'
import { signatureInvalid } from './rules/header/signature-invalid.ts'
import { signatureLength } from './rules/header/signature-length.ts'
import { signatureOtherKey } from './rules/header/signature-other-key.ts'
import { jwksCacheLong } from './rules/jwks/jwks-cache-long.ts'
import { jwksCacheMissing } from './rules/jwks/jwks-cache-missing.ts'
import { jwksContentType } from './rules/jwks/jwks-content-type.ts'
import { jwksEmpty } from './rules/jwks/jwks-empty.ts'
import { jwksKeyOpsMissing } from './rules/jwks/jwks-key-ops-missing.ts'
import { jwksKeyOpsWrong } from './rules/jwks/jwks-key-ops-wrong.ts'
import { jwksKidDuplicate } from './rules/jwks/jwks-kid-duplicate.ts'
import { jwksKidMissing } from './rules/jwks/jwks-kid-missing.ts'
import { jwksKidRecycled } from './rules/jwks/jwks-kid-recycled.ts'
import { jwksMemberEncoding } from './rules/jwks/jwks-member-encoding.ts'
import { jwksMemberMissing } from './rules/jwks/jwks-member-missing.ts'
import { jwksNotASet } from './rules/jwks/jwks-not-a-set.ts'
import { jwksNotHttps } from './rules/jwks/jwks-not-https.ts'
import { jwksPrivateHost } from './rules/jwks/jwks-private-host.ts'
import { jwksPrivateMember } from './rules/jwks/jwks-private-member.ts'
import { jwksRedirect } from './rules/jwks/jwks-redirect.ts'
import { jwksRotationGap } from './rules/jwks/jwks-rotation-gap.ts'
import { jwksRsaShort } from './rules/jwks/jwks-rsa-short.ts'
import { jwksSize } from './rules/jwks/jwks-size.ts'
import { jwksSlow } from './rules/jwks/jwks-slow.ts'
import { jwksStaleByUrl } from './rules/jwks/jwks-stale-by-url.ts'
import { jwksStatus } from './rules/jwks/jwks-status.ts'
import { jwksTlsChain } from './rules/jwks/jwks-tls-chain.ts'
import { jwksUnreachable } from './rules/jwks/jwks-unreachable.ts'
import { jwksUseWrong } from './rules/jwks/jwks-use-wrong.ts'
import { jwksWrongEnvironmentUrl } from './rules/jwks/jwks-wrong-environment-url.ts'
import { jwksX5cBad } from './rules/jwks/jwks-x5c-bad.ts'
import { keyAccountMismatch } from './rules/key/key-account-mismatch.ts'
import { keyBase64OfPem } from './rules/key/key-base64-of-pem.ts'
import { keyBodyDamaged } from './rules/key/key-body-damaged.ts'
import { keyBom } from './rules/key/key-bom.ts'
import { keyCrlf } from './rules/key/key-crlf.ts'
import { keyDer } from './rules/key/key-der.ts'
import { keyEcCurve } from './rules/key/key-ec-curve.ts'
import { keyEcExplicitParams } from './rules/key/key-ec-explicit-params.ts'
import { keyEcParameters } from './rules/key/key-ec-parameters.ts'
import { keyEmpty } from './rules/key/key-empty.ts'
import { keyEncrypted } from './rules/key/key-encrypted.ts'
import { keyExposedPath } from './rules/key/key-exposed-path.ts'
import { keyIndented } from './rules/key/key-indented.ts'
import { keyIsCertificate } from './rules/key/key-is-certificate.ts'
import { keyIsPublic } from './rules/key/key-is-public.ts'
import { keyJwk } from './rules/key/key-jwk.ts'
import { keyJwkSet } from './rules/key/key-jwk-set.ts'
import { keyLabelContentMismatch } from './rules/key/key-label-content-mismatch.ts'
import { keyLabelDamaged } from './rules/key/key-label-damaged.ts'
import { keyLiteralNewlines } from './rules/key/key-literal-newlines.ts'
import { keyNewlinesEscapedTwice } from './rules/key/key-newlines-escaped-twice.ts'
import { keyNoFinalNewline } from './rules/key/key-no-final-newline.ts'
import { keyNoLabels } from './rules/key/key-no-labels.ts'
import { keyNotKeyMaterial } from './rules/key/key-not-key-material.ts'
import { keyNotRegisteredHalf } from './rules/key/key-not-registered-half.ts'
import { keyOkp } from './rules/key/key-okp.ts'
import { keyOpenssh } from './rules/key/key-openssh.ts'
import { keyPassphraseWrong } from './rules/key/key-passphrase-wrong.ts'
import { keyPermissions } from './rules/key/key-permissions.ts'
import { keyPkcs1 } from './rules/key/key-pkcs1.ts'
import { keyPkcs12 } from './rules/key/key-pkcs12.ts'
import { keyQuoted } from './rules/key/key-quoted.ts'
import { keyRsaExponent } from './rules/key/key-rsa-exponent.ts'
import { keyRsaPss } from './rules/key/key-rsa-pss.ts'
import { keyRsaShort } from './rules/key/key-rsa-short.ts'
import { keySample } from './rules/key/key-sample.ts'
import { keySec1 } from './rules/key/key-sec1.ts'
import { keyServiceAccountJson } from './rules/key/key-service-account-json.ts'
import { keySeveralBlocks } from './rules/key/key-several-blocks.ts'
import { keySharedEnvironments } from './rules/key/key-shared-environments.ts'
import { keySingleLine } from './rules/key/key-single-line.ts'
import { keyWrapWidth } from './rules/key/key-wrap-width.ts'
import { payloadAudArray } from './rules/payload/payload-aud-array.ts'
import { payloadAudHostCase } from './rules/payload/payload-aud-host-case.ts'
import { payloadAudInvisible } from './rules/payload/payload-aud-invisible.ts'
import { payloadAudIsFhirBase } from './rules/payload/payload-aud-is-fhir-base.ts'
import { payloadAudIsIssuer } from './rules/payload/payload-aud-is-issuer.ts'
import { payloadAudIsTokenUrl } from './rules/payload/payload-aud-is-token-url.ts'
import { payloadAudLookalike } from './rules/payload/payload-aud-lookalike.ts'
import { payloadAudMissing } from './rules/payload/payload-aud-missing.ts'
import { payloadAudNotAccepted } from './rules/payload/payload-aud-not-accepted.ts'
import { payloadAudNotPostUrl } from './rules/payload/payload-aud-not-post-url.ts'
import { payloadAudOtherEndpoint } from './rules/payload/payload-aud-other-endpoint.ts'
import { payloadAudOtherEnvironment } from './rules/payload/payload-aud-other-environment.ts'
import { payloadAudPathCase } from './rules/payload/payload-aud-path-case.ts'
import { payloadAudPathPartial } from './rules/payload/payload-aud-path-partial.ts'
import { payloadAudPathShape } from './rules/payload/payload-aud-path-shape.ts'
import { payloadAudPercent } from './rules/payload/payload-aud-percent.ts'
import { payloadAudPlaceholder } from './rules/payload/payload-aud-placeholder.ts'
import { payloadAudPort } from './rules/payload/payload-aud-port.ts'
import { payloadAudQueryFragment } from './rules/payload/payload-aud-query-fragment.ts'
import { payloadAudScheme } from './rules/payload/payload-aud-scheme.ts'
import { payloadAudSeveral } from './rules/payload/payload-aud-several.ts'
import { payloadAudTenant } from './rules/payload/payload-aud-tenant.ts'
import { payloadAudTrailingSlash } from './rules/payload/payload-aud-trailing-slash.ts'
import { payloadAudTypo } from './rules/payload/payload-aud-typo.ts'
import { payloadAudUserinfo } from './rules/payload/payload-aud-userinfo.ts'
import { payloadClientIdShape } from './rules/payload/payload-client-id-shape.ts'
import { payloadDateFloat } from './rules/payload/payload-date-float.ts'
import { payloadDateImplausible } from './rules/payload/payload-date-implausible.ts'
import { payloadDateMilliseconds } from './rules/payload/payload-date-milliseconds.ts'
import { payloadDateOrder } from './rules/payload/payload-date-order.ts'
import { payloadDateString } from './rules/payload/payload-date-string.ts'
import { payloadDigestShape } from './rules/payload/payload-digest-shape.ts'
import { payloadExpEdge } from './rules/payload/payload-exp-edge.ts'
import { payloadExpMissing } from './rules/payload/payload-exp-missing.ts'
import { payloadExpNear } from './rules/payload/payload-exp-near.ts'
import { payloadExpPast } from './rules/payload/payload-exp-past.ts'
import { payloadExpTooFar } from './rules/payload/payload-exp-too-far.ts'
import { payloadExtraClaim } from './rules/payload/payload-extra-claim.ts'
import { payloadHiddenCharacters } from './rules/payload/payload-hidden-characters.ts'
import { payloadIatFuture } from './rules/payload/payload-iat-future.ts'
import { payloadIatMissing } from './rules/payload/payload-iat-missing.ts'
import { payloadIatStale } from './rules/payload/payload-iat-stale.ts'
import { payloadIdTooLong } from './rules/payload/payload-id-too-long.ts'
import { payloadIssIsUrl } from './rules/payload/payload-iss-is-url.ts'
import { payloadIssMissing } from './rules/payload/payload-iss-missing.ts'
import { payloadIssNotClientId } from './rules/payload/payload-iss-not-client-id.ts'
import { payloadIssSubDiffer } from './rules/payload/payload-iss-sub-differ.ts'
import { payloadJtiMissing } from './rules/payload/payload-jti-missing.ts'
import { payloadJtiPredictable } from './rules/payload/payload-jti-predictable.ts'
import { payloadJtiReused } from './rules/payload/payload-jti-reused.ts'
import { payloadJtiTooLong } from './rules/payload/payload-jti-too-long.ts'
import { payloadJtiType } from './rules/payload/payload-jti-type.ts'
import { payloadNbfFuture } from './rules/payload/payload-nbf-future.ts'
import { payloadScopeClaim } from './rules/payload/payload-scope-claim.ts'
import { payloadSecretInside } from './rules/payload/payload-secret-inside.ts'
import { payloadSnowflakeAccount } from './rules/payload/payload-snowflake-account.ts'
import { payloadSnowflakeCase } from './rules/payload/payload-snowflake-case.ts'
import { payloadSubMissing } from './rules/payload/payload-sub-missing.ts'
import { payloadTimezoneShift } from './rules/payload/payload-timezone-shift.ts'
import { payloadWindowTooWide } from './rules/payload/payload-window-too-wide.ts'
import { payloadWrongEnvironmentId } from './rules/payload/payload-wrong-environment-id.ts'
import { respAudienceNamed } from './rules/response/resp-audience-named.ts'
import { respAuthzErrorPage } from './rules/response/resp-authz-error-page.ts'
import { respCacheHeaders } from './rules/response/resp-cache-headers.ts'
import { respClientEchoDiffers } from './rules/response/resp-client-echo-differs.ts'
import { respConsentRequired } from './rules/response/resp-consent-required.ts'
import { respContextMissing } from './rules/response/resp-context-missing.ts'
import { respDescriptionNull } from './rules/response/resp-description-null.ts'
import { respErrorShape } from './rules/response/resp-error-shape.ts'
import { respExpiresIn } from './rules/response/resp-expires-in.ts'
import { respHtml } from './rules/response/resp-html.ts'
import { respIdToken } from './rules/response/resp-id-token.ts'
import { respInvalidClientStatus } from './rules/response/resp-invalid-client-status.ts'
import { respInvalidGrantScope } from './rules/response/resp-invalid-grant-scope.ts'
import { respInvalidRequest } from './rules/response/resp-invalid-request.ts'
import { respIssParam } from './rules/response/resp-iss-param.ts'
import { respNoRefreshToken } from './rules/response/resp-no-refresh-token.ts'
import { respRedirect } from './rules/response/resp-redirect.ts'
import { respRefreshOnBackend } from './rules/response/resp-refresh-on-backend.ts'
import { respScopeMissing } from './rules/response/resp-scope-missing.ts'
import { respScopeReduced } from './rules/response/resp-scope-reduced.ts'
import { respState } from './rules/response/resp-state.ts'
import { respStatusClass } from './rules/response/resp-status-class.ts'
import { respTokenType } from './rules/response/resp-token-type.ts'
import { respUnauthorizedClient } from './rules/response/resp-unauthorized-client.ts'
import { tokreqAssertionMissing } from './rules/token-request/tokreq-assertion-missing.ts'
import { tokreqAssertionParamName } from './rules/token-request/tokreq-assertion-param-name.ts'
import { tokreqAssertionType } from './rules/token-request/tokreq-assertion-type.ts'
import { tokreqBasicPercentEncoded } from './rules/token-request/tokreq-basic-percent-encoded.ts'
import { tokreqBodyJson } from './rules/token-request/tokreq-body-json.ts'
import { tokreqBrowserOrigin } from './rules/token-request/tokreq-browser-origin.ts'
import { tokreqCharsetSuffix } from './rules/token-request/tokreq-charset-suffix.ts'
import { tokreqClientIdMismatch } from './rules/token-request/tokreq-client-id-mismatch.ts'
import { tokreqClientIdMissing } from './rules/token-request/tokreq-client-id-missing.ts'
import { tokreqClientIdPresent } from './rules/token-request/tokreq-client-id-present.ts'
import { tokreqCodeAltered } from './rules/token-request/tokreq-code-altered.ts'
import { tokreqCodeMissing } from './rules/token-request/tokreq-code-missing.ts'
import { tokreqCodeOld } from './rules/token-request/tokreq-code-old.ts'
import { tokreqContentType } from './rules/token-request/tokreq-content-type.ts'
import { tokreqDpop } from './rules/token-request/tokreq-dpop.ts'
import { tokreqDuplicateParam } from './rules/token-request/tokreq-duplicate-param.ts'
import { tokreqEmptyParam } from './rules/token-request/tokreq-empty-param.ts'
import { tokreqFormEncoding } from './rules/token-request/tokreq-form-encoding.ts'
import { tokreqGrantType } from './rules/token-request/tokreq-grant-type.ts'
import { tokreqMtls } from './rules/token-request/tokreq-mtls.ts'
import { tokreqMethod } from './rules/token-request/tokreq-method.ts'
import { tokreqParamInQuery } from './rules/token-request/tokreq-param-in-query.ts'
import { tokreqParamMisspelled } from './rules/token-request/tokreq-param-misspelled.ts'
import { tokreqRedirectUri } from './rules/token-request/tokreq-redirect-uri.ts'
import { tokreqResource } from './rules/token-request/tokreq-resource.ts'
import { tokreqScopeMissing } from './rules/token-request/tokreq-scope-missing.ts'
import { tokreqScopeWrongKind } from './rules/token-request/tokreq-scope-wrong-kind.ts'
import { tokreqStrayBytes } from './rules/token-request/tokreq-stray-bytes.ts'
import { tokreqTwoMethods } from './rules/token-request/tokreq-two-methods.ts'
import { tokreqUrlDecorated } from './rules/token-request/tokreq-url-decorated.ts'
import { tokreqUrlInsecure } from './rules/token-request/tokreq-url-insecure.ts'
import { tokreqVerifier } from './rules/token-request/tokreq-verifier.ts'
import { tokreqVerifierUnexpected } from './rules/token-request/tokreq-verifier-unexpected.ts'

/** Every rule there is; written by tools/write-registry.mjs, compared with the folders by a test. */
export const RULES: readonly Rule[] = [
  authzAudIsAuthServer,
  authzAudMismatch,
  authzAudMissing,
  authzClientId,
  authzEncoding,
  authzEndpoint,
  authzLaunchInvented,
  authzLaunchPairing,
  authzLaunchStale,
  authzLength,
  authzMethod,
  authzNonce,
  authzParRequired,
  authzParamDuplicate,
  authzParamEmpty,
  authzPersonaMismatch,
  authzPkceMethod,
  authzPkceMissing,
  authzPkceShape,
  authzRedirectShape,
  authzRedirectUri,
  authzResponseType,
  authzScopeContext,
  authzScopeGrammar,
  authzScopeIdentityPair,
  authzScopeMissing,
  authzScopeMixedVersions,
  authzScopeOfflinePair,
  authzScopePlusEncoded,
  authzScopeSeparator,
  authzScopeUnsupported,
  authzScopeWildcard,
  authzSmartVersionPath,
  authzState,
  launchValueEmpty,
  discFhirVersion,
  discIssuerMismatch,
  discLocation,
  discMethodMissing,
  discNotJson,
  discPkceMethods,
  discRelativeUrl,
  discRequiredMissing,
  discTokenConflict,
  discUserTokenUrl,
  envClockOffset,
  envDateUnusable,
  envJwksCachePending,
  envKeyModeRetired,
  envMixedEnvironments,
  envProxyInPath,
  envRateLimit,
  envSyncPending,
  envTenantMalformed,
  registrationNoKey,
  assertionDuplicateMember,
  assertionIsBasicCredential,
  assertionIsRequestObject,
  assertionJsonInvalid,
  assertionNotBase64url,
  assertionPartCount,
  assertionReused,
  assertionTooLong,
  assertionWrapped,
  headerAlgCase,
  headerAlgEcStaticKey,
  headerAlgJwkAlgMismatch,
  headerAlgKeyMismatch,
  headerAlgMissing,
  headerAlgNone,
  headerAlgNotAdvertised,
  headerAlgNotSmartPair,
  headerAlgRegisteredMismatch,
  headerAlgSymmetric,
  headerAlgUnsupported,
  headerCritUnknown,
  headerEmbeddedKey,
  headerJkuMismatch,
  headerJkuNotHttps,
  headerKidDerivation,
  headerKidFormat,
  headerKidIsClientId,
  headerKidMissing,
  headerKidNotInJwks,
  headerKidType,
  headerNotAClientAssertion,
  headerTypCase,
  headerTypMissing,
  headerTypNewOnOldProfile,
  headerTypNotRfc10070,
  headerTypWrong,
  headerX5tMissing,
  headerX5tPairing,
  headerX5tWrong,
  signatureInvalid,
  signatureLength,
  signatureOtherKey,
  jwksCacheLong,
  jwksCacheMissing,
  jwksContentType,
  jwksEmpty,
  jwksKeyOpsMissing,
  jwksKeyOpsWrong,
  jwksKidDuplicate,
  jwksKidMissing,
  jwksKidRecycled,
  jwksMemberEncoding,
  jwksMemberMissing,
  jwksNotASet,
  jwksNotHttps,
  jwksPrivateHost,
  jwksPrivateMember,
  jwksRedirect,
  jwksRotationGap,
  jwksRsaShort,
  jwksSize,
  jwksSlow,
  jwksStaleByUrl,
  jwksStatus,
  jwksTlsChain,
  jwksUnreachable,
  jwksUseWrong,
  jwksWrongEnvironmentUrl,
  jwksX5cBad,
  keyAccountMismatch,
  keyBase64OfPem,
  keyBodyDamaged,
  keyBom,
  keyCrlf,
  keyDer,
  keyEcCurve,
  keyEcExplicitParams,
  keyEcParameters,
  keyEmpty,
  keyEncrypted,
  keyExposedPath,
  keyIndented,
  keyIsCertificate,
  keyIsPublic,
  keyJwk,
  keyJwkSet,
  keyLabelContentMismatch,
  keyLabelDamaged,
  keyLiteralNewlines,
  keyNewlinesEscapedTwice,
  keyNoFinalNewline,
  keyNoLabels,
  keyNotKeyMaterial,
  keyNotRegisteredHalf,
  keyOkp,
  keyOpenssh,
  keyPassphraseWrong,
  keyPermissions,
  keyPkcs1,
  keyPkcs12,
  keyQuoted,
  keyRsaExponent,
  keyRsaPss,
  keyRsaShort,
  keySample,
  keySec1,
  keyServiceAccountJson,
  keySeveralBlocks,
  keySharedEnvironments,
  keySingleLine,
  keyWrapWidth,
  payloadAudArray,
  payloadAudHostCase,
  payloadAudInvisible,
  payloadAudIsFhirBase,
  payloadAudIsIssuer,
  payloadAudIsTokenUrl,
  payloadAudLookalike,
  payloadAudMissing,
  payloadAudNotAccepted,
  payloadAudNotPostUrl,
  payloadAudOtherEndpoint,
  payloadAudOtherEnvironment,
  payloadAudPathCase,
  payloadAudPathPartial,
  payloadAudPathShape,
  payloadAudPercent,
  payloadAudPlaceholder,
  payloadAudPort,
  payloadAudQueryFragment,
  payloadAudScheme,
  payloadAudSeveral,
  payloadAudTenant,
  payloadAudTrailingSlash,
  payloadAudTypo,
  payloadAudUserinfo,
  payloadClientIdShape,
  payloadDateFloat,
  payloadDateImplausible,
  payloadDateMilliseconds,
  payloadDateOrder,
  payloadDateString,
  payloadDigestShape,
  payloadExpEdge,
  payloadExpMissing,
  payloadExpNear,
  payloadExpPast,
  payloadExpTooFar,
  payloadExtraClaim,
  payloadHiddenCharacters,
  payloadIatFuture,
  payloadIatMissing,
  payloadIatStale,
  payloadIdTooLong,
  payloadIssIsUrl,
  payloadIssMissing,
  payloadIssNotClientId,
  payloadIssSubDiffer,
  payloadJtiMissing,
  payloadJtiPredictable,
  payloadJtiReused,
  payloadJtiTooLong,
  payloadJtiType,
  payloadNbfFuture,
  payloadScopeClaim,
  payloadSecretInside,
  payloadSnowflakeAccount,
  payloadSnowflakeCase,
  payloadSubMissing,
  payloadTimezoneShift,
  payloadWindowTooWide,
  payloadWrongEnvironmentId,
  respAudienceNamed,
  respAuthzErrorPage,
  respCacheHeaders,
  respClientEchoDiffers,
  respConsentRequired,
  respContextMissing,
  respDescriptionNull,
  respErrorShape,
  respExpiresIn,
  respHtml,
  respIdToken,
  respInvalidClientStatus,
  respInvalidGrantScope,
  respInvalidRequest,
  respIssParam,
  respNoRefreshToken,
  respRedirect,
  respRefreshOnBackend,
  respScopeMissing,
  respScopeReduced,
  respState,
  respStatusClass,
  respTokenType,
  respUnauthorizedClient,
  tokreqAssertionMissing,
  tokreqAssertionParamName,
  tokreqAssertionType,
  tokreqBasicPercentEncoded,
  tokreqBodyJson,
  tokreqBrowserOrigin,
  tokreqCharsetSuffix,
  tokreqClientIdMismatch,
  tokreqClientIdMissing,
  tokreqClientIdPresent,
  tokreqCodeAltered,
  tokreqCodeMissing,
  tokreqCodeOld,
  tokreqContentType,
  tokreqDpop,
  tokreqDuplicateParam,
  tokreqEmptyParam,
  tokreqFormEncoding,
  tokreqGrantType,
  tokreqMethod,
  tokreqMtls,
  tokreqParamInQuery,
  tokreqParamMisspelled,
  tokreqRedirectUri,
  tokreqResource,
  tokreqScopeMissing,
  tokreqScopeWrongKind,
  tokreqStrayBytes,
  tokreqTwoMethods,
  tokreqUrlDecorated,
  tokreqUrlInsecure,
  tokreqVerifier,
  tokreqVerifierUnexpected,
]
