import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { issueToken, jwks, LOCAL_AUDIENCE, LOCAL_ISSUER, UserIdError } from './tokens';

const dataDir = mkdtempSync(join(tmpdir(), 'reelway-tokens-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const verify = async (token: string) =>
  jwtVerify(token, createLocalJWKSet(await jwks(dataDir)), {
    issuer: LOCAL_ISSUER,
    audience: LOCAL_AUDIENCE,
  });

describe('the local token issuer', () => {
  it('signs tokens that its published key verifies', async () => {
    const { payload, protectedHeader } = await verify(await issueToken(dataDir, 'alice'));
    expect(payload.sub).toBe('alice');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(7 * 24 * 3600);
    expect(protectedHeader.alg).toBe('RS256');
  });

  it('makes one key, also when many ask for the first one at once', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'reelway-tokens-'));
    await Promise.all(Array.from({ length: 4 }, (_value, index) => issueToken(fresh, `user-${index}`)));
    const sets = await Promise.all([jwks(fresh), jwks(fresh)]);
    expect(sets[0]).toEqual(sets[1]);
    rmSync(fresh, { recursive: true });
  });

  it('publishes nothing private, and keeps the key to its owner', async () => {
    const { keys } = await jwks(dataDir);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(statSync(join(dataDir, 'issuer-key.json')).mode & 0o777).toBe(0o600);
  });

  it('can make a token that has expired', async () => {
    const token = await issueToken(dataDir, 'alice', { expiresInSeconds: -60 });
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it.each([[''], ['a'.repeat(129)]])('refuses the user id "%s"', async (userId) => {
    await expect(issueToken(dataDir, userId)).rejects.toThrow(UserIdError);
  });
});

describe('the token command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'local/token.ts', ...args], {
      env: { ...process.env, REELWAY_DATA_DIR: dataDir },
      encoding: 'utf8',
    });

  it('prints a token and nothing else', async () => {
    const { stdout, status } = run('alice');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect((await verify(stdout.trim())).payload.sub).toBe('alice');
  });

  it.each([[[]], [['a', 'b']], [['']]])(
    'ends with 2 and a word on stderr for the arguments %j',
    (args: string[]) => {
      const { stdout, stderr, status } = run(...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).not.toBe('');
    },
  );
});
