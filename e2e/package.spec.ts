import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { compactVerify } from 'jose'
import { listKeys, signAssertion } from '../shared/contract/keys.ts'
import { openApi } from './support/call-api.ts'
import { runWorkbench } from './support/run-workbench.ts'
import { expect, test } from './support/test.ts'

const ROOT = resolve(import.meta.dirname, '..')
const run = promisify(execFile)

test('the packed program runs in an empty folder and signs with a key from ./secrets', async () => {
  test.setTimeout(240_000)
  const folder = await mkdtemp(join(tmpdir(), 'countersign-package-'))
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  })
  const tarball = packed.stdout.trim().split('\n').at(-1) ?? ''

  const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await mkdir(join(folder, 'secrets'))
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' })
  await writeFile(join(folder, 'secrets', 'mine.pem'), pem, { mode: 0o600 })

  const workbench = await runWorkbench({
    folder,
    command: ['npx', '--yes', '--prefer-offline', '--ignore-scripts', '--', `./${tarball}`],
    readyWithinMs: 200_000,
  })
  try {
    const call = await openApi(workbench)
    const { keys } = await call(listKeys, {})
    const mine = keys.find(({ name }) => name === 'mine.pem')
    expect(mine).toMatchObject({ state: 'ready', kty: 'RSA', bits: 2048 })
    const headerText = '{ "alg": "RS384",  "typ": "JWT" }'
    const payloadText = '{"iss":"a","n":1e3}'
    const { assertion } = await call(signAssertion, { keyId: mine?.id ?? '', headerText, payloadText })
    const verified = await compactVerify(assertion, key.publicKey)
    expect(new TextDecoder().decode(verified.payload)).toBe(payloadText)
    expect(JSON.stringify(keys)).not.toContain('"d"')
  } finally {
    await workbench.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
