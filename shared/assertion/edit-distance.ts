/**
 * Levenshtein distance in code units; anything over `limit` comes back as `limit + 1`, so the cost is linear in the
 * longer text for a fixed limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    for (let j = 1; j <= b.length; j++) {
      if (j < from || j > to) {
        current[j] = limit + 1
        continue
      }
      const swap = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      current[j] = Math.min(
        (previous[j] ?? limit) + 1,
        (current[j - 1] ?? limit) + 1,
        (previous[j - 1] ?? limit) + swap,
      )
    }
    if (Math.min(...current.slice(from - 1, to + 1)) > limit) return limit + 1
    previous = current
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1)
}
