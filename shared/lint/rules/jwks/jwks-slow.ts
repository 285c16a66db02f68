import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

/** The wait of the least patient server whose wait is published. */
export const SLOW_MS = 2_500
const STOPPED_MS = 10_000

export const jwksSlow = defineRule({
  id: 'jwks-slow',
  title: 'The JWK Set URL answers slowly',
  object: 'jwks',
  source: own('The wait of node-oidc-provider, the shortest that is published.'),
  severity: everywhere('warning', { 'node-oidc-provider': 'error' }),
  proof: 'S',
  fix: 'Serve a static document.',
  check({ jwks, profile }) {
    const durationMs = jwks?.document?.durationMs
    if (durationMs === undefined || durationMs <= SLOW_MS) return pass
    const seconds = (durationMs / 1_000).toFixed(1)
    return fail(
      pointerOf(jwks),
      `The JWK Set took ${seconds} s from here; servers wait ${SLOW_MS / 1_000} s or little more.`,
      {
        actual: `${seconds} s`,
        ...(durationMs > STOPPED_MS ? { severity: 'error' } : {}),
        ...(profile.id === 'node-oidc-provider' ? { proof: 'S' } : {}),
      },
    )
  },
})
