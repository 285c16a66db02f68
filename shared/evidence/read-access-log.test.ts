import { expect, it } from 'vitest'
import { readAccessLog } from './read-access-log.ts'

const AT = 1_764_000_060

it.each([
  {
    why: 'the combined format',
    line: '52.1.2.3 - - [24/Nov/2025:16:01:00 +0000] "GET /jwks.json HTTP/1.1" 200 512 "-" "Java/17"',
  },
  {
    why: 'another zone',
    line: '52.1.2.3 - - [24/Nov/2025:10:01:00 -0600] "GET /jwks.json HTTP/1.1" 200 512',
  },
  {
    why: 'a status behind a port: IIS',
    line: '2025-11-24 16:01:00 10.0.0.1 GET /jwks.json - 443 - 52.1.2.3 Java/17 - 200 0 0 15',
  },
  {
    why: 'tabs: CloudFront',
    line: '2025-11-24\t16:01:00\tIAD12\t512\t52.1.2.3\tGET\td1.cloudfront.net\t/jwks.json\t200\t-\tJava',
  },
  {
    why: 'JSON of Caddy',
    line: '{"ts":1764000060.0,"request":{"method":"GET","uri":"/jwks.json","host":"a"},"status":200}',
  },
  {
    why: 'JSON of a cloud, milliseconds, whole URL and query',
    line: '{"timestamp":1764000060000,"httpRequest":{"requestMethod":"GET","requestUrl":"https://a.example/jwks.json?x=1","status":200}}',
  },
  {
    why: 'an ISO time with a zone and a whole URL',
    line: '2025-11-24T17:01:00.000+01:00 proxy "GET https://keys.example/jwks.json" 200',
  },
])('reads $why', ({ line }) => {
  expect(readAccessLog(line)).toEqual({
    visits: [{ at: AT, method: 'GET', path: '/jwks.json', status: 200, line }],
    unread: 0,
  })
})

it('counts what is no request, and leaves out comments and empty lines', () => {
  const text = '#Fields: date time\n\nthe server has started\n[24/Nov/2025:16:01:00 +0000] no request'
  expect(readAccessLog(text)).toEqual({ visits: [], unread: 2 })
})

it('reads a request without a status', () => {
  const [visit] = readAccessLog('2025-11-24T16:01:00Z GET /jwks.json').visits
  expect(visit).toMatchObject({ at: AT, path: '/jwks.json' })
  expect(visit).not.toHaveProperty('status')
})

it.each([' '.repeat(200_000), '"GET '.repeat(50_000), '{"'.repeat(100_000), '2025-11-24 '.repeat(40_000)])(
  'takes a long hostile text without a fault',
  (text) => {
    expect(readAccessLog(text).visits).toEqual([])
  },
)
