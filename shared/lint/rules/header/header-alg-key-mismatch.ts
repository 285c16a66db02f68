import { algFor, algKeyConflict } from '../../../assertion/algorithms.ts'
import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass, type Edit } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgKeyMismatch = defineRule({
  id: 'header-alg-key-mismatch',
  title: 'alg does not fit the key',
  object: 'header',
  source: rfc(7518, '3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use an algorithm of the type and curve of the key.',
  owns: [
    'signature-invalid',
    'signature-length',
    'header-alg-jwk-alg-mismatch',
    'key-ec-curve',
    'header-alg-not-smart-pair',
  ],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    if (typeof alg !== 'string') return pass
    const [published] = facts.jwks?.matching ?? []
    const uploaded = facts.environment.registration?.uploadedJwk
    const candidates = [
      facts.publicKey,
      published,
      uploaded && { kty: String(uploaded['kty']), crv: uploaded['crv'] as string | undefined },
    ]
    for (const key of candidates) {
      const conflict = key && algKeyConflict(alg, key)
      if (!conflict) continue
      const fitting = key && algFor(key)
      return fail('/assertion/header/alg', `${conflict}.`, {
        actual: alg,
        ...(fitting === undefined ? {} : { expected: fitting, edit: useAlg(fitting) }),
      })
    }
    return pass
  },
})

const useAlg = (alg: string): Edit => ({
  label: `Use ${alg}`,
  target: 'headerText',
  apply: (text) => setMember(text, 'alg', JSON.stringify(alg)),
})
