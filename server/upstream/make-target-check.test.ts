import { expect, it } from 'vitest'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Address } from './make-dispatcher.ts'
import { makeTargetCheck, type TargetOptions } from './make-target-check.ts'

const at = (...addresses: string[]): Address[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

const check = (options: Partial<TargetOptions> & { answers?: Address[] } = {}) => {
  const approved: string[] = []
  return {
    approved,
    ...makeTargetCheck({
      ownHosts: () => ['127.0.0.1:7523', 'localhost:7523', '[::1]:7523'],
      allowed: () => [],
      isApproved: (approval) => approved.includes(approval),
      approve: async (approval) => void approved.push(approval),
      resolve: async () => options.answers ?? at('93.184.216.34'),
      ...options,
    }),
  }
}

const outcome = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'goes out',
    (error: unknown) => (error instanceof WorkbenchError ? error.code : 'another error'),
  )

it.each([
  { why: 'a public host', url: 'https://as.example/', answers: at('93.184.216.34'), want: 'goes out' },
  {
    why: 'a private answer',
    url: 'https://as.example/',
    answers: at('10.0.0.1'),
    want: 'confirmation-required',
  },
  {
    why: 'one private answer of two',
    url: 'https://as.example/',
    answers: at('93.184.216.34', '10.0.0.1'),
    want: 'confirmation-required',
  },
  {
    why: 'a metadata answer',
    url: 'https://as.example/',
    answers: at('169.254.169.254'),
    want: 'target-not-allowed',
  },
  {
    why: 'one metadata answer of two',
    url: 'https://as.example/',
    answers: at('93.184.216.34', '169.254.169.254'),
    want: 'target-not-allowed',
  },
  {
    why: 'a mapped metadata answer',
    url: 'https://as.example/',
    answers: at('::ffff:a9fe:a9fe'),
    want: 'target-not-allowed',
  },
  {
    why: 'http to a public host',
    url: 'http://as.example/',
    answers: at('93.184.216.34'),
    want: 'url-invalid',
  },
  {
    why: 'http to a private host',
    url: 'http://as.example/',
    answers: at('10.0.0.1'),
    want: 'confirmation-required',
  },
  { why: 'this program', url: 'http://127.0.0.1:7523/api/status', answers: [], want: 'target-not-allowed' },
  {
    why: 'this program by another name',
    url: 'http://own.example:7523/',
    answers: at('127.0.0.1'),
    want: 'target-not-allowed',
  },
  {
    why: 'this program by another loopback address',
    url: 'http://127.8.8.8:7523/',
    answers: [],
    want: 'target-not-allowed',
  },
  {
    why: 'this program through a mapped address',
    url: 'http://[::ffff:127.0.0.1]:7523/',
    answers: [],
    want: 'target-not-allowed',
  },
])('R35 R36 $why: $want', async ({ url, answers, want }) => {
  expect(await outcome(check({ answers }).checked(new URL(url), [], false))).toBe(want)
})

it('R36 a yes is for exactly one host and port, and is asked for once', async () => {
  const { checked, approved } = check({ answers: at('10.0.0.1') })
  const yes = 'private-target as.example:8443'
  expect(await outcome(checked(new URL('https://as.example:8443/'), [yes], false))).toBe('goes out')
  expect(approved).toEqual([yes])
  expect(await outcome(checked(new URL('https://as.example:8443/other'), [], false))).toBe('goes out')
  for (const other of ['https://as.example/', 'https://as.example:8444/', 'https://b.as.example:8443/'])
    expect(await outcome(checked(new URL(other), [yes], false))).toBe('confirmation-required')
})

it('R36 a yes opens no address that is never contacted', async () => {
  const { checked } = check({ answers: at('169.254.169.254'), allowed: () => ['as.example:443'] })
  expect(
    await outcome(checked(new URL('https://as.example/'), ['private-target as.example:443'], false)),
  ).toBe('target-not-allowed')
})

it('R36 --allow-target opens exactly that host and port', async () => {
  const { checked } = check({ answers: at('10.0.0.1'), allowed: () => ['as.example:443'] })
  expect(await outcome(checked(new URL('https://as.example/'), [], false))).toBe('goes out')
  expect(await outcome(checked(new URL('https://as.example:444/'), [], false))).toBe('confirmation-required')
})

it('R37 what a public host names may not be private, with a yes of this very request neither', async () => {
  const { checked } = check({ answers: at('10.0.0.1') })
  const url = new URL('https://inside.example/')
  expect(await outcome(checked(url, ['private-target inside.example:443'], true))).toBe('target-not-allowed')
})

it('R38 what is connected to is what was checked', async () => {
  let asked = 0
  const { checked } = check({ resolve: async () => at(asked++ === 0 ? '93.184.216.34' : '169.254.169.254') })
  expect((await checked(new URL('https://as.example/'), [], false)).addresses).toEqual(at('93.184.216.34'))
  expect(asked).toBe(1)
})

it('R38 a resolver that never answers is given up', async () => {
  const { checked } = check({ resolve: () => new Promise(() => undefined), limits: { connectMs: 20 } })
  await expect(checked(new URL('https://as.example/'), [], false)).rejects.toMatchObject({
    code: 'EAI_AGAIN',
  })
})

it('R42 behind a proxy a name is not resolved here, and a literal address is still checked', async () => {
  const env = { HTTPS_PROXY: 'http://proxy.example:3128' }
  const { checked } = check({ env, resolve: () => Promise.reject(new Error('asked')) })
  expect(await outcome(checked(new URL('https://as.example/'), [], false))).toBe('goes out')
  expect(await outcome(checked(new URL('https://10.0.0.1/'), [], false))).toBe('confirmation-required')
  const own = check({ env, allowed: () => ['169.254.169.254:443'] })
  expect(await outcome(own.checked(new URL('https://169.254.169.254/'), [], false))).toBe(
    'target-not-allowed',
  )
})
