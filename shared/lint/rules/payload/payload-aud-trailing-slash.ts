import { defineAudienceRule } from '../../audience-fault.ts'
import { everywhere } from '../../define-rule.ts'

export const payloadAudTrailingSlash = defineAudienceRule({
  id: 'payload-aud-trailing-slash',
  title: 'aud and the accepted audience differ by the final slash',
  difference: 'trailing-slash',
  fix: 'Add or remove the final slash to match.',
  severity: everywhere('error', { duende: 'info' }),
})
