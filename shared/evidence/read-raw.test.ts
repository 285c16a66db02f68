import { describe, expect, it } from 'vitest'
import { readRawRequest } from './read-raw-request.ts'
import { readRawResponse } from './read-raw-response.ts'

const har = {
  log: {
    entries: [
      {
        startedDateTime: '2025-11-24T16:00:00.000Z',
        time: 250,
        request: {
          method: 'POST',
          url: 'https://as.example.test/token',
          headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
          postData: { text: 'grant_type=client_credentials&client_assertion=a.b.c' },
        },
        response: {
          status: 400,
          headers: [{ name: 'date', value: 'Mon, 24 Nov 2025 16:00:00 GMT' }],
          content: { text: 'eyJlcnJvciI6ImludmFsaWRfY2xpZW50In0=', encoding: 'base64' },
        },
      },
      { request: { method: 'POST', url: 'https://elsewhere.example.test/', headers: [] } },
    ],
  },
}

describe('a recorded request', () => {
  it.each([
    {
      why: 'a raw HTTP request keeps its body; the line end of the editor goes',
      text: 'POST /token HTTP/1.1\r\nHost: as.example.test\r\nContent-Type: text/plain\r\n\r\na=b\r\n',
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [
          ['Host', 'as.example.test'],
          ['Content-Type', 'text/plain'],
        ],
        body: 'a=b',
      },
    },
    {
      why: 'a body as long as Content-Length says keeps its line end',
      text: 'POST /token HTTP/1.1\nHost: as.example.test\nContent-Length: 4\n\na=b\n',
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [
          ['Host', 'as.example.test'],
          ['Content-Length', '4'],
        ],
        body: 'a=b\n',
      },
    },
    { why: 'a form body alone', text: 'grant_type=x&scope=y\n', want: { body: 'grant_type=x&scope=y' } },
    {
      why: 'a JSON body alone is a body, not a HAR',
      text: '{"grant_type":"x"}',
      want: { body: '{"grant_type":"x"}' },
    },
    {
      why: 'of a HAR file, the entry with the assertion',
      text: JSON.stringify(har),
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [['content-type', 'application/x-www-form-urlencoded']],
        body: 'grant_type=client_credentials&client_assertion=a.b.c',
      },
    },
  ])('$why', ({ text, want }) => {
    const read = readRawRequest(text)
    expect(read.ok && read.request).toEqual(want)
  })

  it('a HAR file brings its answer and both times', () => {
    const read = readRawRequest(JSON.stringify(har.log.entries[0]))
    expect(read).toMatchObject({
      ok: true,
      sentAt: 1_764_000_000,
      response: { status: 400, body: '{"error":"invalid_client"}', receivedAt: 1_764_000_000.25 },
    })
  })

  it.each(['', '   ', 'hello there', '\u0000', '{"log":{"entries":[{}]}}'])('refuses %j', (text) => {
    expect(readRawRequest(text)).toMatchObject({ ok: false, code: 'request-unreadable' })
  })
})

describe('a recorded answer', () => {
  it.each([
    {
      why: 'the answer of curl -i',
      text: 'HTTP/2 401 \r\ncontent-type: application/json\r\n\r\n{"error":"invalid_client"}\n',
      want: {
        status: 401,
        headers: [['content-type', 'application/json']],
        body: '{"error":"invalid_client"}',
      },
    },
    {
      why: "interim answers and the proxy's own stand before it",
      text: 'HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\nDate: x\r\n\r\n{}',
      want: { status: 400, headers: [['Date', 'x']], body: '{}' },
    },
    {
      why: 'the marks of curl -v',
      text: '* Connected\n> POST /token HTTP/1.1\n>\n< HTTP/1.1 403 Forbidden\n< Server: x\n<\n{"error":"e"}',
      want: { status: 403, headers: [['Server', 'x']], body: '{"error":"e"}' },
    },
    { why: 'a body without its status line', text: '{"error":"e"}\n', want: { body: '{"error":"e"}' } },
    {
      why: 'no answer at all',
      text: 'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      want: { failure: 'tls', detail: 'SSL certificate problem: unable to get local issuer certificate' },
    },
  ])('$why', ({ text, want }) => {
    expect(readRawResponse(text)).toEqual(want)
  })
})
