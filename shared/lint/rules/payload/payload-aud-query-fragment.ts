import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudQueryFragment = defineAudienceRule({
  id: 'payload-aud-query-fragment',
  title: 'aud carries a query or a fragment',
  difference: 'query-fragment',
  fix: 'Cut everything from "?" or "#".',
})
