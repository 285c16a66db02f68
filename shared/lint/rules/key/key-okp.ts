import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyOkp = defineRule({
  id: 'key-okp',
  title: 'The key is an Edwards key',
  object: 'key',
  source: rfc(8037),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'info',
    fapi2: 'error',
    okta: 'error',
    auth0: 'error',
    entra: 'error',
    google: 'error',
    'cms-dpc': 'error',
  },
  proof: 'P',
  fix: 'Use RSA or P-384 here.',
  check({ keyFile, profile }) {
    if (keyFile?.kty !== 'OKP') return pass
    const { algs, algsOtherOk } = profile.parameters
    const takes = algs?.includes('EdDSA') === true && keyFile.curve === 'Ed25519'
    if (takes) return pass
    return fail(
      '/keyFile',
      `The key is on ${keyFile.curve ?? 'an Edwards curve'}${algs === undefined ? ', which not every server takes' : `; this server takes ${algs.join(', ')}`}.`,
      {
        ...(algs === undefined || algsOtherOk === true ? { proof: 'S' } : {}),
      },
    )
  },
})
