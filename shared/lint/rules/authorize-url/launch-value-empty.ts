import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const launchValueEmpty = defineRule({
  id: 'launch-value-empty',
  title: 'The EHR passed an empty launch value',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: everywhere('error'),
  proof: 'S',
  fix: "Nothing is wrong on this side: repeat with the vendor's sample app and report it to the EHR.",
  owns: ['authz-launch-pairing'],
  check({ launch }) {
    return launch?.launch === ''
      ? fail('/launch/launch', 'The EHR called the launch URL with an empty launch.')
      : pass
  },
})
