import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import type { Attempt } from '../attempt/attempt.ts'
import { findResidue } from './find-residue.ts'
import { DOTS } from './mask.ts'
import { redactAttempt } from './redact-attempt.ts'
import { REDACTION_RULES, SHOW_ALL, SHOW_NOTHING, type RedactionRule } from './redaction-rules.ts'

/** Each secret is a text of its own, so that whatever comes through names the place that it came from. */
const canary = (name: string): string => `Kanarie${name}7Zq`
const C = {
  signature: canary('Signature'),
  claim: canary('UnknownClaim'),
  headerMember: canary('HeaderMember'),
  unreadable: canary('NotBase64'),
  verifier: canary('Verifier'),
  formCode: canary('FormCode'),
  formSecret: canary('ClientSecret'),
  refresh: canary('RefreshToken'),
  state: canary('State'),
  callbackCode: canary('CallbackCode'),
  launch: canary('Launch'),
  proxyPassword: canary('ProxyPassword'),
  patientPath: canary('PatientPath'),
  apiKey: canary('ApiKey'),
  cookie: canary('SetCookie'),
  access: canary('AccessToken'),
  idToken: canary('IdToken'),
  patient: canary('PatientId'),
  html: canary('Passphrase'),
  opaqueBody: canary('OpaqueBody'),
  bearerInText: canary('BearerInText'),
  historyCode: canary('HistoryCode'),
  jwkD: canary('JwkPrivate'),
  keyPath: canary('KeyFile'),
} as const

const part = (value: object): string => encodeBase64url(encodeUtf8(JSON.stringify(value)))
const assertion = [
  part({ alg: 'RS384', kid: 'k1', tool: C.headerMember }),
  part({
    iss: 'client-1234',
    sub: 'client-1234',
    aud: 'https://ehr.example/token',
    ssn: C.claim,
    deep: [{ a: C.claim }],
  }),
  encodeBase64url(encodeUtf8(C.signature)),
].join('.')

const attempt: Attempt = {
  format: 'attempt/1',
  id: 'a-1',
  profile: 'smart-generic',
  flow: 'authorization_code',
  sentAt: 1_764_000_000,
  environment: { tokenEndpoint: 'https://ehr.example/token', clientId: 'client-1234' },
  keyFile: { path: `${C.keyPath}.pem` },
  assertion,
  documents: [
    {
      kind: 'jwks',
      url: `https://me:${C.proxyPassword}@keys.example/jwks.json`,
      body: JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQ', e: 'AQAB', kid: 'k1', d: C.jwkD }] }),
    },
    {
      kind: 'smart-configuration',
      url: `https://ehr.example/Patient/${C.patientPath}/x`,
      body: `${C.opaqueBody}`,
    },
  ],
  launch: { iss: 'https://ehr.example', launch: C.launch },
  authorizationRequest: {
    url: `https://ehr.example/authorize?response_type=code&state=${C.state}`,
    codeVerifier: C.verifier,
  },
  callback: { url: `http://127.0.0.1:7523/callback?code=${C.callbackCode}&state=${C.state}` },
  tokenRequest: {
    method: 'POST',
    url: 'https://ehr.example/token',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Api-Key', C.apiKey],
    ],
    body: `grant_type=authorization_code&code=${C.formCode}&client_secret=${C.formSecret}&client_assertion=${C.unreadable}*!&refresh_token=${C.refresh}`,
  },
  tokenResponse: {
    status: 200,
    headers: [['Set-Cookie', `s=${C.cookie}`]],
    body: JSON.stringify({
      access_token: C.access,
      id_token: C.idToken,
      patient: C.patient,
      token_type: 'Bearer',
    }),
    detail: `the proxy said Bearer ${C.bearerInText} and ${C.html}`,
  },
  history: [{ code: C.historyCode, status: 400 }],
}

const found = (text: string): string[] =>
  Object.entries(C).flatMap(([name, value]) =>
    findResidue(text, [{ name, value }])?.what === name ? [name] : [],
  )

