import { INVISIBLE, invisibleName } from '../../../assertion/compare-text.ts'
import { setMember } from '../../../json/edit-json.ts'
import { textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadHiddenCharacters = defineRule({
  id: 'payload-hidden-characters',
  title: 'A claim holds a character that cannot be seen',
  object: 'payload',
  source: rfc(7519, '7.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Type the value again: an invisible character was copied with it.',
  owns: [
    'payload-iss-not-client-id',
    'payload-iss-sub-differ',
    'payload-client-id-shape',
    'tokreq-client-id-mismatch',
  ],
  check(facts) {
    for (const name of ['iss', 'sub', 'jti']) {
      const value = textClaim(facts, name)
      const index = value === undefined ? -1 : hiddenAt(value)
      // An id that is registered like that is right as it is.
      if (value === undefined || index < 0 || value === facts.environment.clientId) continue
      const clean = [...value]
        .filter((char) => !INVISIBLE.test(char))
        .join('')
        .trim()
      return fail(
        `/assertion/payload/${name}`,
        `${name} holds ${invisibleName(value.charAt(index)) ?? 'a space'} at index ${index}.`,
        {
          actual: value,
          expected: clean,
          index,
          proof: name === 'jti' ? 'S' : 'P',
          edit: {
            label: 'Remove the invisible characters',
            target: 'payloadText',
            apply: (text) => cleanAll(text, facts),
          },
        },
      )
    }
    return pass
  },
})

const hiddenAt = (value: string): number => {
  const hidden = value.search(INVISIBLE)
  if (hidden >= 0) return hidden
  if (/^\s/.test(value)) return 0
  return /\s$/.test(value) ? value.trimEnd().length : -1
}

function cleanAll(text: string, facts: Parameters<typeof textClaim>[0]): string {
  let next = text
  for (const name of ['iss', 'sub', 'jti']) {
    const value = textClaim(facts, name)
    if (value === undefined || hiddenAt(value) < 0) continue
    const clean = [...value]
      .filter((char) => !INVISIBLE.test(char))
      .join('')
      .trim()
    next = setMember(next, name, JSON.stringify(clean))
  }
  return next
}
