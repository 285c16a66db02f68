import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const respClientEchoDiffers = defineRule({
  id: 'resp-client-echo-differs',
  title: 'The answer speaks of another client',
  object: 'response',
  source: own(
    'The client id in an answer is what the server read; another one means that another request was sent.',
  ),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'An old build or configuration is running: deploy again, then compare.',
  check({ response, callback, environment }) {
    const clientId = environment.clientId
    if (clientId === undefined) return pass
    for (const [pointer, text] of [
      ['/tokenResponse/body', response?.errorUri],
      ['/callback/url', callback?.param('error_uri')],
    ] as const) {
      const echoed = /[?&]client(?:_id)?=([^&#\s]+)/.exec(text ?? '')?.[1]
      if (echoed === undefined) continue
      const client = decode(echoed)
      if (client === 'unknown' || client === clientId) continue
      return fail(pointer, `The answer names the client ${client}; this environment's is ${clientId}.`, {
        actual: client,
        expected: clientId,
      })
    }
    return pass
  },
})

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
