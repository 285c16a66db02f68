// The least that a token endpoint can do: read the form, refuse. What a send costs beyond it is ours.
import { createServer } from 'node:http'

const body = JSON.stringify({ error: 'invalid_client' })
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(401, { 'content-type': 'application/json', 'content-length': body.length })
    response.end(body)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/token`))
