// The least that a signing server can do: read JSON, one crypto.sign, answer JSON. What the product is compared with.
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const key = createPrivateKey(readFileSync(process.argv[2]))
const base64url = (text) => Buffer.from(text).toString('base64url')

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { headerText, payloadText } = JSON.parse(Buffer.concat(chunks).toString())
    const input = `${base64url(headerText)}.${base64url(payloadText)}`
    const signature = sign('sha256', Buffer.from(input), key).toString('base64url')
    const body = JSON.stringify({ assertion: `${input}.${signature}` })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
