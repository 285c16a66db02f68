import { generateKeyPairSync } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import autocannon from 'autocannon'
import { getJson, median, pageHeaders, runBuilt, spawnUntilLine, withFolder } from './run-built.mjs'

const ROUNDS = 5
const ROUND_S = 3
const CONNECTIONS = 8
const BOUND = 0.5
const BARE = resolve(import.meta.dirname, 'bare-signer.mjs')

const rate = async (url, headers, body) => {
  const result = await autocannon({
    url,
    method: 'POST',
    headers,
    body,
    connections: CONNECTIONS,
    duration: ROUND_S,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result.requests.average
}

/** The sign operation over HTTP against a bare node:http server with the same key and texts, taken in turn. */
export const benchSignRate = () =>
  withFolder(async (folder) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keyPath = join(folder, 'secrets', 'bench.pem')
    await mkdir(join(folder, 'secrets'))
    await writeFile(keyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    const program = await runBuilt(folder)
    const bare = await spawnUntilLine([BARE, keyPath], folder)
    try {
      const headers = await pageHeaders(program)
      const { keys } = await getJson(`${program.origin}/api/keys`, headers['x-workbench-token'])
      const keyId = keys.find(({ name }) => name === 'bench.pem').id
      const texts = {
        headerText: JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'bench' }, null, 2),
        payloadText: JSON.stringify(
          {
            iss: 'client',
            sub: 'client',
            aud: 'http://127.0.0.1/token',
            jti: 'x'.repeat(36),
            exp: 1,
            iat: 0,
          },
          null,
          2,
        ),
      }
      const json = { 'content-type': 'application/json' }
      const body = JSON.stringify({ keyId, ...texts })
      const ratios = []
      const rates = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const bareRate = await rate(bare.line, json, JSON.stringify(texts))
        const ownRate = await rate(`${program.origin}/api/assertions`, headers, body)
        rates.push(ownRate)
        ratios.push(ownRate / bareRate)
      }
      const value = median(ratios)
      return {
        name: `sign over HTTP, ${CONNECTIONS} connections, share of a bare server's rate`,
        value: `${value.toFixed(2)} (${median(rates).toFixed(0)}/s)`,
        bound: `>= ${BOUND}`,
        met: value >= BOUND,
      }
    } finally {
      await Promise.all([program.stop(), bare.stop()])
    }
  })
