/**
 * Levenshtein distance in code units; anything over `limit` comes back as `limit + 1`, so the cost is linear in the
 * longer text for a fixed limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const far = limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far))
  for (let i = 1; i <= a.length; i++) {
    const current: number[] = []
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    current[from - 1] = from === 1 ? i : far
    let least = far
    for (let j = from; j <= to; j++) {
      const swap = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      const cost = Math.min(
        (previous[j] ?? far) + 1,
        (current[j - 1] ?? far) + 1,
        (previous[j - 1] ?? far) + swap,
      )
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return far
    previous = current
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1)
}
