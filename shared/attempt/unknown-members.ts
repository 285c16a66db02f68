/** A JWK has the members that its key type gives it; the format does not list them. */
const OPEN_OBJECTS: ReadonlySet<string> = new Set(['/environment/registration/uploadedJwk'])

/** Pointers of members that parsing dropped, arrays included. Null is absent and no member. */
export function unknownMembers(before: unknown, after: unknown, pointer = ''): string[] {
  if (typeof before !== 'object' || before === null || OPEN_OBJECTS.has(pointer)) return []
  const target = (typeof after === 'object' && after !== null ? after : {}) as Record<string, unknown>
  return Object.entries(before).flatMap(([name, value]) => {
    if (value === null || value === undefined) return []
    return name in target ? unknownMembers(value, target[name], `${pointer}/${name}`) : [`${pointer}/${name}`]
  })
}
