import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The versions of the only secret, by stage. */
let versions: Partial<Record<string, string>>;
let calls: string[];
let status: number | null;
let server: Server;
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { SecretId, VersionStage } = JSON.parse(body) as { SecretId: string; VersionStage: string };
      calls.push(`${SecretId} ${VersionStage}`);
      const secret = SecretId === 'webhook' ? versions[VersionStage] : undefined;
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      // Of a clock that seems to be wrong, the client would ask a second time.
      response.setHeader('date', new Date(ms).toUTCString());
      if (status !== null) response.writeHead(status).end('{"__type":"AccessDeniedException"}');
      else if (secret === undefined) {
        response.writeHead(400).end('{"__type":"ResourceNotFoundException","message":"not there"}');
      } else response.end(JSON.stringify({ SecretString: secret, VersionStages: [VersionStage] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const now = jest.spyOn(Date, 'now');
let ms = Date.parse('2026-03-01T12:00:00Z');
afterAll(() => now.mockRestore());
beforeEach(() => {
  ms += 86_400_000;
  now.mockImplementation(() => ms);
  [versions, calls, status] = [{ AWSCURRENT: 'one' }, [], null];
});

/** What is remembered is a process's own. */
const load = async () => {
  jest.resetModules();
  return import('./secrets');
};
const CURRENT = 'webhook AWSCURRENT';
const PREVIOUS = 'webhook AWSPREVIOUS';

describe('a secret', () => {
  it('is read once in five minutes, also by those who ask at the same time', async () => {
    const { readSecret } = await load();
    expect(await Promise.all([readSecret('webhook'), readSecret('webhook')])).toEqual(['one', 'one']);
    versions = { AWSCURRENT: 'two', AWSPREVIOUS: 'one' };
    ms += 299_999;
    expect(await readSecret('webhook')).toBe('one');
    ms += 1;
    expect(await readSecret('webhook')).toBe('two');
    expect(calls).toEqual([CURRENT, CURRENT]);
  });

  it('has one version until it is replaced, and then two', async () => {
    const { readSecretVersions } = await load();
    expect(await readSecretVersions('webhook')).toEqual(['one']);
    // That there is no other is remembered as well.
    expect(await readSecretVersions('webhook')).toEqual(['one']);
    expect([...calls].sort()).toEqual([CURRENT, PREVIOUS]);
    versions = { AWSCURRENT: 'two', AWSPREVIOUS: 'one' };
    ms += 300_000;
    expect(await readSecretVersions('webhook')).toEqual(['two', 'one']);
    versions = { AWSCURRENT: 'two', AWSPREVIOUS: 'two' };
    ms += 300_000;
    expect(await readSecretVersions('webhook')).toEqual(['two']);
  });

  it('is read again by who wants the newest versions, but not more than once in ten seconds', async () => {
    const { readSecret, readSecretVersions } = await load();
    await readSecret('webhook');
    versions = { AWSCURRENT: 'two', AWSPREVIOUS: 'one' };
    ms += 9_999;
    expect(await readSecretVersions('webhook', 'newest')).toEqual(['one']);
    ms += 1;
    expect(await readSecretVersions('webhook', 'newest')).toEqual(['two', 'one']);
    // Everybody else knows it by now.
    expect(await readSecret('webhook')).toBe('two');
    for (let count = 0; count < 5; count += 1) await readSecretVersions('webhook', 'newest');
    expect(calls.filter((call) => call === CURRENT)).toHaveLength(2);
  });

  it('that cannot be read is asked for again at the next call', async () => {
    const { readSecret, readSecretVersions } = await load();
    status = 400;
    await expect(readSecret('webhook')).rejects.toThrow();
    await expect(readSecretVersions('webhook')).rejects.toThrow();
    status = null;
    expect(await readSecretVersions('webhook')).toEqual(['one']);
  });

  it.each([
    ['is not there', 'nothing', 'not there'],
    ['is empty', 'webhook', 'The secret webhook is empty.'],
  ])('that %s is an error, without a value in it', async (_name, id, message) => {
    const { readSecret } = await load();
    versions = { AWSCURRENT: '' };
    await expect(readSecret(id)).rejects.toThrow(message);
  });
});
