/** Who calls. */
export interface Caller {
  /** The token's subject. */
  readonly userId: string;
  /** Seconds since the epoch: from then on the token is worth nothing. */
  readonly expiresAt: number;
}

/** Verifies a bearer token. Null when there is none to verify; @throws InvalidTokenError when it is not right. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Caller | null>;

/** A token was sent and is not accepted. The message says why, and never holds the token. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}
