import { describe, expect, it } from 'vitest'
import { anAttempt } from '../testing/an-attempt.ts'
import { RULES } from './registry.ts'
import { runLint } from './run-lint.ts'

const POST = {
  public: 'https://ehr.example.test/oauth2/token',
  loopback: 'http://localhost:8080/realms/a/token',
  private: 'http://10.0.0.7/token',
}

/** What is said about the place of a JWK Set. */
const saidOf = async (row: { jwksUrl: string; post: string; label?: 'practice' | 'non-production' }) => {
  const attempt = anAttempt('smart-generic')
    .withEnvironment({ tokenEndpoint: row.post, ...(row.label && { label: row.label }) })
    .withRequest((request) => ({ ...request, url: row.post }))
    .withRegistration({ jwksUrl: row.jwksUrl })
    .withJwksDocument({ url: row.jwksUrl })
  return runLint(await attempt.facts(), RULES)
    .findings.filter(({ ruleId }) => /^jwks-(not-https|private-host)$/.test(ruleId))
    .map(({ ruleId, grade }) => `${grade} ${ruleId}`)
}

describe('a JWK Set over http', () => {
  it.each([
    {
      why: 'loopback, of a practice server',
      jwksUrl: 'http://127.0.0.1:7524/jwks',
      post: POST.loopback,
      label: 'practice' as const,
      said: [],
    },
    {
      why: 'loopback, for a server on loopback',
      jwksUrl: 'http://localhost:3000/jwks.json',
      post: POST.loopback,
      said: [],
    },
    {
      why: 'IPv6 loopback, for a server on loopback',
      jwksUrl: 'http://[::1]:3000/jwks.json',
      post: POST.loopback,
      said: [],
    },
    {
      why: 'https on loopback, for a server on loopback',
      jwksUrl: 'https://localhost/jwks.json',
      post: POST.loopback,
      said: [],
    },
    {
      why: 'loopback, for a server elsewhere on the network',
      jwksUrl: 'http://localhost:3000/jwks.json',
      post: POST.private,
      said: ['proven jwks-not-https'],
    },
    {
      why: 'loopback, for a public server',
      jwksUrl: 'http://localhost:3000/jwks.json',
      post: POST.public,
      said: ['proven jwks-private-host'],
    },
    {
      why: 'a name that only begins like loopback',
      jwksUrl: 'http://localhost.example.test/jwks.json',
      post: POST.loopback,
      said: ['proven jwks-not-https'],
    },
    {
      why: 'a public host, for a public server',
      jwksUrl: 'http://keys.example.test/jwks.json',
      post: POST.public,
      said: ['proven jwks-not-https'],
    },
    {
      why: 'a public host in a practice environment',
      jwksUrl: 'http://keys.example.test/jwks.json',
      post: POST.loopback,
      label: 'practice' as const,
      said: ['proven jwks-not-https'],
    },
    { why: 'https in capitals', jwksUrl: 'HTTPS://keys.example.test/jwks.json', post: POST.public, said: [] },
  ])('$why', async ({ said, ...row }) => expect(await saidOf(row)).toEqual(said))
})
