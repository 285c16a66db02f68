/** Host or path words that servers use to tell their environments apart. */
const NON_PRODUCTION =
  /(^|[./_-])(sandbox|preview|staging|stage|test|int|dev|nonprod|non-prod|np|uat|qa|sb)([./_-]|\d|$)/i
const PRODUCTION = /(^|[./_-])(prod|production|prd)([./_-]|\d|$)/i

/**
 * The environment that a URL names by itself, or undefined when it names none. Reserved test domains say nothing.
 * Never more than a pointer: a host may be called anything.
 */
export function environmentTag(url: string): 'production' | 'non-production' | undefined {
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname } = new URL(url)
  const text = `${hostname.replace(/\.(test|example|invalid|localhost)$/, '')}${pathname}`
  if (NON_PRODUCTION.test(text)) return 'non-production'
  return PRODUCTION.test(text) ? 'production' : undefined
}
