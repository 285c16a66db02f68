import { expect, it } from 'vitest'
import type { Draft } from '../contract/environments.ts'
import { withFlow } from './with-flow.ts'

const draft: Draft = {
  headerText: '{}',
  payloadText: '{}',
  renewOnSend: true,
  lifetimeS: 240,
  flow: 'client_credentials',
  parameters: [
    ['scope', 'system/Patient.rs'],
    ['resource', 'https://a.test'],
  ],
}

it('a scope of one grant does not go along to another, and comes back with its own', () => {
  const exchange = withFlow(draft, 'authorization_code')
  expect(exchange.parameters).toEqual([['resource', 'https://a.test']])
  const typed: Draft = {
    ...exchange,
    parameters: [...exchange.parameters, ['redirect_uri', 'https://b.test']],
  }
  const refresh = withFlow(typed, 'refresh_token')
  expect(refresh.parameters).toEqual([['resource', 'https://a.test']])
  expect(withFlow(refresh, 'client_credentials').parameters).toEqual(draft.parameters)
  expect(withFlow(refresh, 'authorization_code').parameters).toEqual([
    ['redirect_uri', 'https://b.test'],
    ['resource', 'https://a.test'],
  ])
})

it('the grant that is chosen already changes nothing', () => {
  expect(withFlow(draft, 'client_credentials')).toBe(draft)
})
