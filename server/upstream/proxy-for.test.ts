import { expect, it } from 'vitest'
import { environmentWarnings } from '../services/status.ts'
import { proxyFor } from './proxy-for.ts'

const PROXY = 'http://user:hunter2@proxy.example:3128'

it.each([
  { why: 'nothing is set', env: {}, url: 'https://as.example/', want: undefined },
  { why: 'https', env: { HTTPS_PROXY: PROXY }, url: 'https://as.example/', want: 'proxy.example:3128' },
  {
    why: 'the lower-case name',
    env: { https_proxy: PROXY },
    url: 'https://as.example/',
    want: 'proxy.example:3128',
  },
  { why: 'every scheme', env: { ALL_PROXY: PROXY }, url: 'https://as.example/', want: 'proxy.example:3128' },
  { why: 'http only', env: { HTTP_PROXY: PROXY }, url: 'https://as.example/', want: undefined },
  {
    why: 'no scheme in the value',
    env: { HTTPS_PROXY: 'proxy.example:3128' },
    url: 'https://as.example/',
    want: 'proxy.example:3128',
  },
  {
    why: 'a value that is no address',
    env: { HTTPS_PROXY: 'http://' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'a scheme that is not spoken',
    env: { HTTPS_PROXY: 'ftp://proxy.example' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'an excepted host',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example,as.example' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'a subdomain of an excepted one',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: '.example' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'an exception with a star',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: '*.example' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'a name that only ends alike',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 's.example' },
    url: 'https://as.example/',
    want: 'proxy.example:3128',
  },
  {
    why: 'an exception of another port',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'as.example:8443' },
    url: 'https://as.example/',
    want: 'proxy.example:3128',
  },
  {
    why: 'an exception of this port',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'as.example:443' },
    url: 'https://as.example/',
    want: undefined,
  },
  {
    why: 'everything excepted',
    env: { HTTPS_PROXY: PROXY, NO_PROXY: '*' },
    url: 'https://as.example/',
    want: undefined,
  },
  { why: 'this machine', env: { ALL_PROXY: PROXY }, url: 'http://127.0.0.1:7524/', want: undefined },
  { why: 'this machine by name', env: { ALL_PROXY: PROXY }, url: 'http://localhost:7524/', want: undefined },
])('R42 $why → $want', ({ env, url, want }) => expect(proxyFor(new URL(url), env)?.shown).toBe(want))

it('R42 the page is told of the proxy, without its password', () => {
  const [warning = ''] = environmentWarnings({ HTTPS_PROXY: PROXY })
  expect(warning).toContain('proxy.example:3128')
  expect(warning).not.toMatch(/hunter2|user/)
})

it.each([
  { name: 'NODE_DEBUG', value: 'http' },
  { name: 'DEBUG', value: '*' },
  { name: 'SSLKEYLOGFILE', value: '/tmp/keys' },
  { name: 'NODE_OPTIONS', value: '--inspect=0.0.0.0' },
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', value: '0' },
])('R56 $name=$value is warned about', ({ name, value }) => {
  expect(environmentWarnings({ [name]: value })).toEqual([expect.stringContaining(name)])
  expect(environmentWarnings({ [name]: '' })).toEqual([])
})
