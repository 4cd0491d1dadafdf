import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwkValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { InvalidTokenError, type Authenticate } from './caller';
import type { AuthConfig } from './config';

/** How long the issuer may take to hand out its keys, and how large they may be. */
const JWKS_TIMEOUT_MS = 3000;
const JWKS_BYTES_LIMIT = 256 * 1024;

/** DynamoDB keys hold 2048 bytes; a subject of this length, escaped, fits with room to spare (OpenID Connect allows 255). */
const SUBJECT_LENGTH_LIMIT = 255;

/** Verifies the tokens of one issuer: signature, issuer, audience, times. The issuer's keys are kept between calls. */
export function createAuthenticate(config: AuthConfig): Authenticate {
  const verifier = JwtVerifier.create(
    { issuer: config.issuer, audience: config.audience, jwksUri: config.jwksUri },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchJwks } }) },
  );
  return async (authorization) => {
    if (authorization === null || authorization === undefined || authorization === '') return null;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new InvalidTokenError('The authorization must be `Bearer <JWT>`.');
    const claims = await verifier.verify(token).catch((error: unknown) => {
      // Anything else, such as an issuer that does not answer or sends no keys, is not the caller's failure.
      if (error instanceof JwtBaseError && !ISSUER_ERRORS.some((type) => error instanceof type))
        throw new InvalidTokenError(`The token is not accepted: ${reason(error)}`);
      throw error;
    });
    if (!isSubject(claims.sub)) {
      throw new InvalidTokenError(
        `The token is not accepted: \`sub\` must be 1 to ${SUBJECT_LENGTH_LIMIT} characters.`,
      );
    }
    if (claims.exp === undefined) throw new InvalidTokenError('The token is not accepted: `exp` is missing.');
    return { userId: claims.sub, expiresAt: claims.exp };
  };
}

/** What goes wrong between us and the issuer, whatever the token says. */
const ISSUER_ERRORS = [FetchError, JwksValidationError, JwkValidationError];
/** What a key or a signature can be wrong in. */
const SIGNATURE_ERRORS = [
  JwtInvalidSignatureError,
  JwtInvalidSignatureAlgorithmError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
];

/** Half a surrogate pair is no text: stored as UTF-8 it would be the same as any other half, and so another user's. */
const isSubject = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub !== '' && sub.length <= SUBJECT_LENGTH_LIMIT && sub.isWellFormed();

/**
 * One word on what is wrong. The library's own messages quote parts of the token; the names of its classes do not survive
 * minification.
 */
function reason(error: JwtBaseError): string {
  if (error instanceof JwtExpiredError) return 'it has expired.';
  if (SIGNATURE_ERRORS.some((type) => error instanceof type)) return 'it is not signed by the issuer.';
  if (error instanceof JwtInvalidIssuerError) return 'it is from another issuer.';
  if (error instanceof JwtInvalidAudienceError) return 'it is for another audience.';
  return 'it is malformed.';
}

/** The library's own fetcher speaks only HTTPS, which an issuer inside a private network may not. */
async function fetchJwks(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { signal: AbortSignal.timeout(JWKS_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`The issuer's keys cannot be had: ${response.status}`);
  const body = await response.arrayBuffer();
  if (body.byteLength > JWKS_BYTES_LIMIT) throw new Error("The issuer's keys are too large.");
  return body;
}
