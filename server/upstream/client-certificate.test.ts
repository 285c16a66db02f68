import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noResponseAdvice } from '../../shared/diagnosis/outcome-advice.ts'
import { describeCertificate } from '../keys/read-certificates.ts'
import { makeTlsIdentity } from '../keys/tls-identity.ts'
import { makeLedger } from '../services/ledger.ts'
import { createUpstream } from './upstream.ts'

const folder = mkdtempSync(join(tmpdir(), 'client-certificate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0
if (!hasOpenssl) process.stderr.write('skipped: no openssl command, whose s_server asks for a certificate\n')

const clock = { now: () => Date.now() / 1_000, monotonicMs: () => performance.now() }
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const READY = /^ACCEPT .*:(\d+)$/

/** OpenSSL's own server, which says by a TLS alert what it has against a client; Node's closes without a word. */
async function startServer(version: string): Promise<{ port: number; child: ChildProcess }> {
  const files = ['-key', 'server.key', '-cert', 'server.crt', '-CAfile', 'server.crt']
  const wants = ['-Verify', '1', '-verify_return_error', '-www']
  const child = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...files, ...wants, version], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const port = await new Promise<number>((ready, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = READY.exec(line)?.[1]
      if (found !== undefined) ready(Number(found))
    })
    child.once('exit', () => failed(new Error('openssl s_server did not start')))
  })
  return { port, child }
}

describe.runIf(hasOpenssl)('a server that asks for a client certificate', () => {
  let child: ChildProcess | undefined
  beforeAll(() => {
    const made = (name: string, ...more: string[]) =>
      openssl(
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, ...more],
        ...['-keyout', `${name}.key`, '-out', `${name}.crt`],
      )
    made('server', '-addext', 'subjectAltName=IP:127.0.0.1')
    made('stranger')
  }, 60_000)
  afterEach(() => void child?.kill())

  const identityOf = (name: string) => {
    const [key, cert] = ['key', 'crt'].map((end) => readFileSync(join(folder, `${name}.${end}`)))
    if (key === undefined || cert === undefined) throw new Error('not made')
    const certificate = describeCertificate(new X509Certificate(cert), `${name}.crt`, [])
    return makeTlsIdentity(createPrivateKey(key), certificate)
  }

  it.each([
    { version: '-tls1_3', shown: undefined, want: /^tls-client-certificate: / },
    { version: '-tls1_2', shown: undefined, want: /^tls-handshake: / },
    { version: '-tls1_3', shown: 'stranger', want: /^tls-client-certificate-refused: / },
    { version: '-tls1_2', shown: 'stranger', want: /^tls-client-certificate-refused: / },
    { version: '-tls1_3', shown: 'server', want: undefined },
    { version: '-tls1_2', shown: 'server', want: undefined },
  ])('in $version, shown $shown, is understood and answered with advice', async (row) => {
    const started = await startServer(row.version)
    child = started.child
    const host = `127.0.0.1:${started.port}`
    const upstream = createUpstream({
      clock,
      ledger: makeLedger(clock),
      ownHosts: () => [],
      allowed: () => [host],
      isApproved: () => false,
      approve: () => Promise.resolve(),
      caFile: join(folder, 'server.crt'),
    })
    const answer = await upstream.send({
      url: `https://${host}/token`,
      headers: [],
      reason: 'test',
      confirm: [],
      // s_server has a page to GET; a refused POST is what a token request meets.
      ...(row.want === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body: 'a=b' }),
      ...(row.shown === undefined ? {} : { identity: identityOf(row.shown) }),
    })
    if (row.want === undefined) return expect(answer).toMatchObject({ status: 200 })
    expect(answer.failure).toBe('tls')
    expect(answer.detail).toMatch(row.want)
    expect(noResponseAdvice('tls', answer.detail ?? '').advice).toContain('step 1')
  })
})
