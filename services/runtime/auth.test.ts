import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createAuthenticate } from './auth';
import { InvalidTokenError, type Authenticate } from './caller';

const issuer = 'https://issuer.test/';
const audience = 'reelway';
const nowSeconds = Math.floor(Date.now() / 1000);

let server: Server;
let jwksUri: string;
let requests = 0;
let answer: { status: number; body: string | Buffer };
let privateKey: CryptoKey;
let publicKey: CryptoKey;
let keys: string;
let authenticate: Authenticate;

beforeAll(async () => {
  ({ privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true }));
  keys = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }],
  });
  server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  requests = 0;
  answer = { status: 200, body: keys };
  authenticate = createAuthenticate({ issuer, audience, jwksUri });
});

interface TokenOptions {
  claims?: JWTPayload;
  kid?: string;
  key?: CryptoKey;
}

const tokenOf = ({ claims = {}, kid = 'key-1', key = privateKey }: TokenOptions = {}): Promise<string> =>
  new SignJWT({ iss: issuer, aud: audience, sub: 'user-1', exp: nowSeconds + 600, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(key);

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What went wrong; fails when nothing did. Sees to it that the token is not in the text. */
async function refusalOf(authorization: string): Promise<Error> {
  const error = await authenticate(authorization).then(
    () => null,
    (reason: unknown) => reason as Error,
  );
  if (error === null) throw new Error('The token was accepted.');
  const token = authorization.replace(/^Bearer */, '');
  for (const part of token.split('.')) if (part.length > 3) expect(error.message).not.toContain(part);
  return error;
}

async function expectRefused(authorization: string, message: string): Promise<void> {
  const error = await refusalOf(authorization);
  expect(error).toBeInstanceOf(InvalidTokenError);
  expect(error.message).toBe(message);
}

describe('a token', () => {
  it('of the issuer says who calls, and until when', async () => {
    expect(await authenticate(`Bearer ${await tokenOf()}`)).toEqual({
      userId: 'user-1',
      expiresAt: nowSeconds + 600,
    });
  });

  it('may be for several audiences, and follow any spelling of Bearer', async () => {
    const token = await tokenOf({ claims: { aud: ['other', audience] } });
    for (const scheme of ['Bearer ', 'bearer ', 'BEARER   ']) {
      expect(await authenticate(`${scheme}${token}`)).toMatchObject({ userId: 'user-1' });
    }
  });

  it.each([null, undefined, ''])('that is not there (%j) is nobody, and no error', async (authorization) => {
    expect(await authenticate(authorization)).toBeNull();
    expect(requests).toBe(0);
  });

  it.each(['x', '#', 'ü', '字'.repeat(255), 'auth0|1234', ' '])('may be of the user %j', async (sub) => {
    expect(await authenticate(`Bearer ${await tokenOf({ claims: { sub } })}`)).toMatchObject({ userId: sub });
  });

  it('needs one request for the keys of many tokens', async () => {
    const tokens = await Promise.all([1, 2, 3, 4].map((n) => tokenOf({ claims: { sub: `user-${n}` } })));
    await Promise.all(tokens.map((token) => authenticate(`Bearer ${token}`)));
    await authenticate(`Bearer ${await tokenOf()}`);
    expect(requests).toBe(1);
  });
});

describe('a token is refused', () => {
  it.each([
    'Bearer',
    'Bearer ',
    'Bearer garbage',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer a.b.',
    'Basic dXNlcjpwYXNz',
    'garbage',
    'Bearer a.b.c, Bearer d.e.f',
  ])('when the authorization is %j', async (authorization) => {
    await expectRefused(authorization, 'The authorization must be `Bearer <JWT>`.');
  });

  it('when it stands there without Bearer', async () => {
    await expectRefused(await tokenOf(), 'The authorization must be `Bearer <JWT>`.');
  });

  it.each([
    ['has expired', { exp: nowSeconds - 1 }, 'it has expired.'],
    ['is for another audience', { aud: 'other' }, 'it is for another audience.'],
    ['is for no audience', { aud: undefined }, 'it is for another audience.'],
    ['is from another issuer', { iss: 'https://other.test/' }, 'it is from another issuer.'],
    ['is from no issuer', { iss: undefined }, 'it is from another issuer.'],
    ['is not valid yet', { nbf: nowSeconds + 600 }, 'it is malformed.'],
    ['is of no user', { sub: undefined }, '`sub` must be 1 to 255 characters.'],
    ['is of an empty user', { sub: '' }, '`sub` must be 1 to 255 characters.'],
    ['is of an endless user', { sub: 'x'.repeat(256) }, '`sub` must be 1 to 255 characters.'],
    ['is of half a character', { sub: 'a\ud800' }, '`sub` must be 1 to 255 characters.'],
    ['never expires', { exp: undefined }, '`exp` is missing.'],
  ])('when it %s', async (_name, claims, reason) => {
    await expectRefused(
      `Bearer ${await tokenOf({ claims: claims as JWTPayload })}`,
      `The token is not accepted: ${reason}`,
    );
  });

  it.each([
    ['a number', 5],
    ['a list', ['user-1']],
  ])('when its user is %s', async (_name, sub) => {
    const claims = { sub } as unknown as JWTPayload;
    expect(await refusalOf(`Bearer ${await tokenOf({ claims })}`)).toBeInstanceOf(InvalidTokenError);
  });

  const notSigned = 'The token is not accepted: it is not signed by the issuer.';

  it('when another key signed it, whether it names its own or ours', async () => {
    const { privateKey: other } = await generateKeyPair('RS256');
    await expectRefused(`Bearer ${await tokenOf({ key: other })}`, notSigned);
    await expectRefused(`Bearer ${await tokenOf({ key: other, kid: 'key-2' })}`, notSigned);
    // The library waits before it asks the issuer again; the answer is the same.
    await expectRefused(`Bearer ${await tokenOf({ key: other, kid: 'key-3' })}`, notSigned);
    expect(await authenticate(`Bearer ${await tokenOf()}`)).toMatchObject({ userId: 'user-1' });
  });

  it('when one character of what was signed is another', async () => {
    const [header = '', , signature = ''] = (await tokenOf()).split('.');
    const claims = segment({ iss: issuer, aud: audience, sub: 'user-2', exp: nowSeconds + 600 });
    await expectRefused(`Bearer ${header}.${claims}.${signature}`, notSigned);
  });

  it('when it says that it needs no signature', async () => {
    const claims = segment({ iss: issuer, aud: audience, sub: 'user-1', exp: nowSeconds + 600 });
    for (const alg of ['none', 'None', 'NONE', '']) {
      const header = segment({ alg, kid: 'key-1' });
      await expectRefused(`Bearer ${header}.${claims}.`, 'The authorization must be `Bearer <JWT>`.');
      expect(await refusalOf(`Bearer ${header}.${claims}.x`)).toBeInstanceOf(InvalidTokenError);
    }
  });

  it('when it is signed with the public key, as if that were a secret', async () => {
    const head = segment({ alg: 'HS256', kid: 'key-1' });
    const claims = segment({ iss: issuer, aud: audience, sub: 'user-1', exp: nowSeconds + 600 });
    const secret = await exportSPKI(publicKey);
    const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
    expect(await refusalOf(`Bearer ${head}.${claims}.${signature}`)).toBeInstanceOf(InvalidTokenError);
  });

  it('when it brings its own key', async () => {
    const { publicKey: own, privateKey: sign } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const token = await new SignJWT({ iss: issuer, aud: audience, sub: 'user-1', exp: nowSeconds + 600 })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1', jwk: own.export({ format: 'jwk' }) })
      .sign(sign);
    await expectRefused(`Bearer ${token}`, notSigned);
  });

  it.each([
    'e30.e30.e30',
    '____.____.____',
    `${segment({ alg: 'RS256', kid: 'key-1' })}.e30.AA`,
    `${'A'.repeat(9000)}.A.A`,
  ])('when it is %j', async (token) => {
    expect(await refusalOf(`Bearer ${token}`)).toBeInstanceOf(InvalidTokenError);
  });
});

describe('an issuer that cannot be asked is not the fault of the token', () => {
  it.each([
    ['is not there', null],
    ['fails', { status: 500, body: '{}' }],
    ['sends no JSON', { status: 200, body: '<html>' }],
    ['sends no keys', { status: 200, body: '{}' }],
    ['sends too much', { status: 200, body: Buffer.alloc(300_000, ' ') }],
    ['sends us elsewhere', { status: 302, body: '' }],
  ])('when it %s', async (_name, wrong) => {
    if (wrong === null)
      authenticate = createAuthenticate({ issuer, audience, jwksUri: 'http://127.0.0.1:1/' });
    else answer = wrong;
    const token = `Bearer ${await tokenOf()}`;
    expect(await refusalOf(token)).not.toBeInstanceOf(InvalidTokenError);
    if (wrong === null) return;
    answer = { status: 200, body: keys };
    expect(await authenticate(token)).toMatchObject({ userId: 'user-1' });
  });

  it('when it sends half a key', async () => {
    answer = { status: 200, body: '{"keys":[{"kid":"key-1","kty":"RSA","alg":"RS256","use":"sig"}]}' };
    expect(await refusalOf(`Bearer ${await tokenOf()}`)).not.toBeInstanceOf(InvalidTokenError);
  });

  it('and new keys are fetched when a token names one that is not known', async () => {
    await authenticate(`Bearer ${await tokenOf()}`);
    const next = await generateKeyPair('RS256', { extractable: true });
    answer = {
      status: 200,
      body: JSON.stringify({
        keys: [{ ...(await exportJWK(next.publicKey)), kid: 'key-2', alg: 'RS256', use: 'sig' }],
      }),
    };
    const token = await tokenOf({ key: next.privateKey, kid: 'key-2' });
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ userId: 'user-1' });
    expect(requests).toBe(2);
  });
});
