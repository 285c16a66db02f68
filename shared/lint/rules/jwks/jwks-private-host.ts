import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'
import { isPrivateHost } from '../../../assertion/hosts.ts'

export const jwksPrivateHost = defineRule({
  id: 'jwks-private-host',
  title: 'No server on the internet can reach the JWK Set',
  object: 'jwks',
  source: epicOauth(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Publish the set on a public host.',
  owns: ['jwks-not-https'],
  check({ endpoints, jwks, environment }) {
    const url = jwks?.document?.url ?? endpoints.clientJwks
    if (!url || !URL.canParse(url) || environment.label === 'practice') return pass
    const { hostname } = new URL(url)
    // An authorization server on the same private network may well reach it.
    const post = endpoints.post
    const serverIsPrivate = post !== undefined && URL.canParse(post) && isPrivateHost(new URL(post).hostname)
    if (serverIsPrivate || !isPrivateHost(hostname)) return pass
    return fail(
      '/environment/registration/jwksUrl',
      `The JWK Set lies at ${hostname}, which only this network can reach.`,
      { actual: hostname },
    )
  },
})
