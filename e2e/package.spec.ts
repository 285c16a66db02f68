import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
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

/** Packages that a built file imports; a text that only looks like an import names none that is there. */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/\b(?:from|import) ?\(?["'`]((?:@[\w-]+\/)?\w[\w.-]*)[\w./-]*["'`]/g)].flatMap(
    ([, name]) => (name !== undefined && existsSync(join(ROOT, 'node_modules', name)) ? [name] : []),
  )

/** Nothing but the built program and the papers; what it imports is what npm installs with it. */
const inspect = async (tarball: string): Promise<void> => {
  const { stdout } = await run('tar', ['-tzf', tarball])
  const names = stdout.trim().split(/\r?\n/)
  const papers = /^package\/(package\.json|LICENSE|(README|CHANGELOG|SECURITY|THIRD_PARTY_NOTICES)\.md)$/
  const built =
    /^package\/dist\/(client\/(index\.html|favicon\.\w+|assets\/[\w.-]+\.(js|css|ttf|woff2|svg|png))|server\/(main\.js|assets\/[\w.-]+\.js))$/
  expect(names.filter((name) => !papers.test(name) && !built.test(name))).toEqual([])
  expect((await stat(tarball)).size).toBeLessThan(4_000_000)

  const server = join(ROOT, 'dist', 'server')
  const files = (await readdir(server, { recursive: true })).filter((name) => name.endsWith('.js'))
  const texts = await Promise.all(files.map((name) => readFile(join(server, name), 'utf8')))
  const imported = new Set(texts.flatMap(importsOf))
  const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect([...imported].sort()).toEqual(Object.keys(own.dependencies).sort())
}

test('the packed program runs in an empty folder and signs with a key from ./secrets', async () => {
  test.setTimeout(240_000)
  const folder = await mkdtemp(join(tmpdir(), 'countersign-package-'))
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  })
  const tarball = packed.stdout.trim().split('\n').at(-1) ?? ''
  await inspect(join(folder, tarball))

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
