/**
 * The system's, the database's or OpenSSL's own word for a failure: `ENOSPC`, `SQLITE_FULL`, `ERR_OSSL_UNSUPPORTED`.
 * @param otherwise where it has none
 */
export const errorCode = (error: unknown, otherwise = 'unknown'): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : otherwise
