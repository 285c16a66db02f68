import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/environments.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { TRY_EXIT, tryEnvironment, type TryOptions } from './try-environment.ts'

let bench: PracticeBench
/** A server of somebody else, which refuses everybody. */
let elsewhere: Server
let tokenEndpoint = ''
let received: string[] = []
let error = 'invalid_client'

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/
beforeAll(async () => {
  bench = await startPracticeBench()
  elsewhere = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`)
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  tokenEndpoint = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/token`
})
afterEach(async () => {
  received = []
  error = 'invalid_client'
  await bench.practice.setFaults([])
})
afterAll(async () => {
  elsewhere.close()
  await bench.stop()
})

/** @param answers to the questions at the terminal, in order; without them nobody sits there */
const tried = async (options: Partial<TryOptions>, answers?: boolean[]) => {
  let [out, err] = ['', '']
  const asked: string[] = []
  const ask = (question: string): Promise<boolean> => {
    asked.push(question)
    return Promise.resolve(answers?.[asked.length - 1] ?? false)
  }
  const code = await tryEnvironment(
    bench.program,
    { environment: 'practice', yes: false, format: 'text', ...options },
    {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      ask: answers && ask,
    },
  )
  return { code, out, err, asked }
}

const environmentAt = async (
  id: string,
  label: 'non-production' | 'production',
  more: Partial<Environment> = {},
) => {
  const practice = bench.program.environments.get('practice')
  await bench.program.environments.save({
    ...practice,
    id,
    name: `Site ${id}`,
    origin: 'user',
    settings: { label, clientId: 'client', tokenEndpoint },
    ...more,
  })
  return id
}

describe('at the practice server', () => {
  it('a token is exit code 0, and one request was sent', async () => {
    const before = bench.program.attempts.list('practice').length
    expect(await tried({})).toMatchObject({
      code: TRY_EXIT.token,
      out: expect.stringMatching(/Nothing is wrong here\./) as string,
      err: expect.stringMatching(/^POST http:\/\/127\.0\.0\.1:\d+\S+: 200$/m) as string,
    })
    expect(bench.program.attempts.list('practice')).toHaveLength(before + 1)
  })

  it('a refusal is exit code 1 with what is behind it', async () => {
    await bench.practice.setFaults(['jwks-html'])
    const { code, out, err } = await tried({})
    expect(code).toBe(TRY_EXIT.noToken)
    expect(out).toMatch(/Proven: /)
    expect(out).toContain('jwks-not-a-set')
    expect(err).toMatch(/: 401 invalid_client$/m)
  })

  it('json is the line that diagnose prints', async () => {
    await bench.practice.setFaults(['unknown-client'])
    const { out } = await tried({ format: 'json' })
    expect(JSON.parse(out)).toMatchObject({ outcome: 'ranked', causes: expect.any(Array) as unknown })
  })

  it('nothing that is printed holds the signature', async () => {
    const { out, err } = await tried({ format: 'json' })
    const signatures = bench.program.attempts
      .list('practice')
      .map(({ attempt }) => attempt.assertion?.split('.')[2] ?? '')
    expect(signatures.every((signature) => signature.length > 300)).toBe(true)
    for (const signature of signatures) expect(out + err).not.toContain(signature)
  })
})

describe('without a yes', () => {
  it('nothing is sent, and what is missing is named with its option', async () => {
    const environment = await environmentAt('new-pair', 'non-production')
    const { code, out, err } = await tried({ environment })
    expect({ code, out }).toEqual({ code: TRY_EXIT.needsYes, out: '' })
    expect(err).toMatch(/has not been used at http:\/\/127\.0\.0\.1:\d+ before.*\(--yes\)/)
    expect(err).toMatch(/Nothing was sent\.$/m)
    expect(received).toEqual([])
  })

  it('at a terminal each is asked for; one no is enough', async () => {
    const environment = await environmentAt('asked', 'non-production')
    const no = await tried({ environment }, [true, false])
    expect(no.code).toBe(TRY_EXIT.needsYes)
    expect(no.asked.length).toBeGreaterThan(1)
    expect(received).toEqual([])
    const yes = await tried(
      { environment },
      no.asked.map(() => true),
    )
    expect(yes.code).toBe(TRY_EXIT.noToken)
    expect(received).toEqual(['POST /token'])
  })

  it('production wants its host by name, whatever else is said yes to', async () => {
    const environment = await environmentAt('prod', 'production')
    const { host } = new URL(tokenEndpoint)
    for (const production of [undefined, 'ehr.example.test']) {
      const { code, err } = await tried({ environment, yes: true, production })
      expect(code).toBe(TRY_EXIT.needsYes)
      expect(err).toContain(`(--production ${host})`)
    }
    expect(received).toEqual([])
    expect((await tried({ environment, yes: true, production: host })).code).toBe(TRY_EXIT.noToken)
    expect(received).toEqual(['POST /token'])
  })
})

describe('not sent', () => {
  it('for an environment that is not there: those that are there are listed', async () => {
    const { code, err } = await tried({ environment: 'nowhere' })
    expect(code).toBe(TRY_EXIT.usage)
    expect(err).toMatch(/No environment is called nowhere[^]* practice /)
  })

  it.each(['yaml', 'constructor'])('for the format %s', async (format) => {
    expect((await tried({ format })).code).toBe(TRY_EXIT.usage)
  })

  it('without a key, or without a token endpoint', async () => {
    const keyless = await environmentAt('keyless', 'non-production', { keyId: undefined })
    expect(await tried({ environment: keyless, yes: true })).toMatchObject({
      code: TRY_EXIT.notSent,
      out: '',
    })
    const nowhere = await environmentAt('no-endpoint', 'non-production', {
      settings: { label: 'non-production' },
    })
    expect(await tried({ environment: nowhere, yes: true })).toMatchObject({
      code: TRY_EXIT.notSent,
      err: expect.stringMatching(/no token endpoint/) as string,
    })
    expect(received).toEqual([])
  })
})

describe('what others write', () => {
  const HOSTILE = '\u001b[2J\u009b31m\u202eevil\u0007'

  it('R62 draws nothing on the terminal: an error of a server, the name of an environment, a question', async () => {
    error = HOSTILE
    const environment = await environmentAt('hostile', 'non-production', { name: HOSTILE })
    const seen = [await tried({ environment }, [false])]
    for (const format of ['text', 'json', 'junit']) seen.push(await tried({ environment, yes: true, format }))
    seen.push(await tried({ environment: 'nowhere' }))
    for (const { out, err, asked } of seen) expect(out + err + asked.join()).not.toMatch(CONTROLS)
    expect(seen.map(({ err }) => err).join()).toContain('evil')
  })
})
