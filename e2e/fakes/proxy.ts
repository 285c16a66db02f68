import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Proxy {
  /** `host:port` of the proxy. */
  readonly address: string
  /** What it was asked to connect to, `host:port`, oldest first. */
  readonly asked: readonly string[]
  /** The credentials of each such request, as `user:password`. */
  readonly credentials: readonly string[]
  stop(): Promise<void>
}

const decoded = (header: string | undefined): string =>
  Buffer.from((header ?? '').replace(/^Basic /, ''), 'base64').toString()

/**
 * An HTTP proxy that lets through whoever has its credentials. It knows every name, and all of them are one server:
 * nothing that is asked for through it leaves this machine.
 * @param server `host:port` behind every name
 */
export const startProxy = async (server: string, wanted: string): Promise<Proxy> => {
  const asked: string[] = []
  const credentials: string[] = []
  const sockets = new Set<Duplex>()
  const proxy = createServer((_request, response) => response.writeHead(405).end())
  proxy.on('connect', (request, client: Duplex) => {
    sockets.add(client)
    client.on('error', () => undefined)
    asked.push(request.url ?? '')
    credentials.push(decoded(request.headers['proxy-authorization']))
    if (credentials.at(-1) !== wanted)
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
    const { hostname, port } = new URL(`http://${server}`)
    const behind = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      behind.pipe(client).pipe(behind)
    })
    behind.on('error', () => client.destroy())
    client.on('close', () => behind.destroy())
    sockets.add(behind)
  })
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
  return {
    address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    credentials,
    stop: () =>
      new Promise((done) => {
        proxy.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
