import { execFile } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { median, pageHeaders, runBuilt, spawnUntilLine, withFolder } from './run-built.mjs'

const ENDPOINT = resolve(import.meta.dirname, 'bare-token-endpoint.mjs')
const WARM_SENDS = 100
const SENDS = 1_000
/** The last of the sends, each followed by a direct POST of the same bytes. */
const COMPARED = 200
const BOUNDS = { overheadMs: 3, memoryMb: 200, growth: 1.1 }

const base64url = (text) => Buffer.from(text).toString('base64url')
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const assertionFor = (audience) => {
  const now = Math.floor(Date.now() / 1_000)
  const claims = { iss: 'c', sub: 'c', aud: audience, jti: randomUUID(), iat: now, exp: now + 240 }
  const input = [{ alg: 'RS384', typ: 'JWT', kid: 'bench' }, claims]
    .map((part) => base64url(JSON.stringify(part)))
    .join('.')
  return `${input}.${sign('sha384', Buffer.from(input), privateKey).toString('base64url')}`
}

/** Resident memory of a process, MB, as the system counts it. */
const memoryMb = async (pid) => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) / 1_024
}

const timed = async (work) => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** A send as the page asks for it, against a direct POST of the same assertion, and the memory of a thousand. */
export const benchSends = () =>
  withFolder(async (folder) => {
    const program = await runBuilt(folder)
    const endpoint = await spawnUntilLine([ENDPOINT], folder)
    try {
      const headers = await pageHeaders(program)
      const call = async (method, path, input) => {
        const answer = await fetch(`${program.origin}${path}`, {
          method,
          headers,
          body: JSON.stringify(input),
        })
        return { status: answer.status, body: await answer.json() }
      }
      const environment = {
        id: 'bench',
        name: 'bench',
        origin: 'user',
        profile: 'smart-generic',
        settings: { label: 'non-production', clientId: 'c', tokenEndpoint: endpoint.line },
      }
      await call('PUT', '/api/environments', { environment })
      let confirm = []
      const send = async (assertion) => {
        const input = {
          environmentId: 'bench',
          flow: 'client_credentials',
          parameters: [['scope', 'system/Patient.rs']],
          assertion,
          confirm,
        }
        const { status, body } = await call('POST', '/api/token-requests/ready-made', input)
        if (status === 409) {
          confirm = body.confirmations.map(({ id }) => id)
          return send(assertion)
        }
        if (body.attempt?.response.status !== 401)
          throw new Error(`not sent: ${status} ${JSON.stringify(body)}`)
      }
      const direct = async (assertion) => {
        const form = new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'system/Patient.rs',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        })
        await (await fetch(endpoint.line, { method: 'POST', body: form })).text()
      }
      const memory = {}
      const times = { own: [], direct: [] }
      for (let count = 1; count <= SENDS; count += 1) {
        const assertion = assertionFor(endpoint.line)
        const ownMs = await timed(() => send(assertion))
        if (count > SENDS - COMPARED) {
          times.own.push(ownMs)
          times.direct.push(await timed(() => direct(assertion)))
        }
        if (count === WARM_SENDS || count === SENDS) memory[count] = await memoryMb(program.pid)
      }
      const overhead = median(times.own) - median(times.direct)
      const growth = memory[SENDS] / memory[WARM_SENDS]
      return [
        {
          name: 'a send over a direct POST of the same assertion, median',
          value: `${overhead.toFixed(1)} ms (${median(times.own).toFixed(1)} - ${median(times.direct).toFixed(1)})`,
          bound: `< ${BOUNDS.overheadMs} ms`,
          met: overhead < BOUNDS.overheadMs,
        },
        {
          name: `memory after ${SENDS} sends`,
          value: `${memory[SENDS].toFixed(0)} MB`,
          bound: `< ${BOUNDS.memoryMb} MB`,
          met: memory[SENDS] < BOUNDS.memoryMb,
        },
        {
          name: `memory after ${SENDS} sends over that after ${WARM_SENDS}`,
          value: `${growth.toFixed(2)} (${memory[WARM_SENDS].toFixed(0)} MB)`,
          bound: `<= ${BOUNDS.growth}`,
          met: growth <= BOUNDS.growth,
        },
      ]
    } finally {
      await Promise.all([program.stop(), endpoint.stop()])
    }
  })
