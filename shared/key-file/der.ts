/** One element of DER; only what key files need. ITU-T X.690 */
export interface DerNode {
  readonly tag: number
  /** Offset of the content and behind it. */
  readonly start: number
  readonly end: number
}

const MAX_LENGTH_BYTES = 4

/** The element at `at`, or undefined where the bytes are none or run over the end. Never throws. */
export function derAt(bytes: Uint8Array, at: number, limit = bytes.length): DerNode | undefined {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined
  let length = first
  let start = at + 2
  if (first & 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > MAX_LENGTH_BYTES || start + count > limit) return undefined
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += count
  }
  return start + length > limit ? undefined : { tag, start, end: start + length }
}

/** The elements inside one, at most `most`. */
export function derChildren(bytes: Uint8Array, parent: DerNode, most = 12): DerNode[] {
  const children: DerNode[] = []
  for (let at = parent.start; at < parent.end && children.length < most;) {
    const child = derAt(bytes, at, parent.end)
    if (child === undefined) break
    children.push(child)
    at = child.end
  }
  return children
}

/** Length that the outermost element announces, header included; undefined when there is none. */
export function derTotalLength(bytes: Uint8Array): number | undefined {
  const first = bytes[1]
  if (bytes[0] !== 0x30 || first === undefined) return undefined
  if (!(first & 0x80)) return 2 + first
  const count = first & 0x7f
  if (count === 0 || count > MAX_LENGTH_BYTES) return undefined
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[2 + i] ?? 0)
  return 2 + count + length
}

/** Hexadecimal of an OBJECT IDENTIFIER's content. */
export const hexOf = (bytes: Uint8Array, node: DerNode): string =>
  Array.from(bytes.subarray(node.start, node.end), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The content of an INTEGER without its leading zero octets. */
export function unsignedOf(bytes: Uint8Array, node: DerNode): Uint8Array<ArrayBuffer> {
  let start = node.start
  while (start < node.end - 1 && bytes[start] === 0) start++
  return new Uint8Array(bytes.subarray(start, node.end))
}
