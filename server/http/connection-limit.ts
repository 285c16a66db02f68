import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps at most `limit` connections. A new one takes the place of the one that has been without a request for longest,
 * so that a crowd of idle ones does not keep the person out.
 */
export const limitConnections = (server: Server, limit: number): void => {
  /** In the order in which they became idle. */
  const idle = new Set<Socket>()
  let open = 0
  server.on('connection', (socket: Socket) => {
    open += 1
    idle.add(socket)
    socket.once('close', () => {
      open -= 1
      idle.delete(socket)
    })
    if (open <= limit) return
    const [longest = socket] = idle
    longest.destroy()
  })
  server.on('request', ({ socket }, res) => {
    idle.delete(socket)
    res.once('close', () => {
      if (!socket.destroyed) idle.add(socket)
    })
  })
  server.on('upgrade', ({ socket }) => void idle.delete(socket))
}
