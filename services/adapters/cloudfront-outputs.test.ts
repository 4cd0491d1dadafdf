import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { startS3, type S3Emulator } from '../../local/emulators/s3';
import { CloudFrontOutputs } from './cloudfront-outputs';
import { describeDownloads, describeOutputStore, type OutputStoreWorld } from './outputs.contract';
import { S3Outputs } from './s3-outputs';

const KEY_PAIR_ID = 'K2JCJMDEHXQW5F';
const trusted = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const directory = mkdtempSync(path.join(tmpdir(), 'reelway-cdn-'));
const Bucket = 'outputs';
let s3: S3Emulator;
let client: S3Client;
let edge: Server;
let baseUrl: string;

/** Parameters that CloudFront takes for itself; the origin does not see them. */
const OWN = ['Expires', 'Key-Pair-Id', 'Signature'];

/**
 * Whether CloudFront would let a request in
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html):
 * the policy names the URL without CloudFront's own parameters, spelled as in the request.
 */
function isLetIn(url: URL): boolean {
  const own = Object.fromEntries(OWN.map((name) => [name, url.searchParams.get(name) ?? '']));
  const rest = url.search.slice(1).split('&').filter(isOrigins);
  const resource = `${url.origin}${url.pathname}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
  const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${own.Expires}}}}]}`;
  const signature = (own.Signature ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  return (
    own['Key-Pair-Id'] === KEY_PAIR_ID &&
    createVerify('RSA-SHA1').update(policy).verify(trusted.publicKey, signature, 'base64') &&
    Number(own.Expires) * 1000 > Date.now()
  );
}
const isOrigins = (pair: string): boolean => !OWN.includes(pair.split('=')[0] ?? '');

/** An edge with a cache policy that passes `response-content-disposition` on, and an origin access control that signs. */
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', baseUrl);
  if (!isLetIn(url)) return void response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
  const command = new GetObjectCommand({
    Bucket,
    Key: decodeURIComponent(url.pathname.slice(1)),
    ResponseContentDisposition: url.searchParams.get('response-content-disposition') ?? undefined,
  });
  const { range } = request.headers;
  const answer = await fetch(await getSignedUrl(client, command), range ? { headers: { range } } : {});
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

beforeAll(async () => {
  s3 = await startS3({ directory });
  await s3.createBuckets([Bucket]);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials });
  edge = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`;
});
afterAll(async () => {
  edge.closeAllConnections();
  await new Promise((resolve) => edge.close(resolve));
  client.destroy();
  await s3.stop();
  rmSync(directory, { recursive: true });
});

const SIGNED_AT = Date.now();
const distribution = (privateKey = trusted.privateKey) => ({
  ...{ baseUrl, keyPairId: KEY_PAIR_ID },
  privateKey: async () => privateKey,
  clock: () => new Date(SIGNED_AT),
});

/** Nothing is left from an earlier test. */
async function make(): Promise<OutputStoreWorld> {
  const files = new S3Outputs(client, Bucket);
  const keys = [1, 2].map((attempt) => `exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/${attempt}.mp4`);
  await Promise.all(keys.map((key) => files.delete(key)));
  return {
    outputs: new CloudFrontOutputs(files, distribution()),
    put: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    lifetime: ({ searchParams }) => Number(searchParams.get('Expires')) - Math.round(SIGNED_AT / 1000),
  };
}

describeOutputStore('CloudFrontOutputs', make);
describeDownloads('CloudFrontOutputs', make);

describe('a URL of CloudFrontOutputs', () => {
  const key = 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4';
  const download = { fileName: 'film.mp4', expiresInSeconds: 60 };

  it('leads to the distribution, by the key alone, and tells nothing of the bucket', async () => {
    const { outputs } = await make();
    const url = await outputs.sign(key, download);
    expect(url.split('?')[0]).toBe(`${baseUrl}/${key}`);
    expect([...new URL(url).searchParams.keys()].sort()).toEqual([
      ...OWN.toSorted(),
      'response-content-disposition',
    ]);
    expect(url).not.toContain(Bucket);
  });

  it('works as it is, and only until its time is over', async () => {
    const { outputs, put } = await make();
    const other = key.replace('/1.', '/2.');
    await Promise.all([key, other].map((each) => put(each, Buffer.from('video'))));
    const sign = (expiresInSeconds: number) => outputs.sign(key, { fileName: 'a.mp4', expiresInSeconds });
    const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
    const url = await sign(3600);
    expect(await statusOf(url)).toBe(200);
    expect(await statusOf(url.replace(key, other))).toBe(403);
    expect(await statusOf(url.replaceAll('a.mp4', 'b.mp4'))).toBe(403);
    expect(await statusOf(url.replace(/Expires=\d/, '$&9'))).toBe(403);
    expect(await statusOf(`${url}&response-content-type=text%2Fhtml`)).toBe(403);
    expect(await statusOf(await sign(-10))).toBe(403);
  });

  it('is good for nothing when another key has signed it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const forger = new CloudFrontOutputs(new S3Outputs(client, Bucket), distribution(privateKey));
    expect(isLetIn(new URL(await forger.sign(key, download)))).toBe(false);
  });

  it('is signed as it is spelled, without a wildcard, whatever the file is called', async () => {
    const { outputs } = await make();
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), async (fileName, inline) => {
        const url = await outputs.sign(key, { fileName, inline, expiresInSeconds: 60 });
        expect(isLetIn(new URL(url))).toBe(true);
        expect(new URL(url).href).toBe(url);
        expect(url.slice(url.indexOf('?') + 1)).toMatch(/^[\w.~%&=-]+$/);
      }),
      { numRuns: 50 },
    );
  });

  it('is not made without a private key', async () => {
    const broken = new CloudFrontOutputs(new S3Outputs(client, Bucket), distribution('no key'));
    await expect(broken.sign(key, download)).rejects.toThrow();
  });
});
