import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const NOTICEABLE_S = 5
const SERIOUS_S = 60

export const envClockOffset = defineRule({
  id: 'env-clock-offset',
  title: "The local clock differs from the server's",
  object: 'environment',
  source: rfc(7523, '3'),
  severity: everywhere('warning'),
  proof: 'P',
  fix: 'Switch on time synchronisation on the machine that signs.',
  check({ clock }) {
    if (clock.server === undefined) return pass
    const { offsetS, uncertaintyS } = clock.server
    const sureS = Math.abs(offsetS) - uncertaintyS
    if (sureS <= NOTICEABLE_S) return pass
    const direction = offsetS < 0 ? 'ahead of' : 'behind'
    const gap = Math.abs(offsetS).toFixed(Math.abs(offsetS) < 60 ? 1 : 0)
    return fail(
      '/sentAt',
      `The local clock is ${gap} s ${direction} the server's (within ${uncertaintyS.toFixed(1)} s).`,
      {
        actual: `${gap} s ${direction}`,
        severity: sureS > SERIOUS_S ? 'error' : 'warning',
      },
    )
  },
})
