import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudInvisible = defineAudienceRule({
  id: 'payload-aud-invisible',
  title: 'aud holds white space or an invisible character',
  difference: 'invisible',
  fix: 'Type the value again; the character that cannot be seen is named with its index.',
})
