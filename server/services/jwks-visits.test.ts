import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { makeDiagnoseAttempt } from './diagnose-attempt.ts'
import { makeFetchDocument } from './fetch-document.ts'
import { makeJwksVisits } from './jwks-visits.ts'
import { makeRunExperiment } from './run-experiment.ts'

let bench: PracticeBench
/** As registered: a tunnel stands before the listener. */
const TUNNEL = 'https://keys.tunnel.example/jwks.json'
let hosted: string
let server: Server | undefined
// A bench of its own for each: a look counts for every send within a second of it.
beforeEach(async () => {
  bench = await startPracticeBench()
  const { keyId = '' } = bench.program.environments.get('practice')
  hosted =
    (await bench.program.jwksHost.change({ keys: [{ keyId }], hosts: [new URL(TUNNEL).host] })).url ?? ''
})
afterEach(async () => {
  server?.close()
  server?.closeAllConnections()
  await bench.stop()
})

const throughTunnel = (): Promise<void> =>
  new Promise((done, failed) => {
    const headers = { host: new URL(TUNNEL).host, 'user-agent': 'Java/17' }
    get(hosted, { headers }, (answer) => void answer.resume().once('end', done)).once('error', failed)
  })

/** A token endpoint that refuses everybody tersely; before that it looks at the client's set, or does not. */
const startServer = async (fetches: boolean): Promise<string> => {
  const started = createServer((_req, res) => {
    const looked = fetches ? throughTunnel() : Promise.resolve()
    void looked.then(() =>
      res.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
    )
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/token`
}

let count = 0
const refusedAt = async (tokenEndpoint: string): Promise<{ id: string; confirm: string[] }> => {
  const { program } = bench
  const practice = program.environments.get('practice')
  const id = `hosted-${(count += 1)}`
  await program.environments.save({
    id,
    name: id,
    origin: 'user',
    profile: 'smart-generic',
    settings: {
      label: 'non-production',
      clientId: 'c',
      tokenEndpoint,
      registration: { keyMode: 'jwks-url', jwksUrl: TUNNEL },
    },
  })
  const { keyId = '' } = practice
  const { thumbprint = '' } = (await program.keys.find(keyId)).summary
  const now = Math.floor(Date.now() / 1_000)
  const { host, origin } = new URL(tokenEndpoint)
  const confirm = [`key-and-origin ${thumbprint} ${origin}`, `private-target ${host}`]
  const { shown } = await program.sendOnce({
    environmentId: id,
    keyId,
    headerText: JSON.stringify({ alg: 'RS384', typ: 'JWT', kid: thumbprint }),
    payloadText: JSON.stringify({
      iss: 'c',
      sub: 'c',
      aud: tokenEndpoint,
      jti: id,
      iat: now,
      exp: now + 240,
    }),
    flow: 'client_credentials',
    parameters: [['scope', 'system/Patient.rs']],
    confirm,
    madeBy: 'person',
  })
  return { id: shown.id, confirm }
}

const services = () => {
  const { program, practice } = bench
  const deps = {
    ...program,
    practice: () => practice,
    practiceSyncedAt: () => undefined,
    jwksVisits: makeJwksVisits(program),
  }
  return { diagnose: makeDiagnoseAttempt(deps), run: makeRunExperiment(deps) }
}

it('a fetch of the hosted set around a send rules out that the client is unknown', async () => {
  const { id } = await refusedAt(await startServer(true))
  const { trials, ruledOut, experiments } = await services().diagnose({ attemptId: id, answers: {} })
  expect(trials).toMatchObject([{ experiment: 'X12', label: 'the server fetched it' }])
  expect(ruledOut.map((each) => each.id)).toContain('registration-client-unknown')
  expect(experiments.map(({ experiment }) => experiment)).not.toContain('X12')
})

it('no fetch says nothing yet; a kid that nobody knows is sent, and still nobody comes', async () => {
  const { id, confirm } = await refusedAt(await startServer(false))
  const { diagnose, run } = services()
  const before = await diagnose({ attemptId: id, answers: {} })
  expect(before.trials).toEqual([])
  expect(before.experiments.find(({ experiment }) => experiment === 'X12')?.isAutomatic).toBe(true)
  const ran = await run({ attemptId: id, experiment: 'X12', change: '', confirm })
  expect(ran.label).toBe('no request came')
  expect(ran.attempt?.headerText).not.toContain(before.attemptId)
  const after = await diagnose({ attemptId: id, answers: {} })
  expect(after.trials).toMatchObject([{ experiment: 'X12', label: 'no request came' }])
})

it('a look of this program at its own set is no look of the server', async () => {
  const tokenEndpoint = await startServer(false)
  const { program } = bench
  const seen = () => makeJwksVisits(program)(hosted)?.length
  const before = seen()
  await makeFetchDocument(program)({ environmentId: 'practice', kind: 'jwks', url: hosted, confirm: [] })
  expect(program.jwksHost.state().requests[0]).toMatchObject({ method: 'GET', status: 200 })
  expect(seen()).toBe(before)
  const { id } = await refusedAt(tokenEndpoint)
  expect((await services().diagnose({ attemptId: id, answers: {} })).trials).toEqual([])
})

it('a set that is hosted elsewhere is not watched from here', () => {
  const visits = makeJwksVisits(bench.program)
  expect(visits('https://keys.example/jwks.json')).toBeUndefined()
  expect(visits(undefined)).toBeUndefined()
})