const redacted = (without?: RedactionRule) =>
  JSON.stringify(
    redactAttempt(attempt, {
      show: SHOW_NOTHING,
      // The run knows what was typed: a passphrase that a server or a proxy repeats is found in any text.
      secrets: [C.html],
      ...(without === undefined ? {} : { without }),
    }).attempt,
  )

it('R55 R57 R58 of an attempt full of secrets none comes through, in any way of writing it', () => {
  expect(found(JSON.stringify(attempt)).sort()).toEqual(Object.keys(C).sort())
  expect(found(redacted())).toEqual([])
})

/** The secret that only this rule keeps back. */
const KEPT_BY: Readonly<Record<RedactionRule, keyof typeof C>> = {
  signature: 'signature',
  'assertion-members': 'claim',
  'unreadable-assertion': 'unreadable',
  'form-parameters': 'formSecret',
  'query-parameters': 'callbackCode',
  'user-info': 'proxyPassword',
  'resource-ids': 'patientPath',
  'request-headers': 'apiKey',
  'answer-headers': 'cookie',
  'answer-members': 'access',
  'unreadable-body': 'opaqueBody',
  'code-verifier': 'verifier',
  launch: 'launch',
  'history-secrets': 'historyCode',
  'jwk-members': 'jwkD',
  'key-place': 'keyPath',
  patterns: 'bearerInText',
  'known-secrets': 'html',
}

it.each(REDACTION_RULES)('without the rule %s a secret comes through', (rule) => {
  expect(found(redacted(rule))).toContain(KEPT_BY[rule])
})

describe('masks', () => {
  const masked = redactAttempt(attempt, { show: SHOW_NOTHING }).attempt
  const claims = (text = ''): Record<string, unknown> =>
    JSON.parse(atob((text.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as Record<
      string,
      unknown
    >

  it('the same value has the same mask, so that iss = sub = client id can still be seen', () => {
    const { iss, sub } = claims(masked.assertion)
    expect(iss).toBe(sub)
    expect(iss).toBe(masked.environment?.clientId)
    expect(iss).toMatch(/^client-[A-Z]$/)
  })

  it('another value has another one', () => {
    const code = /[?&]code=([^&]+)/
    expect(code.exec(masked.callback?.url ?? '')?.[1]).not.toBe(
      code.exec(masked.tokenRequest?.body ?? '')?.[1],
    )
  })

  it('an address keeps its shape', () => {
    expect(masked.tokenRequest?.url).toMatch(/^https:\/\/host-[a-z]\.example\/token$/)
    expect(masked.tokenRequest?.url).toBe(masked.environment?.tokenEndpoint)
  })

  it('R58 the signature is dots, the removed places are listed', () => {
    expect(masked.assertion?.split('.')[2]).toBe(DOTS)
    expect(masked.redaction?.removed).toEqual(
      expect.arrayContaining(['/assertion', '/keyFile', '/tokenResponse/body', '/tokenRequest/body']),
    )
  })

  it.each([
    { show: SHOW_ALL, kept: true },
    { show: { ...SHOW_ALL, kids: false }, kept: false },
  ])('a thumbprint that serves as the kid goes with it: shown $kept', ({ show, kept }) => {
    const thumbprint = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
    const signed = [part({ alg: 'RS384', kid: thumbprint }), part({ iss: 'client-1234' }), 'c2ln'].join('.')
    const entry = { sentAt: 1_764_000_000, kid: thumbprint, keyThumbprint: thumbprint }
    const { attempt: out } = redactAttempt(
      { ...attempt, assertion: signed, facts: { keyThumbprint: thumbprint }, history: [entry] },
      { show },
    )
    expect(out.facts?.keyThumbprint).toBe(kept ? thumbprint : undefined)
    expect(out.history?.[0]?.keyThumbprint).toBe(kept ? thumbprint : undefined)
    expect(JSON.stringify(out).includes(thumbprint)).toBe(kept)
  })

  it('twice is once', () => {
    expect(redactAttempt(masked, { show: SHOW_NOTHING }).attempt).toEqual(masked)
  })
})
