import type { Tone } from './badge.tsx'

/** The colour of a finding, wherever one is shown. */
export const SEVERITY_TONES = { error: 'error', warning: 'warning', info: 'hint' } as const satisfies Record<
  string,
  Tone
>
