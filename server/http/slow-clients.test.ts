import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rawExchange, rawRequest } from '../testing/raw-exchange.ts'
import { startListening, type Listening } from '../testing/start-listening.ts'

const limits = {
  headersTimeoutMs: 200,
  requestTimeoutMs: 400,
  keepAliveTimeoutMs: 200,
  checkEveryMs: 50,
  connections: 20,
}

let listening: Listening
beforeAll(async () => {
  listening = await startListening({ limits })
})
afterAll(() => listening.stop())

const host = () => `Host: 127.0.0.1:${listening.port}`
const token = () => `X-Workbench-Token: ${listening.token}`

it.each([
  { why: 'headers that never end', head: () => `GET / HTTP/1.1\r\n${host()}\r\nX-A: ` },
  { why: 'not a single byte', head: () => '' },
  {
    why: 'a body that never comes',
    head: () =>
      `POST /api/keys/lock HTTP/1.1\r\n${host()}\r\n${token()}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  },
])('R16 a connection with $why is cut', async ({ head }) => {
  const answer = await rawExchange(listening.port, head())
  expect([0, 408]).toContain(answer.status)
})

it('R16 a kept connection without a further request is closed', async () => {
  const answer = await rawExchange(listening.port, `GET / HTTP/1.1\r\n${host()}\r\n\r\n`)
  expect(answer.status).toBe(200)
})

it('R16 five hundred idle connections do not keep a request with the token out', async () => {
  const patient = await startListening({ limits: { connections: 20 } })
  const idle: Socket[] = []
  try {
    for (let i = 0; i < 500; i++) {
      const socket = connect(patient.port, '127.0.0.1')
      socket.on('error', () => undefined)
      idle.push(socket)
      await new Promise((done) => socket.once('connect', done))
    }
    const headers = [`X-Workbench-Token: ${patient.token}`]
    const request = rawRequest(patient.port, { target: '/api/status', headers })
    expect((await rawExchange(patient.port, request)).status).toBe(200)
    expect(idle.some(({ closed }) => !closed)).toBe(true)
  } finally {
    for (const socket of idle) socket.destroy()
    await patient.stop()
  }
})
