/** Why the practice server said no; kept on its own side, as a real server's log would. */
export interface Refusal {
  /** NumericDate with fraction. */
  readonly at: number
  /** The OAuth error code that the client saw. */
  readonly error: string
  /** What the client did not see. */
  readonly reason: string
}

const MAX_KEPT = 100

/** The latest refusals, newest first, and the reason of each by the `jti` of the refused assertion. */
export const makeRefusals = () => {
  const kept: { refusal: Refusal; jti: string | undefined }[] = []
  return {
    add(refusal: Refusal, jti: string | undefined): void {
      kept.unshift({ refusal, jti })
      kept.length = Math.min(kept.length, MAX_KEPT)
    },
    list: (): Refusal[] => kept.map(({ refusal }) => refusal),
    /** The newest reason for this `jti`; `undefined` asks for assertions without a readable one. */
    reasonFor: (jti: string | undefined): string | undefined =>
      kept.find((entry) => entry.jti === jti)?.refusal.reason,
  }
}
export type Refusals = ReturnType<typeof makeRefusals>
