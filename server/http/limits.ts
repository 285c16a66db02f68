/** Every bound of the listener in one place. Bytes unless the name says otherwise. */
export const LIMITS = {
  body: 1_048_576,
  requestTarget: 8_192,
  headers: 16_384,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5_000,
  /** How often the two timeouts above are looked at. */
  checkEveryMs: 2_000,
  connections: 200,
}
