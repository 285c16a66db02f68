import type { IncomingMessage } from 'node:http'
import { WorkbenchError } from '../../shared/errors.ts'
import { parseJson, toValue, type JsonNode } from '../../shared/json/parse-json.ts'
import { LIMITS } from './limits.ts'

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

const tooLarge = () =>
  new WorkbenchError('request-too-large', `A request body has at most ${LIMITS.body} bytes`)

const readBytes = async (req: IncomingMessage): Promise<Buffer> => {
  if (Number(req.headers['content-length'] ?? 0) > LIMITS.body) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMITS.body) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const refuseForbiddenNames = (node: JsonNode): void => {
  if (node.kind === 'array') node.items.forEach(refuseForbiddenNames)
  if (node.kind !== 'object') return
  for (const { name, value } of node.members) {
    if (FORBIDDEN.has(name)) throw new WorkbenchError('request-invalid', `A member may not be named ${name}`)
    refuseForbiddenNames(value)
  }
}

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new WorkbenchError('request-invalid', 'The body is not UTF-8', { cause: error })
  }
}

/**
 * The body as a plain value without prototypes: at most 1 MiB, 64 levels deep, no member that could reach one.
 * @throws WorkbenchError request-too-large, request-invalid; neither quotes the body
 */
export const readJsonBody = async (req: IncomingMessage): Promise<unknown> => {
  const parsed = parseJson(decode(await readBytes(req)))
  if (!parsed.ok) {
    throw new WorkbenchError(
      'request-invalid',
      `The body is not JSON that is taken here (offset ${parsed.index})`,
    )
  }
  refuseForbiddenNames(parsed.node)
  return toValue(parsed.node)
}
