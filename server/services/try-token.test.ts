import { describe, expect, it } from 'vitest'
import type { Upstream, UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts'
import { makeTryToken, type TryTokenParts } from './try-token.ts'

const BASE = 'https://ehr.example/fhir/r4'
const TOKEN = 'the-access-token'

const setUp = (answer: Partial<UpstreamAnswer> = {}, environment: object = { fhirBaseUrl: BASE }) => {
  const sent: UpstreamRequest[] = []
  const upstream: Pick<Upstream, 'send'> = {
    send: (request) => {
      sent.push(request)
      return Promise.resolve({
        sentAt: 0,
        receivedAt: 0,
        durationMs: 12,
        url: request.url,
        redirects: [],
        headers: [['content-type', 'application/fhir+json']],
        status: 200,
        statusText: 'OK',
        ...answer,
      })
    },
  }
  const attempt = { tokenResponse: { body: '{"token_type":"Bearer"}' } }
  const parts = {
    dpop: { heard: () => undefined },
    attempts: { get: () => ({ shown: { environment, environmentId: 'e' }, attempt }), reveal: () => TOKEN },
    environments: { get: () => ({ name: 'EHR' }) },
    upstream,
  } as unknown as TryTokenParts
  const tryToken = makeTryToken(parts)
  return { sent, run: (path: string, confirm: string[] = []) => tryToken({ attemptId: 'a', path, confirm }) }
}

describe('where the token goes', () => {
  it.each([
    { path: 'Patient/example', url: `${BASE}/Patient/example` },
    { path: 'metadata', url: `${BASE}/metadata` },
    { path: 'Patient?name=x&_count=1', url: `${BASE}/Patient?name=x&_count=1` },
    { path: `${BASE}/Patient`, url: `${BASE}/Patient` },
    { path: '../other', url: 'https://ehr.example/fhir/other' },
  ])('$path is asked at $url, once, and no redirect is followed', async ({ path, url }) => {
    const { run, sent } = setUp()
    await run(path)
    expect(sent).toMatchObject([{ method: 'GET', url, followRedirects: false }])
    expect(sent[0]?.headers).toContainEqual(['Authorization', `Bearer ${TOKEN}`])
  })

  it.each([
    'https://evil.example/Patient',
    '//evil.example/Patient',
    '\\\\evil.example\\Patient',
    'http://ehr.example/fhir/r4/Patient',
    'https://ehr.example:8443/Patient',
    'https://user:pass@ehr.example/Patient',
    'https://ehr.example.evil.example/Patient',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://[',
  ])('R40 %s is refused, and nothing is sent', async (path) => {
    const { run, sent } = setUp()
    await expect(run(path)).rejects.toThrow(/target-not-allowed|url-invalid/)
    expect(sent).toEqual([])
  })

  it('without a FHIR base there is nowhere to try it', async () => {
    const { run, sent } = setUp({}, {})
    await expect(run('Patient')).rejects.toThrow(/url-invalid/)
    expect(sent).toEqual([])
  })

  it('production asks first, naming the host', async () => {
    const { run, sent } = setUp({}, { fhirBaseUrl: BASE, label: 'production' })
    await expect(run('Patient')).rejects.toMatchObject({
      code: 'confirmation-required',
      confirmations: [{ id: 'production-send ehr.example token', values: { host: 'ehr.example' } }],
    })
    expect(sent).toEqual([])
    await run('Patient', ['production-send ehr.example token'])
    expect(sent).toHaveLength(1)
  })
})

describe('what is shown of the answer', () => {
  it('its shape, and neither the patient nor the token', async () => {
    const bodyText = JSON.stringify({ resourceType: 'Patient', name: [{ family: 'Lopez' }] })
    const { run } = setUp({ bodyText, bodyBytes: Buffer.from(bodyText) })
    const shown = await run('Patient/example')
    expect(shown).toMatchObject({
      status: 200,
      resourceType: 'Patient',
      bytes: bodyText.length,
      meaning: 'The FHIR server takes the token.',
    })
    expect(JSON.stringify(shown)).not.toMatch(/Lopez|the-access-token/)
  })

  it('a failure of the network is data', async () => {
    const { run } = setUp({ failure: 'timeout', detail: 'header-timeout' })
    expect(await run('Patient')).toMatchObject({ failure: 'timeout', detail: 'header-timeout' })
  })

  it('an OperationOutcome says why, with what looks like a token masked', async () => {
    const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`
    const issue = [{ severity: 'error', code: 'login', diagnostics: `${jwt} is expired` }]
    const bodyText = JSON.stringify({ resourceType: 'OperationOutcome', issue })
    const { run } = setUp({ status: 401, statusText: 'Unauthorized', bodyText })
    const shown = await run('Patient')
    expect(shown.issues[0]).toMatchObject({ severity: 'error', code: 'login' })
    expect(shown.issues[0]?.text).toContain('is expired')
    expect(JSON.stringify(shown)).not.toContain('b'.repeat(40))
  })
})
