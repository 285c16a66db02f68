import { expect, it } from 'vitest'
import { environmentOfVariables } from './environment-of-variables.ts'
import { parseVariables } from './parse-variables.ts'
import { settingsOfVariables } from './settings-of-variables.ts'

const made = (text: string, taken: string[] = []) =>
  environmentOfVariables(settingsOfVariables(parseVariables(text)), taken)

it('is named after its server, with an id of its own', () => {
  const { environment } = made('TOKEN_URL=https://as.example/oauth2/token\nCLIENT_ID=app', ['as-example'])
  expect(environment).toMatchObject({
    id: 'as-example-2',
    name: 'as.example',
    origin: 'user',
    settings: { tokenEndpoint: 'https://as.example/oauth2/token', clientId: 'app' },
  })
})

it.each([
  { why: 'a kid', text: 'KID=np-1', header: { alg: 'RS384', typ: 'JWT', kid: 'np-1' }, parameters: [] },
  {
    why: 'a scope alone; the kid comes with the key',
    text: 'SCOPE=system/Patient.rs',
    header: { alg: 'RS384', typ: 'JWT' },
    parameters: [['scope', 'system/Patient.rs']],
  },
  { why: 'an alg alone', text: 'ALG=ES384', header: { alg: 'ES384', typ: 'JWT' }, parameters: [] },
])('$why is in the first texts', ({ text, header, parameters }) => {
  const { draft } = made(`CLIENT_ID=app\n${text}`)
  expect(JSON.parse(draft?.headerText ?? '')).toEqual(header)
  expect(draft?.parameters).toEqual(parameters)
})

it('leaves the first texts to the profile where variables say nothing of them', () => {
  expect(made('CLIENT_ID=app')).toMatchObject({ draft: undefined, environment: { name: 'From the machine' } })
})
