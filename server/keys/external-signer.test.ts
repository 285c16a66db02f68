import { execFileSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { createServer } from 'node:net'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLedger } from '../services/ledger.ts'
import { makeScriptedSigners, SHORT_LIMITS, SIGNER_BODIES } from '../testing/scripted-signer.ts'
import { hasSoftHsm, makeSoftHsm, PIN } from '../testing/soft-hsm.ts'
import { createExternalSigner, DER_NOTE } from './external-signer.ts'
import { signTexts } from './sign-bytes.ts'
import { parseSignerCommand } from './signer-command.ts'
import { signerSettings } from './signer-settings.ts'
import type { SignerCommand } from './run-signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'signer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const clock = { now: () => 1_790_000_000, monotonicMs: () => 0 }
const docs = (name: string) => resolve(import.meta.dirname, '../../docs/signers', name)

const { privateKey, privateFile, publicFile, scripted } = makeScriptedSigners(folder)

const signerFrom = (command: SignerCommand, file: string | undefined = publicFile) => {
  const ledger = makeLedger(clock)
  return {
    ledger,
    signer: createExternalSigner({ command, publicFile: file, ledger, limits: SHORT_LIMITS }),
  }
}
const signWith = async (command: SignerCommand) =>
  signTexts('{"alg":"ES384"}', '{"iss":"me"}', await signerFrom(command).signer.find())

describe('a signer command', () => {
  it.each([
    {
      why: 'raw bytes',
      body: SIGNER_BODIES.raw,
    },
    {
      why: 'base64 with a line break',
      body: `console.log(sign('sha384', input, { key, dsaEncoding: 'ieee-p1363' }).toString('base64'))`,
    },
    {
      why: 'base64url',
      body: `console.log(sign('sha384', input, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'))`,
    },
  ])('may print $why', async ({ body }) => {
    const { assertion, notes } = await signWith(scripted(body))
    expect(Buffer.from(assertion.split('.')[2] ?? '', 'base64url')).toHaveLength(96)
    expect(notes).toEqual([])
  })

  it('that prints DER is understood, and told about it', async () => {
    const { assertion, notes } = await signWith(scripted(SIGNER_BODIES.der))
    expect(Buffer.from(assertion.split('.')[2] ?? '', 'base64url')).toHaveLength(96)
    expect(notes).toEqual([DER_NOTE])
  })

  it('is a key like the others: kind, algorithms, thumbprint', async () => {
    const { signer } = signerFrom(scripted(''))
    expect(await signer.summary()).toMatchObject({
      state: 'ready',
      kind: 'EC P-384, signs elsewhere',
      algorithms: ['ES384'],
    })
  })

  it.each([
    {
      why: 'hangs',
      body: SIGNER_BODIES.hangs,
      code: 'signer-timeout',
      said: /1.5 s/,
    },
    {
      why: 'floods its output',
      body: SIGNER_BODIES.floods,
      code: 'signer-output-too-large',
      said: /64 KiB/,
    },
    {
      why: 'floods its standard error',
      body: SIGNER_BODIES.floodsStandardError,
      code: 'signer-output-too-large',
      said: /64 KiB/,
    },
    {
      why: 'prints garbage',
      body: SIGNER_BODIES.garbage,
      code: 'signer-signature-wrong',
      said: /no ES384 signature/,
    },
    {
      why: 'prints nothing',
      body: SIGNER_BODIES.nothing,
      code: 'signer-signature-wrong',
      said: /printed nothing/,
    },
    {
      why: 'exits 1',
      body: SIGNER_BODIES.exits1,
      code: 'signer-failed',
      said: /exit status 1.*token missing/,
    },
    {
      why: 'signs something else',
      body: SIGNER_BODIES.somethingElse,
      code: 'signer-signature-wrong',
      said: /no ES384 signature/,
    },
  ])('that $why has its own error', async ({ body, code, said }) => {
    const problem = (await signWith(scripted(body)).catch((error: unknown) => error)) as {
      code: string
      detail: string
    }
    expect(problem.code).toBe(code)
    expect(problem.detail).toMatch(said)
    expect(problem.detail).not.toContain('GARBAGE')
  })

  it('is stopped with everything that it started', async () => {
    const mark = join(folder, 'still-here')
    const body = `const { spawn } = await import('node:child_process')
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => require("fs").writeFileSync(${JSON.stringify(mark)}, ""), 2500)'], { stdio: 'inherit' })
      await new Promise((go) => child.on('exit', go))`
    await expect(signWith(scripted(body))).rejects.toMatchObject({ code: 'signer-timeout' })
    // The grandchild would have written its mark by now had it lived: the wait is its own delay, run to the end.
    execFileSync(process.execPath, ['-e', 'setTimeout(() => undefined, 1600)'])
    expect(existsSync(mark)).toBe(false)
  })

  it('shows of its standard error no argument, no PIN, no key and no control character', async () => {
    const body = `console.error('\\u001b[31mlogin with hunter2-pin and 12345678 failed', readFileSync(${JSON.stringify(privateFile)}, 'utf8')); process.exit(3)`
    const problem = (await signWith(scripted(body)).catch((error: unknown) => error)) as { detail: string }
    expect(problem.detail).toContain('exit status 3')
    expect(problem.detail).not.toMatch(/hunter2|12345678|BEGIN|\u001b/)
  })

  it('that does not exist is named', async () => {
    const error = signWith(['/no/such/program'])
    await expect(error).rejects.toMatchObject({ code: 'signer-not-started' })
  })

  it('stands in the ledger, with how much went each way', async () => {
    const { ledger, signer } = signerFrom(scripted(SIGNER_BODIES.raw))
    await signTexts('{"alg":"ES384"}', '{}', await signer.find())
    expect(ledger.list()[0]).toMatchObject({ kind: 'signer', result: 'signed', bytesReceived: 96 })
  })

  it.each([
    { why: 'none is given', file: undefined, said: /--signer-public FILE/ },
    { why: 'it is a private key', file: privateFile, said: /holds no JWK/ },
  ])('without a public key is shown as not usable: $why', async ({ file, said }) => {
    const signer = createExternalSigner({ command: ['x'], publicFile: file, ledger: makeLedger(clock) })
    expect((await signer.summary()).problem?.detail).toMatch(said)
    await expect(signer.find()).rejects.toMatchObject({ code: 'key-unusable' })
  })
})

