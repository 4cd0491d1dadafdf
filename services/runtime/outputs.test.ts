import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startS3, type S3Emulator } from '../../local/emulators/s3';
import type { CoreConfig } from './config';
import { buckets } from './deps';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const values: Record<string, string> = { key: privateKey };
const credentials = (accessKeyId: string): string =>
  JSON.stringify({ accessKeyId, secretAccessKey: 'store-secret' });

const directory = mkdtempSync(path.join(tmpdir(), 'reelway-stores-'));
const environment = { ...process.env };
let home: S3Emulator;
let other: S3Emulator;
let secrets: Server;
let asked = 0;

beforeAll(async () => {
  home = await startS3({ directory: path.join(directory, 'home') });
  other = await startS3({ directory: path.join(directory, 'other') });
  await Promise.all([home, other].map((store) => store.createBuckets(['films'])));
  secrets = createServer((request, response) => {
    void text(request).then((body) => {
      asked += 1;
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ SecretString: values[SecretId] }));
    });
  });
  await new Promise<void>((resolve) => secrets.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'home-key',
    AWS_SECRET_ACCESS_KEY: 'home-secret',
    AWS_ENDPOINT_URL_S3: home.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secrets.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  process.env = environment;
  secrets.closeAllConnections();
  await new Promise((resolve) => secrets.close(resolve));
  await Promise.all([home, other].map((store) => store.stop()));
  rmSync(directory, { recursive: true });
});

const key = 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4';
const download = { fileName: 'film.mp4', expiresInSeconds: 60 };
const config: Pick<CoreConfig, 'region' | 'outputBucket' | 'outputStore' | 'downloads'> = {
  ...{ region: 'us-east-1', outputBucket: 'films', outputStore: null, downloads: null },
};
/** Finished files in the other store, whose credentials are in the named secret. */
const elsewhere = (secretId: string) =>
  buckets({
    ...config,
    outputStore: { endpoint: other.url, region: 'auto', forcePathStyle: true, secretId },
  }).outputs;

/** Whether a store holds the file, looked at from outside. */
async function has({ url: endpoint }: S3Emulator): Promise<boolean> {
  const client = new S3Client({
    ...{ endpoint, region: 'us-east-1' },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const answer = await client.send(new HeadObjectCommand({ Bucket: 'films', Key: key })).catch(() => null);
  client.destroy();
  return answer !== null;
}

describe('finished files in another store', () => {
  it('are written, looked at, given out and deleted there, and nothing is asked of S3', async () => {
    values.store = credentials('store-key');
    const outputs = elsewhere('store');
    await outputs.write(key, Buffer.from('video'), 'video/mp4');
    expect([await has(home), await has(other)]).toEqual([false, true]);
    expect(await outputs.head(key)).toEqual({ sizeInBytes: 5 });
    expect(await outputs.head(`${key}x`)).toBeNull();
    expect(Buffer.from((await outputs.read(key)) ?? '').toString()).toBe('video');

    const url = await outputs.sign(key, download);
    expect(url.startsWith(`${other.url}/films/${key}?`)).toBe(true);
    expect(new URL(url).searchParams.get('X-Amz-Credential')).toMatch(/^store-key\/\d{8}\/auto\/s3\//);
    // Some stores refuse parameters that only S3 knows.
    expect(url).not.toContain('checksum');
    expect(await (await fetch(url)).text()).toBe('video');

    await outputs.delete(key);
    expect(await has(other)).toBe(false);
    // All of it with credentials that were read once.
    expect(asked).toBe(1);
  });

  it('are signed for with new credentials within five minutes of a replacement', async () => {
    values.replaced = credentials('first');
    const outputs = elsewhere('replaced');
    expect(await outputs.sign(key, download)).toContain('X-Amz-Credential=first');
    values.replaced = credentials('second');
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 300_000);
    expect(await outputs.sign(key, download)).toContain('X-Amz-Credential=second');
    now.mockRestore();
  });

  it.each([
    'no JSON, but s3cret',
    '{"accessKeyId":"s3cret"}',
    '{"accessKeyId":"s3cret","secretAccessKey":""}',
  ])('are an error when the secret is %j, without a word of it', async (value) => {
    const id = `broken-${value.length}`;
    values[id] = value;
    const error: unknown = await elsewhere(id)
      .head(key)
      .catch((reason: unknown) => reason);
    expect(error).toEqual(new Error(`The secret ${id} is no JSON with accessKeyId and secretAccessKey.`));
    expect((error as Error).cause).toBeUndefined();
  });
});

describe('finished files behind a distribution', () => {
  it('are given out by it with the key of the secret, and stay where they are', async () => {
    const downloads = { baseUrl: 'https://d1.cloudfront.net', keyPairId: 'K2', secretId: 'key' };
    const { outputs } = buckets({ ...config, downloads });
    await outputs.write(key, Buffer.from('video'), 'video/mp4');
    expect(await has(home)).toBe(true);
    const url = new URL(await outputs.sign(key, download));
    expect(url.host + url.pathname).toBe(`d1.cloudfront.net/${key}`);
    const [resource] = url.href.split('&Expires');
    const expires = url.searchParams.get('Expires') ?? '';
    const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
    const signature = (url.searchParams.get('Signature') ?? '').replace(
      /[-_~]/g,
      (char) => ({ '-': '+', _: '=', '~': '/' })[char] ?? '',
    );
    expect(createVerify('RSA-SHA1').update(policy).verify(publicKey, signature, 'base64')).toBe(true);
  });

  it('are given out by S3 where there is none', async () => {
    const { outputs } = buckets(config);
    expect(await outputs.sign(key, download)).toContain(`${home.url}/films/${key}?`);
  });
});
