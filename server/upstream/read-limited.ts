import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { decodeUtf8Strict } from '../../shared/assertion/base64url.ts'

/** A body that is not taken; `kind` is one of the failure classes. */
export class BodyRefused extends Error {
  readonly kind: 'too-large' | 'encoding'
  constructor(kind: 'too-large' | 'encoding', detail: string) {
    super(detail)
    this.kind = kind
  }
}

/** The other side ended the connection in an orderly way before the body was complete. */
export class BodyCutOff extends Error {}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * Reads a body, decoding at most one content encoding, and stops as soon as the decoded bytes exceed the limit.
 * @throws BodyRefused and the stream's own errors
 */
export async function readLimited(
  body: Readable,
  headers: readonly (readonly [string, string])[],
  limit: number,
): Promise<{ bytes: Buffer; text: string | undefined }> {
  const encodings = headers
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '' && each !== 'identity')
  if (encodings.length > 1) throw new BodyRefused('encoding', 'the body has more than one content encoding')
  const [encoding] = encodings
  const decoder = encoding === undefined ? undefined : DECODERS[encoding]
  if (encoding !== undefined && decoder === undefined)
    throw new BodyRefused('encoding', `the content encoding ${encoding.slice(0, 20)} is not known`)
  const chunks: Buffer[] = []
  let size = 0
  const stream = decoder === undefined ? body : pipe(body, decoder())
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new BodyRefused('too-large', `the body exceeds ${limit} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    const isEnd = error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET'
    throw isEnd ? new BodyCutOff() : error
  } finally {
    body.destroy()
  }
  const bytes = Buffer.concat(chunks)
  return { bytes, text: decodeUtf8Strict(bytes) }
}

function pipe(body: Readable, decoder: Transform): Transform {
  body.on('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}
