import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { SAMPLES } from '../../sample-keys.ts'

export const keySample = defineRule({
  id: 'key-sample',
  title: 'The key is a published sample',
  object: 'key',
  source: rfc(8725, '3.5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make a key of your own.',
  check({ keyFile, publicKey, jwks }) {
    const prints = [
      keyFile?.thumbprint,
      publicKey?.thumbprint,
      ...(jwks?.keys ?? []).map(({ thumbprint }) => thumbprint),
    ]
    const sample = prints.find((print) => print !== undefined && SAMPLES.has(print))
    if (sample === undefined) return pass
    return fail(
      '/keyFile',
      `The key is the sample of ${SAMPLES.get(sample) ?? 'a document'}: everybody has its private half.`,
      { actual: sample },
    )
  },
})
