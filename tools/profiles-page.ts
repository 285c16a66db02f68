import { describeParameters, otherFacts } from '../shared/profiles/describe-parameters.ts'
import type { Profile } from '../shared/profiles/profile.ts'
import { PROFILES } from '../shared/profiles/registry.ts'
import { cell, link, table } from './markdown.ts'

const FAMILY_NAMES = { epic: 'Epic', smart: 'SMART', rfc7523: 'RFC 7523', fapi2: 'FAPI 2.0' } as const

function section(profile: Profile): string {
  const rows = describeParameters(profile)
    .filter(({ isKnown, fact }) => isKnown || fact.about !== undefined)
    .map(({ words, value, fact }) => [
      cell(words),
      cell(value),
      fact.standing,
      cell(fact.value),
      link(fact.source, fact.url),
    ])
  const others = otherFacts(profile).map((fact) => [
    cell(fact.name),
    '',
    fact.standing,
    cell(fact.value),
    link(fact.source, fact.url),
  ])
  const { where, how, standing, source } = profile.reason
  return `## ${profile.name}

\`${profile.id}\`, family ${FAMILY_NAMES[profile.family]}.

${table(['what', 'value', 'standing', 'in words', 'source'], [...rows, ...others])}

**Where the reason is written** (${standing}, ${source}): ${where}

${how.map((step) => `- ${step}`).join('\n')}
`
}

/** docs/profiles.md: what each kind of server wants, how sure that is and where it is written. */
export function profilesPage(): string {
  return `# The profiles

Written by \`npm run docs\` from the profiles themselves. A profile is what one kind of server wants of a client assertion, as
data. **Standing** says how sure a line is: *documented* by the vendor or a standard, read in published *source*, *reported*
by users or seen in a probe, or *unknown*: nothing was found, and no rule guesses.

${PROFILES.map(section).join('\n')}`
}
