import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  allowInsecureRequests,
  clientCredentialsGrant,
  Configuration,
  modifyAssertion,
  PrivateKeyJwt,
} from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCaptureBench, type CaptureBench } from '../testing/capture-bench.ts'

/**
 * Programs of somebody else, as they are: pointed at the listener with a fault in them, told what it is from their
 * bytes, repaired, and given the token of the real server through the listener.
 */
let bench: CaptureBench
const folder = mkdtempSync(join(tmpdir(), 'capture-programs-'))
beforeAll(async () => {
  bench = await startCaptureBench()
}, 90_000)
afterAll(async () => {
  await bench.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => bench.reopen())

interface Fault<F> {
  readonly why: string
  readonly fault: () => F
  readonly rule: string
  /** What the finding shows of the program's own bytes; undefined where no member shows it. */
  readonly actual: () => string | undefined
}

/** The fault is named first and, but for what the program always does, alone; nothing is sent on. */
const expectNamed = ({ rule, actual }: Fault<unknown>, always: readonly string[] = []) => {
  const found = bench.named()
  expect(found.map(({ ruleId }) => ruleId)).toEqual([rule, ...always])
  expect(found[0]?.actual).toBe(actual())
  expect(bench.newest()?.answered).toMatchObject({ by: 'listener', status: 401, error: 'invalid_client' })
}

/** exp as the program wrote it. */
const expOf = () => /"exp":(\d+)/.exec(bench.newest()?.payloadText ?? '')?.[1]

/** Yes to the relay, which names where the bytes go. */
const confirmRelay = async () => {
  const [asked] = await bench.relayNext()
  expect(asked?.message).toContain(new URL(bench.real.token).origin)
}

const expectRelayed = (always: readonly string[] = []) => {
  expect(bench.named().map(({ ruleId }) => ruleId)).toEqual(always)
  expect(bench.newest()?.answered).toEqual({ by: 'relay', status: 200 })
}

describe('a program with openid-client', () => {
  interface Changes {
    readonly kid?: string
    readonly aud?: string
    readonly lifetimeS?: number
  }
  const run = async ({ kid = bench.key.kid, aud = bench.real.token, lifetimeS = 60 }: Changes = {}) => {
    const key = await crypto.subtle.importKey(
      'pkcs8',
      bench.key.privateKey.export({ type: 'pkcs8', format: 'der' }),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
      false,
      ['sign'],
    )
    const auth = PrivateKeyJwt(
      { key, kid },
      {
        [modifyAssertion]: (header: Record<string, unknown>, payload: Record<string, unknown>) => {
          // This library sends none; SMART wants it, and the listener says so.
          header['typ'] = 'JWT'
          const now = Math.floor(Date.now() / 1_000)
          Object.assign(payload, { aud, iat: now, exp: now + lifetimeS })
        },
      },
    )
    const metadata = { issuer: bench.real.issuer, token_endpoint: bench.urls().token }
    const configuration = new Configuration(metadata, bench.real.clientId, undefined, auth)
    allowInsecureRequests(configuration)
    return clientCredentialsGrant(configuration, { scope: 'system/Patient.rs' })
  }

  const FAULTS: Fault<Changes>[] = [
    {
      why: 'aud has a slash at the end',
      fault: () => ({ aud: `${bench.real.token}/` }),
      rule: 'payload-aud-trailing-slash',
      actual: () => `${bench.real.token}/`,
    },
    {
      why: 'the kid is not published',
      fault: () => ({ kid: 'old-key' }),
      rule: 'header-kid-not-in-jwks',
      actual: () => 'old-key',
    },
    {
      why: 'it lasts an hour',
      fault: () => ({ lifetimeS: 3_600 }),
      rule: 'payload-exp-too-far',
      actual: expOf,
    },
  ]
  it.each(FAULTS)('is told: $why; repaired, it gets its token', async (each) => {
    await expect(run(each.fault())).rejects.toMatchObject({ error: 'invalid_client' })
    expectNamed(each)
    await confirmRelay()
    expect(await run()).toMatchObject({ token_type: 'bearer' })
    expectRelayed()
  })
})

type Variables = Readonly<Record<string, string>>

/** Runs beside this process, which has to answer meanwhile. */
const runProgram = (command: string, text: string, variables: Variables) =>
  new Promise<string>((resolve) => {
    const env = {
      CLIENT_ID: bench.real.clientId,
      AUD: bench.real.token,
      KEY: bench.key.pemPath,
      KID: bench.key.kid,
      POST_URL: bench.urls().token,
      ...variables,
    }
    const child = spawn(command, ['-'], { env: { ...process.env, ...env } })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.on('close', () => resolve(out))
    child.stdin.end(text)
  })

const PYTHON = ['/usr/bin/python3', 'python3'].find(
  (path) => spawnSync(path, ['-c', 'import jwt, cryptography'], { stdio: 'ignore' }).status === 0,
)
if (PYTHON === undefined)
  process.stderr.write('skipped: PyJWT is not installed (apt: python3-jwt python3-cryptography)\n')

const PYJWT = `
import jwt, os, time, uuid, urllib.request, urllib.parse, urllib.error
now = int(time.time())
e = os.environ
claims = {"iss": e["CLIENT_ID"], "sub": e.get("SUB", e["CLIENT_ID"]), "aud": e["AUD"], "jti": str(uuid.uuid4()),
          "iat": now, "exp": now + 240}
if e.get("MILLISECONDS"): claims["exp"] = int(e["MILLISECONDS"])
token = jwt.encode(claims, open(e["KEY"]).read(), algorithm="RS384", headers={"kid": e["KID"]})
body = urllib.parse.urlencode({
    "grant_type": "client_credentials",
    "scope": "system/Patient.rs",
    "client_assertion_type": e.get("TYPE", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    "client_assertion": token,
})
try:
    print(urllib.request.urlopen(urllib.request.Request(e["POST_URL"], body.encode())).read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`

describe.runIf(PYTHON !== undefined)('a program with PyJWT', () => {
  const run = (variables: Variables = {}) => runProgram(PYTHON ?? '', PYJWT, variables)
  const milliseconds = String(Date.now() + 240_000)
  const FAULTS: Fault<Variables>[] = [
    {
      why: 'sub is another client',
      fault: () => ({ SUB: 'somebody-else' }),
      rule: 'payload-iss-sub-differ',
      actual: () => 'somebody-else',
    },
    {
      why: 'exp counts milliseconds',
      fault: () => ({ MILLISECONDS: milliseconds }),
      rule: 'payload-date-milliseconds',
      actual: () => milliseconds,
    },
    {
      why: 'client_assertion_type has a space at the end',
      fault: () => ({ TYPE: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer ' }),
      rule: 'tokreq-assertion-type',
      actual: () => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer ',
    },
  ]
  it.each(FAULTS)('is told: $why; repaired, it gets its token', async (each) => {
    expect(await run(each.fault())).toContain('401')
    expectNamed(each)
    await confirmRelay()
    expect(await run()).toContain('access_token')
    expectRelayed()
  })
})

const hasShell = ['bash', 'curl', 'openssl'].every(
  (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined,
)
if (!hasShell) process.stderr.write('skipped: bash, curl or openssl is not installed\n')

/** Header and payload signed with nothing but a shell and openssl, as it goes round among those who debug this. */
const RECIPE = `
header='{"alg":"RS256","typ":"JWT","kid":"'"$KID"'"}'
now=$(date +%s)
payload='{"iss":"'"$CLIENT_ID"'","sub":"'"$CLIENT_ID"'","aud":"'"$AUD"'","jti":"'"$JTI"'","iat":'"$now"',"exp":'"$((now+\${LIFETIME:-300}))"'}'
b64u() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
h=$(printf '%s' "$header"  | b64u)
p=$(printf '%s' "$payload" | b64u)
sig=$(printf '%s.%s' "$h" "$p" | openssl dgst -sha256 -sign "$KEY" -binary | b64u)
curl -s -i "$POST_URL" -H "Content-Type: \${CONTENT_TYPE:-application/x-www-form-urlencoded}" \\
  --data-urlencode "grant_type=client_credentials" --data-urlencode "scope=system/Patient.rs" \\
  --data-urlencode "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer" \\
  --data-urlencode "client_assertion=$h.$p.$sig"
`

describe.runIf(hasShell)('the shell recipe', () => {
  const run = (variables: Variables = {}) => runProgram('bash', RECIPE, { JTI: randomUUID(), ...variables })
  // Its 300 s are exactly what SMART allows: a clock one second off makes them too many, and that is always said.
  const EDGE = ['payload-exp-edge']
  const otherKey = join(folder, 'other.pem')
  beforeAll(() => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(otherKey, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  })
  const FAULTS: Fault<Variables>[] = [
    {
      why: 'the content type is JSON',
      fault: () => ({ CONTENT_TYPE: 'application/json' }),
      rule: 'tokreq-content-type',
      actual: () => 'application/json',
    },
    {
      why: 'it lasts ten minutes',
      fault: () => ({ LIFETIME: '600' }),
      rule: 'payload-exp-too-far',
      actual: expOf,
    },
    {
      why: 'another key signed it',
      fault: () => ({ KEY: otherKey }),
      rule: 'signature-invalid',
      actual: () => undefined,
    },
  ]
  it.each(FAULTS)('is told: $why; repaired, it gets its token', async (each) => {
    expect(await run(each.fault())).toContain('401')
    expectNamed(each, each.rule === 'payload-exp-too-far' ? [] : EDGE)
    await confirmRelay()
    expect(await run()).toContain('access_token')
    expectRelayed(EDGE)
  })
})
