import { expect, it } from 'vitest'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { aRedirect, REDIRECT_URI } from '../testing/a-login.ts'
import { linesOfUrl } from './line-of-finding.ts'

const judged = async (...args: Parameters<typeof aRedirect>) => {
  const facts = await aRedirect(...args).facts()
  const { findings } = runLint(facts, RULES)
  return linesOfUrl(
    facts.authorization?.url ?? '',
    findings.filter(({ object }) => object === 'authorize-url'),
  )
}

it.each([
  {
    why: 'a slash more in redirect_uri',
    change: { redirect_uri: `${REDIRECT_URI}/` },
    rule: 'authz-redirect-uri',
    at: /^&redirect_uri=/,
  },
  {
    why: 'plain',
    change: { code_challenge_method: 'plain' },
    rule: 'authz-pkce-method',
    at: /^&code_challenge_method=/,
  },
  { why: 'an empty prompt', change: { prompt: '' }, rule: 'authz-param-empty', at: /^&prompt=$/ },
  {
    why: 'a value encoded twice',
    change: { login_hint: 'a%20b' },
    rule: 'authz-encoding',
    at: /^&login_hint=/,
  },
])('$why is named beside its line', async ({ change, rule, at }) => {
  const { lines } = await judged('smart-generic', change)
  const own = lines.filter(({ findings }) => findings.some(({ ruleId }) => ruleId === rule))
  expect(own.map(({ text }) => text)).toEqual([expect.stringMatching(at)])
})

it('what the URL does not have stands by its name', async () => {
  const { absent } = await judged('smart-generic', { aud: undefined })
  expect(absent).toMatchObject([{ name: 'aud', findings: [{ ruleId: 'authz-aud-missing' }] }])
})

it('another address is named beside the first line', async () => {
  const { lines } = await judged('smart-generic', {}, (url) => url.replace('/authorize?', '/auth?'))
  expect(lines[0]?.findings.map(({ ruleId }) => ruleId)).toEqual(['authz-endpoint'])
  expect(lines.map(({ text }) => text).join('\n')).not.toContain('undefined')
})
