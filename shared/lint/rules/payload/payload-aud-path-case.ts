import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudPathCase = defineAudienceRule({
  id: 'payload-aud-path-case',
  title: 'aud writes the path in another letter case',
  difference: 'path-case',
  fix: "Match the path's letter case.",
})
