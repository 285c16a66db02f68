import { expect, it } from 'vitest'
import { isOtherDomain, registrableDomain } from './registrable-domain.ts'

it.each([
  { why: 'two labels', host: 'ehr.example.com', want: 'example.com' },
  { why: 'a name that is registered itself', host: 'example.com', want: 'example.com' },
  { why: 'a generic label of a country', host: 'api.service.nhs.uk', want: 'service.nhs.uk' },
  { why: 'a country without one', host: 'fhir.klinik.de', want: 'klinik.de' },
  { why: 'a final dot', host: 'ehr.example.com.', want: 'example.com' },
  { why: 'a single label', host: 'localhost', want: 'localhost' },
  { why: 'an IPv4 address', host: '10.0.0.1', want: '10.0.0.1' },
  { why: 'an IPv6 address', host: '[::1]', want: '[::1]' },
])('$why: $host is of $want', ({ host, want }) => {
  expect(registrableDomain(host)).toBe(want)
})

it.each([
  { a: 'https://fhir.ehr.example/r4', b: 'https://login.ehr.example/token', want: false },
  { a: 'https://fhir.ehr.example/r4', b: 'https://ehr.example.evil.example/token', want: true },
  { a: 'https://127.0.0.1:1/', b: 'https://127.0.0.1:2/', want: false },
  { a: 'https://127.0.0.1/', b: 'https://127.0.0.2/', want: true },
  { a: 'https://ehr.example/', b: 'no URL', want: false },
])('$a and $b: $want', ({ a, b, want }) => {
  expect(isOtherDomain(a, b)).toBe(want)
})
