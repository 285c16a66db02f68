import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudScheme = defineAudienceRule({
  id: 'payload-aud-scheme',
  title: 'aud has another scheme',
  difference: 'scheme',
  fix: 'Start with lower-case https:// as published.',
})
