import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudHostCase = defineAudienceRule({
  id: 'payload-aud-host-case',
  title: 'aud writes the host in another letter case',
  difference: 'host-case',
  fix: 'Write the host as published.',
})
