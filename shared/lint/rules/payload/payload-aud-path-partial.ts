import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudPathPartial = defineAudienceRule({
  id: 'payload-aud-path-partial',
  title: 'aud has a part of the path too little or too much',
  difference: 'path-partial',
  fix: 'Use the full endpoint path, or the bare issuer, as this server wants.',
})
