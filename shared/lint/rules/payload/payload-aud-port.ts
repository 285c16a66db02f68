import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudPort = defineAudienceRule({
  id: 'payload-aud-port',
  title: 'aud has another port',
  difference: 'port',
  fix: 'Drop the port, or match the published one.',
})
