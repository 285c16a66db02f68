/** NumericDate as a person reads it: "16:05:00 UTC", with the date unless it is the day of `now`. */
export function clockTime(numericDate: number, now: number): string {
  const moment = new Date(numericDate * 1_000)
  if (Number.isNaN(moment.getTime())) return 'no such time'
  const [day = '', time = ''] = moment.toISOString().split('T')
  if (!/^\d/.test(day)) return `year ${moment.getUTCFullYear()}`
  const today = new Date(now * 1_000).toISOString().startsWith(day)
  return `${today ? '' : `${day} `}${time.slice(0, 8)} UTC`
}

const UNITS = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3_600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
] as const

/** Seconds in the largest unit that fits, with the next one where it says more: "4 min 12 s", "2 d". */
export function duration(seconds: number): string {
  const whole = Math.abs(Math.round(seconds))
  const at = UNITS.findIndex((unit) => whole >= unit.seconds)
  const unit = UNITS[at]
  if (!unit) return '0 s'
  const next = UNITS[at + 1]
  const rest = next ? Math.floor((whole % unit.seconds) / next.seconds) : 0
  const first = `${Math.floor(whole / unit.seconds)} ${unit.name}`
  return next && rest > 0 ? `${first} ${rest} ${next.name}` : first
}

/** "in 5 min" or "5 min ago", in one unit; below two minutes in seconds. */
export function distance(numericDate: number, now: number): string {
  const seconds = Math.round(numericDate - now)
  if (seconds === 0) return 'now'
  const whole = Math.abs(seconds)
  const unit = UNITS.find((candidate) => whole >= 2 * candidate.seconds) ?? { seconds: 1, name: 's' }
  const words = `${Math.round(whole / unit.seconds)} ${unit.name}`
  return seconds > 0 ? `in ${words}` : `${words} ago`
}
