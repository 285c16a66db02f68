import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudUserinfo = defineAudienceRule({
  id: 'payload-aud-userinfo',
  title: 'aud carries a user part',
  difference: 'userinfo',
  fix: 'Remove the part before "@", and find out where this URL came from.',
})
