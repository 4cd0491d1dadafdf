import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { startS3, type ObjectCreatedEvent, type S3Emulator } from './s3';

const Bucket = 'films';
const directory = mkdtempSync(join(tmpdir(), 'reelway-s3-'));

let s3: S3Emulator;
let client: S3Client;
let events: ObjectCreatedEvent[] = [];

beforeAll(async () => {
  s3 = await startS3({ directory, onObjectCreated: (event) => events.push(event) });
  await s3.createBuckets([Bucket]);
  await s3.createBuckets([Bucket]);
  client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'anyone', secretAccessKey: 'any' },
  });
});
beforeEach(() => {
  events = [];
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
  rmSync(directory, { recursive: true });
});

const put = (Key: string, Body: string | Buffer) => client.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Key: string) =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe('S3', () => {
  it('tells EventBridge of a new object, in the documented shape', async () => {
    await put('renders/a b/progress.json', '{"é":1}');
    expect(events).toEqual([
      {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        resources: ['arn:aws:s3:::films'],
        detail: {
          version: '0',
          bucket: { name: 'films' },
          object: {
            key: 'renders/a b/progress.json',
            size: 8,
            etag: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/) as string,
          },
          'request-id': expect.stringMatching(/^[0-9A-F]{16}$/) as string,
          requester: '000000000000',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  it('gives growing sequencers, and says nothing of deletions', async () => {
    for (let count = 0; count < 5; count += 1) await put('again', String(count));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'again' }));
    const sequencers = events.map(({ detail }) => (detail.object as { sequencer: string }).sequencer);
    expect(sequencers).toHaveLength(5);
    expect([...new Set(sequencers)].sort()).toEqual(sequencers);
  });

  it('takes multipart uploads and copies, and names them so', async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' }));
    const part = await client.send(
      new UploadPartCommand({
        Bucket,
        Key: 'big',
        UploadId,
        PartNumber: 1,
        Body: Buffer.alloc(6_000_000, 7),
      }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload }));
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/big` }));
    expect(events.map(({ detail }) => detail.reason)).toEqual(['CompleteMultipartUpload', 'CopyObject']);
    const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
    expect(ContentLength).toBe(6_000_000);
  });

  it('unpacks a stream that the SDK sends in chunks with a checksum behind', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_value, index) => index % 251));
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'streamed',
        Body: Readable.from([bytes.subarray(0, 70_001), bytes.subarray(70_001)]),
        ContentLength: bytes.length,
        ContentType: 'video/mp4',
      }),
    );
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
    expect(Buffer.from((await answer.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(answer.ContentEncoding).toBeUndefined();
    expect(answer.ContentType).toBe('video/mp4');
  });

  it('never shows half of an object that is being rewritten', async () => {
    const versions = Array.from({ length: 20 }, (_value, index) =>
      String(index % 10).repeat(200_000 + index * 7919),
    );
    await put('progress', versions[0] ?? '');
    const writing = (async () => {
      for (const version of versions) await put('progress', version);
    })();
    let reads = 0;
    let isWriting = true;
    void writing.finally(() => (isWriting = false));
    while (isWriting) {
      const text = await read('progress');
      expect(versions.includes(text ?? '')).toBe(true);
      reads += 1;
    }
    await writing;
    expect(reads).toBeGreaterThan(3);
  });

  it('serves presigned downloads with their disposition, whole and in ranges', async () => {
    await put('out.mp4', '0123456789');
    const url = await getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket,
        Key: 'out.mp4',
        ResponseContentDisposition: 'attachment; filename="film.mp4"',
      }),
      { expiresIn: 60 },
    );
    const whole = await fetch(url);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="film.mp4"');
    expect(await whole.text()).toBe('0123456789');
    const part = await fetch(url, { headers: { range: 'bytes=2-5' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-5/10');
    expect(await part.text()).toBe('2345');
    const rest = await fetch(url, { headers: { range: 'bytes=7-' } });
    expect(await rest.text()).toBe('789');
    expect((await fetch(url, { headers: { range: 'bytes=10-' } })).status).toBe(416);
  });

  it('refuses a presigned download after its time', async () => {
    await put('late.mp4', 'x');
    const command = new GetObjectCommand({ Bucket, Key: 'late.mp4' });
    const url = await getSignedUrl(client, command, {
      expiresIn: 60,
      signingDate: new Date(Date.now() - 120_000),
    });
    expect((await fetch(url)).status).toBe(403);
  });

  it('answers for a missing object as S3 does', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('reads an empty object', async () => {
    await put('empty', Buffer.alloc(0));
    expect(await read('empty')).toBe('');
  });
});
