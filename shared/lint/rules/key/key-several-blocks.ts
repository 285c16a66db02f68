import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keySeveralBlocks = defineRule({
  id: 'key-several-blocks',
  title: 'The file holds several private keys',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Keep one private key a file.',
  check({ keyFile }) {
    const privates = (keyFile?.blocks ?? []).filter(({ label }) => label.endsWith('PRIVATE KEY'))
    if (keyFile === undefined || privates.length < 2) return pass
    const prints = new Set([keyFile.thumbprint, ...keyFile.otherThumbprints])
    return prints.size > 1
      ? fail(
          '/keyFile',
          `The file holds ${privates.length} different private keys; readers take the first or the last.`,
          { severity: 'error', actual: [...prints].join(', ') },
        )
      : fail('/keyFile', 'The same private key stands in the file twice.')
  },
})
