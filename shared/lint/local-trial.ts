import { isLoopbackHost } from '../assertion/hosts.ts'
import type { Facts } from '../facts/facts.ts'

const isOnLoopback = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && isLoopbackHost(new URL(url).hostname)

/**
 * A URL of this machine that a server of this machine is to read: the practice server, or one that somebody runs while
 * developing. Such servers take plain http, so its absence of encryption explains no refusal.
 */
export const isLocalTrial = (
  { environment, endpoints }: Pick<Facts, 'environment' | 'endpoints'>,
  url: string,
): boolean => isOnLoopback(url) && (environment.label === 'practice' || isOnLoopback(endpoints.post))
