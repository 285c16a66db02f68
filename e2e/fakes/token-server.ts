import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TokenAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

export interface TokenServer {
  readonly origin: string
  /** What the next requests get, until it is changed. */
  answerWith(answer: TokenAnswer): void
  /** Bodies that arrived, oldest first. */
  readonly bodies: readonly string[]
  stop(): Promise<void>
}

/** A token endpoint that says what it is told to say, whoever asks. */
export const startTokenServer = async (first: TokenAnswer): Promise<TokenServer> => {
  let current = first
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString())
      response.writeHead(current.status, { 'content-type': 'application/json', ...current.headers })
      response.end(current.body)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith: (answer) => void (current = answer),
    bodies,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
