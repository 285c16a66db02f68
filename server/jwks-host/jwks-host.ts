import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { changeJwksHost, JwksHostState } from '../../shared/contract/jwks-host.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Clock, KeyStore } from '../services/ports.ts'

export interface JwksHost {
  state(): JwksHostState
  /** @throws WorkbenchError key-not-found, key-unusable */
  change(input: RequestOf<typeof changeJwksHost>): Promise<JwksHostState>
  /** `host:port` of the listener, while there is one. */
  address(): string | undefined
  stop(): Promise<void>
}

const PATH = '/jwks.json'
const MAX_REQUESTS = 100
const MAX_HEADER_CHARACTERS = 200

type Served = JwksHostState['keys'][number] & { readonly jwk: Readonly<Record<string, unknown>> }

/**
 * Serves the public halves of chosen keys on a listener of its own: another port than the workbench, only this one path,
 * only under names that were given, and never a private member, because only summaries of keys are asked.
 */
export function makeJwksHost({ keys, clock }: { keys: Pick<KeyStore, 'list'>; clock: Clock }): JwksHost {
  let server: Server | undefined
  let port = 0
  let served: readonly Served[] = []
  let hosts: readonly string[] = []
  let requests: JwksHostState['requests'] = []

  const own = (): string[] => [`127.0.0.1:${port}`, `localhost:${port}`]
  const answer = (req: IncomingMessage, res: ServerResponse): void => {
    const [path = ''] = (req.url ?? '').split('?')
    const host = (req.headers.host ?? '').toLowerCase()
    const status = ![...own(), ...hosts].includes(host)
      ? 421
      : path !== PATH
        ? 404
        : req.method === 'GET' || req.method === 'HEAD'
          ? 200
          : 405
    requests = [
      {
        at: clock.now(),
        method: (req.method ?? '').slice(0, 20),
        path: path.slice(0, MAX_HEADER_CHARACTERS),
        host: host.slice(0, MAX_HEADER_CHARACTERS),
        userAgent: (req.headers['user-agent'] ?? '').slice(0, MAX_HEADER_CHARACTERS),
        status,
      },
      ...requests,
    ].slice(0, MAX_REQUESTS)
    const body = status === 200 ? JSON.stringify({ keys: served.map(({ jwk }) => jwk) }) : ''
    res
      .writeHead(status, {
        ...(status === 200 ? { 'content-type': 'application/jwk-set+json' } : {}),
        // Every look of the server is seen, and a changed key is there at once.
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      .end(req.method === 'HEAD' ? '' : body)
  }
  const listen = async (): Promise<void> => {
    if (server !== undefined) return
    const started = createServer({ requestTimeout: 10_000, maxHeaderSize: 8_192 }, answer)
    started.maxConnections = 50
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject)
      started.listen(port, '127.0.0.1', resolve)
    })
    port = (started.address() as AddressInfo).port
    server = started
  }
  const stop = async (): Promise<void> => {
    const running = server
    server = undefined
    if (running === undefined) return
    await new Promise<void>((resolve) => {
      running.close(() => resolve())
      running.closeAllConnections()
    })
  }
  const state = (): JwksHostState => ({
    ...(server === undefined ? {} : { url: `http://127.0.0.1:${port}${PATH}` }),
    keys: served.map(({ keyId, kid, thumbprint }) => ({ keyId, kid, thumbprint })),
    hosts: [...hosts],
    requests,
  })
  return {
    state,
    address: () => (server === undefined ? undefined : `127.0.0.1:${port}`),
    stop,
    change: async (input) => {
      const { keys: all } = await keys.list()
      const next = input.keys.map(({ keyId, kid }): Served => {
        const found = all.find(({ id }) => id === keyId)
        if (found === undefined) throw new WorkbenchError('key-not-found', 'No key file has this id.')
        const { publicJwk, thumbprint, name } = found
        if (publicJwk === undefined || thumbprint === undefined)
          throw new WorkbenchError('key-unusable', `The public half of ${name} is not known; open it first.`)
        const named = kid ?? thumbprint
        return { keyId, kid: named, thumbprint, jwk: { ...publicJwk, kid: named, use: 'sig' } }
      })
      served = next
      hosts = input.hosts.map((host) => host.toLowerCase())
      if (next.length === 0) await stop()
      else await listen()
      return state()
    },
  }
}
