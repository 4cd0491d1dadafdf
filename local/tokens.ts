import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK_RSA_Private,
} from 'jose';

/** The issuer of every local token; nothing answers there, keys come from `AUTH_JWKS_URI`. */
export const LOCAL_ISSUER = 'https://reelway.localhost/';

/** The audience of every local token. */
export const LOCAL_AUDIENCE = 'reelway';

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const MAX_USER_ID_LENGTH = 128;

/** Whom a token is asked for cannot be anybody's id. */
export class UserIdError extends Error {
  override name = 'UserIdError';
}

/**
 * A signed JWT (RS256) for a user of the local world. Works whether or not the world is running.
 *
 * @param dataDir the folder that keeps the key pair; both are made when missing.
 * @param userId the `sub` claim, 1 to 128 characters.
 * @throws UserIdError
 */
export async function issueToken(
  dataDir: string,
  userId: string,
  { expiresInSeconds = WEEK_SECONDS }: { expiresInSeconds?: number } = {},
): Promise<string> {
  if (userId.length < 1 || userId.length > MAX_USER_ID_LENGTH) {
    throw new UserIdError(`A user id has 1 to ${MAX_USER_ID_LENGTH} characters.`);
  }
  const key = await issuerKey(dataDir);
  const nowSeconds = Math.floor(Date.now() / 1000);
  return new SignJWT({ token_use: 'access' })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '', typ: 'JWT' })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + expiresInSeconds)
    .sign(await importJWK(key, 'RS256'));
}

/** The public half of the issuer's key, as `/.well-known/jwks.json` serves it. */
export async function jwks(dataDir: string): Promise<JSONWebKeySet> {
  const { kty, n, e, kid, alg } = await issuerKey(dataDir);
  return { keys: [{ ...(kty && { kty }), n, e, use: 'sig', ...(kid && { kid }), ...(alg && { alg }) }] };
}

async function issuerKey(dataDir: string): Promise<IssuerKey> {
  const path = join(dataDir, 'issuer-key.json');
  const read = (): IssuerKey => JSON.parse(readFileSync(path, 'utf8')) as IssuerKey;
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, alg: 'RS256', kid: await calculateJwkThumbprint(jwk) };
  mkdirSync(dataDir, { recursive: true });
  // Of two that come first at the same time only one may win, and nobody may read half a file: a link does both.
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished);
  }
  return read();
}

type IssuerKey = JWK_RSA_Private & { kid?: string; alg?: string };
