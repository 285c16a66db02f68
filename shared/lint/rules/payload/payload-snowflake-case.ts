import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { snowflakeNames } from '../../snowflake.ts'
import { own } from '../../sources.ts'

export const payloadSnowflakeCase = defineRule({
  id: 'payload-snowflake-case',
  title: 'Account or user is not in upper case',
  object: 'payload',
  source: own('Snowflake compares account and user of its key-pair tokens in upper case.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Write account and user in upper case.',
  owns: ['payload-iss-sub-differ', 'payload-iss-not-client-id'],
  check(facts) {
    const wrong = snowflakeNames(facts).find(({ name }) => /[a-z]/.test(name))
    if (wrong === undefined) return pass
    return fail(
      `/assertion/payload/${wrong.claim}`,
      `${wrong.claim} names ${wrong.name}, which is not in upper case.`,
      { actual: wrong.name, expected: wrong.name.toUpperCase() },
    )
  },
})
