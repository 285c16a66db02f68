import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listKeys, signAssertion } from '../shared/contract/keys.ts'
import { openApi } from './support/call-api.ts'
import { makeFolder, runWorkbench } from './support/run-workbench.ts'
import { expect, test } from './support/test.ts'

/** Header and payload to a signed JWT with nothing but a shell and openssl. */
const RECIPE = `
b64u() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
h=$(printf '%s' "$header" | b64u)
p=$(printf '%s' "$payload" | b64u)
sig=$(printf '%s.%s' "$h" "$p" | openssl dgst -sha256 -sign "$PRIVATE_PEM_PATH" -binary | b64u)
printf '%s.%s.%s' "$h" "$p" "$sig"
`

test('an RS256 assertion is byte for byte what a shell and openssl make of the same texts', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'secrets', 'nonprod.key')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await mkdir(join(folder, 'secrets'))
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  const workbench = await runWorkbench({ folder })
  try {
    const call = await openApi(workbench)
    const { keys } = await call(listKeys, {})
    const keyId = keys.find(({ name }) => name === 'nonprod.key')?.id ?? ''
    const headerText = '{"alg":"RS256","typ":"JWT","kid":"np-2025-08-a"}'
    const payloads = [
      '{"iss":"c","sub":"c","aud":"https://as.example/token","jti":"1","iat":1700000000,"exp":1700000240}',
      '{"iss":"c","iss":"d","n":1e3,\n\t"ü":"\\u00fc"}',
    ]
    for (const payloadText of payloads) {
      const { assertion } = await call(signAssertion, { keyId, headerText, payloadText })
      const env = { ...process.env, header: headerText, payload: payloadText, PRIVATE_PEM_PATH: path }
      expect(assertion).toBe(execFileSync('sh', ['-c', RECIPE], { env, encoding: 'utf8' }))
    }
  } finally {
    await workbench.stop()
  }
})
