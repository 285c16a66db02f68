import { expect, it } from 'vitest'
import { WorkbenchError } from '../../shared/errors.ts'
import { classifyAddress, isLoopback, parseTarget } from './address-policy.ts'
import { fc } from '../../shared/testing/properties.ts'

const codeOf = (text: string): string => {
  try {
    parseTarget(text)
    return 'taken'
  } catch (error) {
    return error instanceof WorkbenchError ? error.code : 'another error'
  }
}

it.each([
  ['https://as.example/token', 'taken'],
  ['https://as.example:8443/token?a=b', 'taken'],
  ['http://127.0.0.1:7524/token', 'taken'],
  ['ftp://as.example/', 'url-invalid'],
  ['file:///etc/passwd', 'url-invalid'],
  ['javascript:alert(1)', 'url-invalid'],
  ['data:text/plain,x', 'url-invalid'],
  ['unix:/var/run/docker.sock', 'url-invalid'],
  ['https://user@as.example/', 'url-invalid'],
  ['https://user:secret@as.example/', 'url-invalid'],
  ['https://as.example/#fragment', 'url-invalid'],
  ['//as.example/token', 'url-invalid'],
  ['as.example/token', 'url-invalid'],
  ['https://', 'url-invalid'],
  ['', 'url-invalid'],
])('R34 %s → %s', (text, want) => expect(codeOf(text)).toBe(want))

it('R34 the refusal quotes no password', () => {
  try {
    parseTarget('https://user:hunter2@as.example/')
  } catch (error) {
    expect(String(error)).not.toContain('hunter2')
  }
  expect.assertions(1)
})

it.each([
  { why: 'cloud metadata', host: '169.254.169.254' },
  { why: 'any link-local address', host: '169.254.0.1' },
  { why: 'cloud metadata over IPv6', host: '[fd00:ec2::254]' },
  { why: 'link-local over IPv6', host: '[fe80::1]' },
  { why: 'the metadata of Alibaba', host: '100.100.100.200' },
  { why: 'the metadata of Azure', host: '168.63.129.16' },
  { why: 'the metadata of Oracle', host: '192.0.0.192' },
  { why: 'the metadata name of Google', host: 'metadata.google.internal' },
  { why: 'the short metadata name of Google', host: 'metadata.goog' },
  { why: 'the metadata name of Tencent', host: 'metadata.tencentyun.com' },
  { why: 'that name in capitals and with a dot', host: 'METADATA.google.internal.' },
  { why: 'the short metadata name', host: 'metadata' },
  { why: 'the unspecified address', host: '0.0.0.0' },
  { why: 'the rest of that network', host: '0.1.2.3' },
  { why: 'the unspecified address over IPv6', host: '[::]' },
  { why: 'multicast', host: '224.0.0.1' },
  { why: 'multicast over IPv6', host: '[ff02::1]' },
  { why: 'broadcast', host: '255.255.255.255' },
  { why: 'a reserved address', host: '240.0.0.1' },
  { why: 'as one decimal number', host: '2852039166' },
  { why: 'in hexadecimal', host: '0xa9fea9fe' },
  { why: 'in octal', host: '0251.0376.0251.0376' },
  { why: 'with few parts', host: '169.254.43518' },
  { why: 'in full-width digits', host: '１６９.254.169.254' },
  { why: 'with a trailing dot', host: '169.254.169.254.' },
  { why: 'with ideographic dots', host: '169。254。169。254' },
  { why: 'percent-encoded', host: '%31%36%39.254.169.254' },
  { why: 'mapped into IPv6', host: '[::ffff:169.254.169.254]' },
  { why: 'mapped, in hexadecimal', host: '[::ffff:a9fe:a9fe]' },
  { why: 'compatible with IPv4', host: '[::a9fe:a9fe]' },
  { why: 'through NAT64', host: '[64:ff9b::a9fe:a9fe]' },
  { why: 'through local NAT64', host: '[64:ff9b:1::a9fe:a9fe]' },
  { why: 'through 6to4', host: '[2002:a9fe:a9fe::1]' },
  { why: 'through Teredo', host: '[2001:0:a9fe:a9fe::1]' },
  { why: 'translated (SIIT)', host: '[::ffff:0:a9fe:a9fe]' },
])('R35 $why is never contacted: $host', ({ host }) => {
  expect(['target-not-allowed', 'url-invalid']).toContain(codeOf(`https://${host}/latest/meta-data`))
})

it.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['127.0.0.1', 'private'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['::1', 'private'],
  ['fd12::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['64:ff9b::7f00:1', 'private'],
  ['2002:7f00:1::', 'private'],
  ['::7f00:1', 'private'],
  ['::ffff:8.8.8.8', 'public'],
  ['fe80::1%eth0', 'never'],
  ['not an address', 'never'],
  ['', 'never'],
])('R35 R36 %s is %s', (address, want) => expect(classifyAddress(address)).toBe(want))

it('R35 an IPv4 address is the same however it is embedded in IPv6', () => {
  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  fc.assert(
    fc.property(octets, ([a, b, c, d]) => {
      const dotted = [a, b, c, d].join('.')
      const high = ((a << 8) | b).toString(16)
      const low = ((c << 8) | d).toString(16)
      const kind = classifyAddress(dotted)
      for (const form of [
        `::ffff:${dotted}`,
        `::ffff:${high}:${low}`,
        `64:ff9b::${high}:${low}`,
        `2002:${high}:${low}::`,
      ])
        expect([form, classifyAddress(form)]).toEqual([form, kind])
    }),
  )
})

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['64:ff9b::7f00:1', true],
  ['10.0.0.1', false],
  ['fe80::1', false],
  ['nonsense', false],
])('R35 %s is this machine: %s', (address, want) => expect(isLoopback(address)).toBe(want))
