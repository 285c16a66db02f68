import type { Profile } from './profile.ts'

export const medplum: Profile = {
  id: 'medplum',
  name: 'Medplum',
  family: 'rfc7523',
  parameters: { aud: ['TOK'], audArray: 'no', skewS: 0, kid: 'optional', jtiReplay: 'optional' },
  facts: [
    {
      name: 'aud',
      value: 'A string that equals the token URL',
      standing: 'source',
      source: 'Medplum, token.ts',
    },
    {
      name: 'tolerance',
      value: 'None; no check of replay or lifetime',
      standing: 'source',
      source: 'Medplum, token.ts',
    },
    {
      name: 'answers',
      value: 'invalid_request with a text for each fault',
      standing: 'source',
      source: 'Medplum, token.ts',
    },
  ],
  reason: {
    where: 'In error_description.',
    how: ['Read error_description; it names the check.'],
    standing: 'source',
    source: 'Medplum',
  },
}
