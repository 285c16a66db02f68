import { destination, pino, type DestinationStream } from 'pino'
import type { LogFields, Logger } from '../services/ports.ts'

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu
const LONGEST = 300

/**
 * Typed fields only, to standard error: controls are taken out, long texts are cut.
 * @param to for tests: where the lines go
 */
export function makeLogger(to: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  const log = pino({ level: 'info', base: null, redact: ['token', 'passphrase', 'assertion'] }, to)
  const clean = (fields: LogFields): LogFields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.replace(CONTROLS, ' ').slice(0, LONGEST) : value,
      ]),
    )
  return {
    info: (fields, event) => log.info(clean(fields), event),
    warn: (fields, event) => log.warn(clean(fields), event),
    error: (fields, event) => log.error(clean(fields), event),
  }
}
