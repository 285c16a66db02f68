import { expect, it } from 'vitest'
import { gatherFacts } from '../../../facts/gather-facts.ts'
import { thumbprintOf } from '../../../facts/thumbprint.ts'
import { anAttempt, NOW } from '../../../testing/an-attempt.ts'
import { jwksRotationGap } from './jwks-rotation-gap.ts'

const check = async (absentAt: number | undefined) => {
  const attempt = anAttempt('smart-generic').asTyped()
  const [published] = await attempt.publicKeys()
  const thumbprint = (await thumbprintOf(published ?? {})) ?? ''
  const seen = { thumbprint, firstSeenAt: NOW - 10, lastSeenAt: NOW, absentAt }
  return jwksRotationGap.check(
    await gatherFacts({ ...(await attempt.evidence()), publicJwk: published ?? {}, seenKeys: [seen] }),
  )
}

it.each([
  { why: 'it was not there two minutes ago', absentAt: NOW - 120, kind: 'fail' },
  { why: 'it may have been there for an hour', absentAt: NOW - 3_600, kind: 'pass' },
  { why: 'nobody looked before', absentAt: undefined, kind: 'pass' },
])('a key that appeared at an address that is watched: $why', async ({ absentAt, kind }) =>
  expect(await check(absentAt)).toMatchObject({ kind }),
)
