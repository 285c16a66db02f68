import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudPercent = defineAudienceRule({
  id: 'payload-aud-percent',
  title: 'aud is percent-encoded',
  difference: 'percent',
  fix: 'Do not URL-encode the claim; only the form body is encoded.',
})
