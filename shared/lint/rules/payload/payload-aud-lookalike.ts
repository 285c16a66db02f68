import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudLookalike = defineAudienceRule({
  id: 'payload-aud-lookalike',
  title: 'The host of aud holds letters that only look alike',
  difference: 'lookalike',
  fix: 'Use the ASCII host of the metadata.',
})
