import { inspectKeyFile } from '../../../key-file/inspect-key-file.ts'
import type { KeyFileFacts } from '../../../key-file/key-file-facts.ts'
import { CLIENT_ID, NOW, thumbprintOfKey, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'

// What the bytes of a key file say is tried in server/diagnose/key-faults.test.ts; here is what surrounds them.
const keyFile = (change: Partial<KeyFileFacts>) => async (attempt: AttemptBuilder) => {
  const facts = await inspectKeyFile(new TextEncoder().encode('{"kty":"RSA","d":"AQAB"}'), {
    name: 'key.json',
    from: 'file',
  })
  return attempt.withKeyFacts({ ...facts, ...change })
}

faultTable([
  {
    rule: 'key-exposed-path',
    why: 'tracked by git',
    profiles: ['smart-generic'],
    spoil: keyFile({ exposure: 'tracked' }),
    grade: 'hint',
  },
  {
    rule: 'key-exposed-path',
    why: 'below a folder that is served',
    profiles: ['smart-generic'],
    spoil: keyFile({ exposure: 'served-folder' }),
    grade: 'hint',
  },
  {
    rule: 'key-account-mismatch',
    why: 'the file of another account',
    profiles: ['google'],
    spoil: keyFile({ content: 'service-account', identities: ['robot@project.example.test'] }),
    grade: 'probable',
    where: '/assertion/payload/iss',
  },
  {
    rule: 'key-not-registered-half',
    why: 'another key under this kid',
    profiles: ['smart-generic', 'rfc7523'],
    spoil: keyFile({ thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xx' }),
    where: '/assertion/header/kid',
  },
  {
    rule: 'key-shared-environments',
    why: 'the sandbox used it too',
    profiles: ['epic-production'],
    spoil: async (attempt) =>
      (await keyFile({ thumbprint: await thumbprintOfKey('rsa') })(attempt))
        .withEnvironment({ label: 'production' })
        .withHistory([
          {
            sentAt: NOW - 1_000_000,
            profile: 'epic-sandbox',
            iss: CLIENT_ID,
            keyThumbprint: await thumbprintOfKey('rsa'),
          },
        ]),
    grade: 'hint',
  },
])
