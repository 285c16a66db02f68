import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { snowflakeNames } from '../../snowflake.ts'
import { own } from '../../sources.ts'

export const payloadSnowflakeAccount = defineRule({
  id: 'payload-snowflake-account',
  title: 'The account carries a region',
  object: 'payload',
  source: own('The tokens name ACCOUNT.USER; region and private link belong to the host name only.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the account part alone; region and private link belong to the host name only.',
  owns: ['payload-snowflake-case', 'payload-iss-sub-differ', 'payload-iss-not-client-id'],
  check(facts) {
    const wrong = snowflakeNames(facts).find(({ name }) => name.split('.').length > 2)
    if (wrong === undefined) return pass
    const parts = wrong.name.split('.')
    return fail(
      `/assertion/payload/${wrong.claim}`,
      `${wrong.claim} names ${wrong.name}; ACCOUNT.USER has one dot.`,
      { actual: wrong.name, expected: `${parts[0] ?? ''}.${parts.at(-1) ?? ''}` },
    )
  },
})
