import { defineAudienceRule } from '../../audience-fault.ts'

export const payloadAudPathShape = defineAudienceRule({
  id: 'payload-aud-path-shape',
  title: 'The path of aud has a doubled slash, a dot segment or a parameter',
  difference: 'path-shape',
  fix: 'Join base and path with exactly one slash.',
})
