import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/** Used as a hint where no delay is documented. */
const WAITING_HINT_S = 86_400

export const envSyncPending = defineRule({
  id: 'env-sync-pending',
  title: 'The registration may not have reached the server yet',
  object: 'environment',
  source: epicOauth('testing against the sandbox'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Wait for the delay to pass, then repeat unchanged.',
  check({ environment, clock, profile, response }) {
    const savedAt = environment.registration?.savedAt
    if (savedAt === undefined || clock.localNow === undefined || succeeded(response?.status, response?.error))
      return pass
    const ageS = clock.localNow - savedAt
    const documentedS = profile.parameters.syncDelayS
    const delayS = documentedS ?? (profile.id === 'epic-production' ? WAITING_HINT_S : undefined)
    if (delayS === undefined || ageS < 0 || ageS >= delayS) return pass
    const left = Math.ceil((delayS - ageS) / 60)
    return fail(
      '/environment/registration/savedAt',
      `The app was saved ${Math.floor(ageS / 60)} min ago; ${
        documentedS === undefined
          ? 'no delay is published, a day is our waiting hint'
          : `the documented delay is up to ${delayS / 60} min`
      } (${left} min to go).`,
      documentedS === undefined ? { severity: 'info', proof: 'H' } : {},
    )
  },
})

const succeeded = (status: number | undefined, error: string | undefined): boolean =>
  status === 200 && error === undefined
