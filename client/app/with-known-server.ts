import type { Environment } from '../../shared/contract/environments.ts'
import { profileOfUrl } from '../../shared/profiles/profile-of-url.ts'

/** Kinds that say nothing about the vendor, so that an address may say more. */
const PLAIN = new Set(['rfc7523', 'smart-generic'])

/**
 * What the addresses of an environment tell besides: the kind of server, and on the practice server who we are there.
 * Nothing that stands is replaced.
 */
export function withKnownServer(environment: Environment, all: readonly Environment[]): Environment {
  const { settings, profile } = environment
  const { tokenEndpoint } = settings
  const practice = all.find(({ origin }) => origin === 'practice')
  if (tokenEndpoint === undefined) return environment
  if (practice && practice.settings.tokenEndpoint === tokenEndpoint) {
    const keyId = environment.keyId ?? practice.keyId
    return {
      ...environment,
      profile: profile === 'rfc7523' ? practice.profile : profile,
      settings: {
        ...settings,
        label: 'practice',
        clientId: settings.clientId ?? practice.settings.clientId,
        registration: { ...practice.settings.registration, ...settings.registration },
      },
      ...(keyId !== undefined && { keyId }),
    }
  }
  return PLAIN.has(profile)
    ? { ...environment, profile: profileOfUrl(tokenEndpoint) ?? profile }
    : environment
}
