import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { logCrashes } from './log-crashes.ts'

it.each(['uncaughtException', 'unhandledRejection'])(
  'R63 R56 %s is logged by class and code; the message, which may quote a secret, is not',
  (event) => {
    const lines: string[] = []
    const line = (fields: object, text: string) => void lines.push(JSON.stringify({ ...fields, text }))
    const process = new EventEmitter()
    logCrashes(process, { info: line, warn: line, error: line }, () => undefined)
    const error = Object.assign(
      new TypeError('Invalid URL https://as.example/?code=SplxlOBeZQQYbYS6WxSbIA'),
      {
        code: 'ERR_INVALID_URL',
        input: 'https://as.example/?code=SplxlOBeZQQYbYS6WxSbIA',
      },
    )
    process.emit(event, error)
    process.emit(event, 'a thrown text with hunter2')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('"name":"TypeError","code":"ERR_INVALID_URL"')
    expect(lines.join()).not.toMatch(/Splx|hunter2/)
  },
)
