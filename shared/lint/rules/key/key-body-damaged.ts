import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyBodyDamaged = defineRule({
  id: 'key-body-damaged',
  title: 'The body of the key is damaged',
  object: 'key',
  source: rfc(7468, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Copy the file again, complete.',
  check({ keyFile }) {
    for (const { label, problems, encrypted } of keyFile?.blocks ?? []) {
      if (!label.endsWith('PRIVATE KEY') || label.startsWith('OPENSSH')) continue
      const what = problems.includes('alphabet')
        ? 'holds characters that are not base64'
        : problems.includes('length')
          ? 'has not a length that base64 can have'
          : problems.includes('der-length') && !encrypted
            ? 'is shorter or longer than it says itself'
            : undefined
      if (what !== undefined) return fail('/keyFile', `The body of the key ${what}.`)
    }
    return keyFile?.content === 'unreadable'
      ? fail('/keyFile', 'The content is no key that can be read.', { proof: 'S' })
      : pass
  },
})