describe('the command of --signer', () => {
  it.each([
    { text: 'kms sign', want: ['kms', 'sign'] },
    { text: `"/opt/my tools/sign" --label 'app key'`, want: ['/opt/my tools/sign', '--label', 'app key'] },
    { text: '["kms", "a b", ""]', want: ['kms', 'a b', ''] },
    { text: 'sign $HOME ~', want: ['sign', '$HOME', '~'] },
  ])('$text is a list of arguments, nothing is expanded', ({ text, want }) =>
    expect(parseSignerCommand(text)).toEqual({ ok: true, command: want }),
  )
  it.each(['', '[]', '["a", 1]', '[', "sign 'open", 'a | b', 'a > b', 'a; b', 'a && b', 'a `b`', 'a $(b)'])(
    '%j is refused',
    (text) => expect(parseSignerCommand(text).ok).toBe(false),
  )
  it('comes from signer.json of the data folder where the command line is silent', () => {
    writeFileSync(join(folder, 'signer.json'), '{"command":["kms","sign"],"public":"app.pem"}')
    expect(signerSettings(undefined, undefined, folder)).toEqual({
      ok: true,
      settings: { command: ['kms', 'sign'], publicFile: join(folder, 'app.pem') },
    })
    if (process.platform !== 'win32') {
      chmodSync(join(folder, 'signer.json'), 0o660)
      expect(signerSettings(undefined, undefined, folder)).toMatchObject({
        ok: false,
        why: expect.stringContaining('may be written by others') as string,
      })
      chmodSync(join(folder, 'signer.json'), 0o600)
    }
    writeFileSync(join(folder, 'signer.json'), '{"command":"rm -rf"}')
    expect(signerSettings(undefined, undefined, folder).ok).toBe(false)
    rmSync(join(folder, 'signer.json'))
  })
})

describe.runIf(hasSoftHsm())('a key in SoftHSM', () => {
  let hsm: ReturnType<typeof makeSoftHsm>
  beforeAll(() => void (hsm = makeSoftHsm(folder)), 60_000)
  afterAll(() => hsm.forget())

  it.each([
    { label: 'ec', id: '01', alg: 'ES384' },
    { label: 'rsa', id: '02', alg: 'RS384' },
    { label: 'rsa', id: '02', alg: 'RS256' },
  ])('signs $alg by the example script', async ({ label, id, alg }) => {
    const signer = createExternalSigner({
      command: [docs('pkcs11-signer.sh'), id],
      publicFile: join(folder, `hsm-${label}.pem`),
      ledger: makeLedger(clock),
    })
    const { assertion, notes } = await signTexts(`{"alg":"${alg}"}`, '{}', await signer.find())
    expect(assertion.split('.')).toHaveLength(3)
    expect(notes).toEqual([])
  })

  it('that is not there fails by itself, and the PIN is not in what is said', async () => {
    const signer = createExternalSigner({
      command: [docs('pkcs11-signer.sh'), '0f'],
      publicFile: join(folder, 'hsm-ec.pem'),
      ledger: makeLedger(clock),
    })
    const key = await signer.find()
    const problem = (await signTexts('{"alg":"ES384"}', '{}', key).catch((error: unknown) => error)) as {
      code: string
      detail: string
    }
    expect(problem.code).toBe('signer-failed')
    expect(problem.detail).not.toContain(PIN)
  })
})

it('an agent that holds the key signs over its socket, by the example helper', async () => {
  const path = join(folder, 'agent.sock')
  const agent = createServer((socket) => {
    socket.once('data', (data) => {
      const { signingInput } = JSON.parse(data.toString()) as { signingInput: string }
      const signature = sign('sha384', Buffer.from(signingInput, 'base64'), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      })
      socket.end(`${signature.toString('base64')}\n`)
    })
  })
  await new Promise<void>((ready) => agent.listen(path, ready))
  try {
    const { assertion } = await signWith([process.execPath, docs('agent-signer.mjs'), path])
    expect(assertion.split('.')).toHaveLength(3)
  } finally {
    agent.close()
  }
})
