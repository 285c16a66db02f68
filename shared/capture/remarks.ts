/** What identifies an assertion beside those before it. */
export interface AssertionTrace {
  readonly sequence: number
  readonly at: number
  readonly sha256: string | undefined
  readonly jti: string | undefined
  readonly aud: readonly string[]
}

const ago = (seconds: number): string =>
  seconds < 90 ? `${Math.max(0, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

/**
 * What is striking about a captured request beside the ones before it, in sentences: an assertion from a cache, a jti
 * that comes again, an audience that is the listener itself.
 * @param earlier newest first
 */
export function remarksOn(
  current: AssertionTrace,
  earlier: readonly AssertionTrace[],
  listenerUrl: string,
  realUrl: string,
): string[] {
  const remarks: string[] = []
  const same = earlier.find(({ sha256 }) => sha256 !== undefined && sha256 === current.sha256)
  const reused = earlier.find(({ jti }) => jti !== undefined && jti === current.jti)
  if (same !== undefined) {
    remarks.push(
      `The same assertion as in request ${same.sequence}, ${ago(current.at - same.at)} before: the program caches it. A server that looks at jti takes it once.`,
    )
  } else if (reused !== undefined) {
    remarks.push(
      `A new assertion with the jti of request ${reused.sequence}: the program does not make a new one for each.`,
    )
  }
  if (current.aud.includes(listenerUrl)) {
    remarks.push(
      `aud is the address of this listener: the program has one setting for the address and for the audience. Give it ${realUrl} as audience while it listens here.`,
    )
  }
  return remarks
}
