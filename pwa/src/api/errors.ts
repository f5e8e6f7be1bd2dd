/** The four ways a call can fail. What to do next depends on the way, and on nothing else. */

/** No answer came: no internet, a closed door, or 15 seconds of silence. Try again later. */
export class NetworkError extends Error {
  override name = 'NetworkError';
}

/** The server answered "not now": 429, 5xx, RETRYABLE. Try again, not before `after` ms. */
export class RetryableError extends Error {
  override name = 'RetryableError';
  constructor(message: string, readonly after = 0) {
    super(message);
  }
}

/** Somebody has to sign in first. What waits, keeps waiting. */
export class AuthError extends Error {
  override name = 'AuthError';
}

/** Trying again will not help. `code` is the server's stable word for why. */
export class PermanentError extends Error {
  override name = 'PermanentError';
  constructor(readonly code: string, message = code) {
    super(message);
  }
}

export function isTemporary(error: unknown): error is NetworkError | RetryableError {
  return error instanceof NetworkError || error instanceof RetryableError;
}
