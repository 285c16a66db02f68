import { execFile, execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { exportJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asCurl } from '../../shared/export/as-curl.ts'
import { asJose } from '../../shared/export/as-jose.ts'
import { asPyjwt } from '../../shared/export/as-pyjwt.ts'
import { asShell } from '../../shared/export/as-shell.ts'
import type { ExportParts } from '../../shared/export/export-parts.ts'
import { startPractice, type Practice } from './start-practice.ts'

const silent = { info: () => undefined, warn: () => undefined }
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const run = promisify(execFile)

let practice: Practice
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  for (const [name, { privateKey }] of [
    ['rsa', rsa],
    ['ec', ec],
  ] as const)
    writeFileSync(join(folder, `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const keys = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
  ]
  practice = await startPractice({
    port: 0,
    workbenchOrigin: 'http://127.0.0.1:7523',
    publicJwks: () => Promise.resolve({ keys }),
    log: silent,
    strict: true,
  })
})
afterAll(async () => {
  await practice.stop()
  rmSync(folder, { recursive: true, force: true })
})

const partsFor = (alg: string, kid: string): ExportParts => ({
  tokenEndpoint: practice.tokenEndpoint,
  flow: 'client_credentials',
  headerText: JSON.stringify({ alg, typ: 'JWT', kid }),
  payloadText: JSON.stringify(
    {
      iss: practice.clientId,
      sub: practice.clientId,
      aud: practice.tokenEndpoint,
      jti: 'old',
      iat: 1,
      exp: 2,
      note: `it's "quoted" $HOME \`id\` ü`,
    },
    undefined,
    2,
  ),
  lifetimeS: 240,
  parameters: [['scope', 'system/*.rs']],
})

const execute = async (command: string, args: readonly string[], key: string, more = {}): Promise<string> => {
  const env = { ...process.env, PRIVATE_PEM_PATH: join(folder, `${key}.pem`), ...more }
  const { stdout } = await run(command, [...args], { cwd: folder, env })
  return stdout
}
/** The first Python with PyJWT: the one of the system may have it where another stands before it in PATH. */
const pythonWithPyjwt = ['python3', '/usr/bin/python3', 'python'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import jwt, cryptography'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

describe('each exported form gets a token from the practice server', () => {
  it.each([
    { alg: 'RS256', key: 'rsa' },
    { alg: 'RS384', key: 'rsa' },
    { alg: 'PS384', key: 'rsa' },
    { alg: 'ES384', key: 'ec' },
  ])('the shell recipe, $alg', async ({ alg, key }) => {
    const path = join(folder, `${alg}.sh`)
    writeFileSync(path, asShell(partsFor(alg, key)))
    const answer = await execute('sh', [path], key)
    expect(answer).toMatch(/^HTTP\/1\.1 200/)
    expect(answer).toContain('access_token')
  })

  it('curl, with the assertion in a variable', async () => {
    const parts = partsFor('RS256', 'rsa')
    const now = Math.floor(Date.now() / 1_000)
    const ASSERTION = await new SignJWT({
      ...(JSON.parse(parts.payloadText) as object),
      jti: `curl-${now}-0123456789`,
      iat: now,
      exp: now + 240,
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'rsa' })
      .sign(rsa.privateKey)
    expect(asCurl(parts)).not.toContain(ASSERTION)
    expect(await execute('sh', ['-c', asCurl(parts)], 'rsa', { ASSERTION })).toMatch(/^HTTP\/1\.1 200/)
  })

  it.each([
    { alg: 'RS384', key: 'rsa' },
    { alg: 'ES384', key: 'ec' },
  ])('jose in Node.js, $alg', async ({ alg, key }) => {
    const path = join(folder, `${alg}.mjs`)
    writeFileSync(path, asJose(partsFor(alg, key)))
    expect(await execute(process.execPath, [path], key)).toMatch(/^200 .*access_token/)
  })

  it.for([
    { alg: 'RS384', key: 'rsa' },
    { alg: 'ES384', key: 'ec' },
  ])('PyJWT in Python, $alg', async ({ alg, key }, { skip }) => {
    if (pythonWithPyjwt === undefined) return skip('no Python here has PyJWT: apt-get install python3-jwt')
    const path = join(folder, `${alg}.py`)
    writeFileSync(path, asPyjwt(partsFor(alg, key)))
    expect(await execute(pythonWithPyjwt, [path], key)).toMatch(/^200 .*access_token/)
  })

  it('the Python form is Python, wherever there is a Python', async () => {
    const path = join(folder, 'syntax.py')
    writeFileSync(path, asPyjwt(partsFor('RS384', 'rsa')))
    const check = 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())'
    await run('python3', ['-c', check, path])
  })
})

it('a secret parameter is the name of a variable in every form', () => {
  const parts: ExportParts = {
    ...partsFor('RS256', 'rsa'),
    flow: 'authorization_code',
    parameters: [
      ['code', 's3cr3t-code'],
      ['code_verifier', 's3cr3t-verifier'],
    ],
  }
  for (const make of [asCurl, asShell, asPyjwt, asJose]) expect(make(parts)).not.toContain('s3cr3t')
})
