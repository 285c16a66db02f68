import type { Profile } from './profile.ts'

export const medplum: Profile = {
  id: 'medplum',
  name: 'Medplum',
  family: 'rfc7523',
  parameters: { aud: ['TOK'], audArray: 'no', skewS: 0, kid: 'optional', jtiReplay: 'optional' },
  facts: [
    {
      name: 'aud',
      about: ['aud', 'audArray'],
      value: 'A string that equals the token URL',
      standing: 'source',
      source: 'Medplum, token.ts',
    },
    {
      name: 'tolerance',
      about: ['skewS', 'jtiReplay'],
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
    { name: 'kid', about: ['kid'], value: 'Optional', standing: 'source', source: 'Medplum, token.ts' },
  ],
  reason: {
    where: 'In error_description.',
    how: ['Read error_description; it names the check.'],
    standing: 'source',
    source: 'Medplum',
  },
}
