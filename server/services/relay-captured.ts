import type { CapturedRequest, CaptureReply } from '../capture/capture-listener.ts'
import type { Upstream, UpstreamAnswer } from '../upstream/upstream.ts'

/** Belong to one connection and are made anew for the next; everything else goes on as it came. RFC 9110 §7.6.1 */
const PER_CONNECTION =
  /^(host|connection|keep-alive|proxy-connection|transfer-encoding|te|trailer|upgrade|expect|content-length)$/i
/** Of the answer: it was decoded on the way, and the listener frames it itself. */
const FRAMING = /^(connection|keep-alive|transfer-encoding|content-length|content-encoding|trailer|upgrade)$/i

export interface Relay {
  readonly request: CapturedRequest
  readonly url: string
  readonly confirm: readonly string[]
  readonly signal: AbortSignal
}

export interface Relayed {
  readonly answer: UpstreamAnswer
  readonly reply: CaptureReply
}

/** Sends the captured request on, once: path and Host replaced, nothing else. What went wrong is a 502 to the program. */
export async function relayCaptured(
  upstream: Upstream,
  { request, url, confirm, signal }: Relay,
): Promise<Relayed> {
  const isGet = request.method === 'GET'
  const answer = await upstream.send({
    method: isGet ? 'GET' : 'POST',
    url,
    headers: request.headers.filter(([name]) => !PER_CONNECTION.test(name)),
    ...(isGet ? {} : { body: request.body }),
    reason: 'relayed for your own program by the capture listener',
    confirm,
    signal,
  })
  if (answer.status === undefined || answer.failure !== undefined) {
    const said = `${answer.failure ?? 'no answer'}: ${answer.detail ?? 'nothing came back'}`
    const body = JSON.stringify({
      error: 'temporarily_unavailable',
      error_description: `Not relayed: ${said}`,
    })
    return { answer, reply: { status: 502, headers: [['Content-Type', 'application/json']], body } }
  }
  return {
    answer,
    reply: {
      status: answer.status,
      headers: answer.headers.filter(([name]) => !FRAMING.test(name)).map(([name, value]) => [name, value]),
      body: answer.bodyBytes ?? '',
    },
  }
}
