/** Every bound of an outgoing request in one place. */
export const UPSTREAM_LIMITS = {
  /** For the name and for the connection, each. */
  connectMs: 5_000,
  firstByteMs: 15_000,
  /** Of one exchange; a GET that is redirected has several. */
  totalMs: 30_000,
  headerBytes: 16_384,
  /** Decoded from its content encoding. */
  bodyBytes: 1_048_576,
  redirects: 3,
  atOnce: 4,
}
