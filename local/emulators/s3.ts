import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import S3rver from 's3rver';
import * as accounts from 's3rver/lib/models/account';
import S3Object from 's3rver/lib/models/object';
import { LOCAL_ACCOUNT_ID } from '../cloudformation';
import type { EventBridgeEvent } from './eventbridge';

/** What the S3 emulator tells about each object that was written. */
export type ObjectCreatedEvent = Pick<EventBridgeEvent, 'source' | 'detail-type' | 'resources' | 'detail'>;

export interface S3Options {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** The folder that keeps buckets and objects; made when missing. */
  directory: string;
  /** Gets S3's 'Object Created' for EventBridge, once the object can be read. */
  onObjectCreated?: (event: ObjectCreatedEvent) => void;
  /** Gets each request as it comes, before it is answered. */
  onRequest?: (request: S3Request) => void;
}

/** A request as S3 would log it. */
export interface S3Request {
  readonly method: string;
  /** With the query: `/bucket/key?uploads`. */
  readonly url: string;
  /** Whose credentials it is signed with; null when it is not signed. */
  readonly accessKeyId: string | null;
}

export interface S3Emulator {
  /** `http://127.0.0.1:<port>`: with an IP address the SDK addresses buckets by path on its own. */
  url: string;
  port: number;
  /** Makes what is missing. */
  createBuckets: (names: string[]) => Promise<void>;
  stop: () => Promise<void>;
}

/** Longer than any client keeps an idle socket, so that none sends on one that is just being closed. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** Access keys are taken as they come; beyond this many something is wrong. */
const MAX_ACCESS_KEYS = 1000;

/** AWS's words for the ways an object is made, by s3rver's event names. */
const REASONS: Record<string, string> = {
  'ObjectCreated:Put': 'PutObject',
  'ObjectCreated:Copy': 'CopyObject',
  // s3rver says `Post` for browser forms too, which nothing of this project sends.
  'ObjectCreated:Post': 'CompleteMultipartUpload',
};

/**
 * Starts s3rver on loopback, with three things put right: an object is replaced in one step, so that whoever reads
 * it while it is rewritten sees the old or the new one whole; bodies in `aws-chunked` encoding are unpacked; and any
 * access key is accepted.
 */
export async function startS3(options: S3Options): Promise<S3Emulator> {
  const objectsDir = join(options.directory, 'buckets');
  const unfinishedDir = join(options.directory, 'unfinished');
  mkdirSync(objectsDir, { recursive: true });
  rmSync(unfinishedDir, { recursive: true, force: true });
  mkdirSync(unfinishedDir);
  const server = new S3rver({
    address: '127.0.0.1',
    port: options.port ?? 0,
    silent: true,
    directory: objectsDir,
    vhostBuckets: false,
    allowMismatchedSignatures: true,
  });
  server.middleware.unshift(tellRequests(options.onRequest), acceptAccessKey, unpackChunks);
  replaceObjectsAtomically(server.store, unfinishedDir);
  const nextSequencer = sequencer();
  server.on('event', ({ Records }: S3rver.S3Notification) => {
    for (const record of Records) {
      const reason = REASONS[record.eventName];
      if (reason) options.onObjectCreated?.(toObjectCreated(record, reason, nextSequencer()));
    }
  });
  const { port } = await server.run();
  server.httpServer.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    createBuckets: async (names) => {
      for (const name of names) await server.store.putBucket(name);
    },
    stop: async () => {
      const closed = server.close();
      server.httpServer.closeAllConnections();
      await closed;
    },
  };
}

function toObjectCreated(
  { s3, requestParameters, responseElements }: S3rver.S3Notification['Records'][number],
  reason: string,
  sequence: string,
): ObjectCreatedEvent {
  return {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: [`arn:aws:s3:::${s3.bucket.name}`],
    detail: {
      version: '0',
      bucket: { name: s3.bucket.name },
      object: {
        key: s3.object.key,
        size: s3.object.size ?? 0,
        ...(s3.object.eTag !== undefined && { etag: s3.object.eTag }),
        sequencer: sequence,
      },
      'request-id': responseElements['x-amz-request-id'] ?? '',
      requester: LOCAL_ACCOUNT_ID,
      'source-ip-address': requestParameters.sourceIPAddress,
      reason,
    },
  };
}

/** Sequencers are hexadecimal and compare as strings; two writes within a millisecond must differ too. */
function sequencer(): () => string {
  let last = 0n;
  return () => {
    const now = BigInt(Date.now()) << 16n;
    last = now > last ? now : last + 1n;
    return last.toString(16).toUpperCase().padStart(18, '0');
  };
}

const accessKeyOf = ({ headers, query }: S3rver.Context): string | undefined =>
  /Credential=([^/,]+)/.exec(String(headers.authorization ?? ''))?.[1] ??
  query['X-Amz-Credential']?.split('/')[0];

const tellRequests =
  (onRequest: S3Options['onRequest']) =>
  async (context: S3rver.Context, next: () => Promise<void>): Promise<void> => {
    const { req } = context;
    if ('method' in req) {
      const { method = '', url = '' } = req;
      onRequest?.({ method, url, accessKeyId: accessKeyOf(context) ?? null });
    }
    await next();
  };

async function acceptAccessKey(context: S3rver.Context, next: () => Promise<void>): Promise<void> {
  const accessKeyId = accessKeyOf(context);
  if (
    accessKeyId !== undefined &&
    !accounts.registry.has(accessKeyId) &&
    accounts.registry.size < MAX_ACCESS_KEYS
  ) {
    accounts.DUMMY_ACCOUNT.createKeyPair(accessKeyId, accessKeyId);
  }
  await next();
}

async function unpackChunks(context: S3rver.Context, next: () => Promise<void>): Promise<void> {
  if (String(context.headers['content-encoding'] ?? '').includes('aws-chunked')) {
    const rest = String(context.headers['content-encoding'])
      .split(',')
      .map((encoding) => encoding.trim())
      .filter((encoding) => encoding !== 'aws-chunked');
    if (rest.length > 0) context.headers['content-encoding'] = rest.join(', ');
    else delete context.headers['content-encoding'];
    const unpacked = new ChunkedDecoder();
    context.req.on('error', (error) => unpacked.destroy(error));
    context.req = context.req.pipe(unpacked);
  }
  await next();
}

/** `<hex size>[;chunk-signature=...]\r\n<bytes>\r\n`, a chunk of size 0, then trailers that are not looked at. */
class ChunkedDecoder extends Transform {
  private header = '';
  private remaining = 0;
  private state: 'header' | 'data' | 'end of data' | 'trailers' = 'header';

  override _transform(input: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    let rest = input;
    while (rest.length > 0 && this.state !== 'trailers') {
      if (this.state === 'data') {
        const data = rest.subarray(0, this.remaining);
        this.push(data);
        this.remaining -= data.length;
        rest = rest.subarray(data.length);
        if (this.remaining === 0) this.state = 'end of data';
        continue;
      }
      this.header += rest.toString('latin1', 0, 1);
      rest = rest.subarray(1);
      if (this.header.endsWith('\r\n')) this.endOfLine();
    }
    callback(this.header.length > 1024 ? new Error('a chunk header is too long') : null);
  }

  private endOfLine(): void {
    if (this.state === 'end of data') this.state = 'header';
    else {
      this.remaining = Number.parseInt(this.header, 16);
      this.state = this.remaining > 0 ? 'data' : 'trailers';
    }
    this.header = '';
  }
}

/** s3rver writes into the object itself, and answers before all of it is on disk. */
function replaceObjectsAtomically(store: S3rver.Store, unfinishedDir: string): void {
  store.putObject = async (object) => {
    const path = store.getResourcePath(object.bucket, object.key, 'object');
    const unfinished = join(unfinishedDir, randomUUID());
    const md5 = createHash('md5');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, callback) {
        md5.update(chunk);
        size += chunk.length;
        callback(null, chunk);
      },
    });
    const content = Buffer.isBuffer(object.content) ? Readable.from([object.content]) : object.content;
    try {
      await pipeline(content, measure, createWriteStream(unfinished));
      await mkdir(dirname(path), { recursive: true });
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
    const etag = md5.digest('hex');
    await store.putMetadata(object.bucket, object.key, object.metadata, etag);
    return { size, md5: etag };
  };

  // The length must be of the very file that is read, also when the object is replaced in between.
  store.getObject = async (bucket, key, { start, end } = {}) => {
    const file = await open(store.getResourcePath(bucket, key, 'object')).catch(ignoreMissing);
    if (!file) return null;
    try {
      const { size, mtime } = await file.stat();
      const stored = await store.getMetadata(bucket, key);
      const metadata = { ...stored, 'content-length': size, 'last-modified': mtime.toUTCString() };
      const range = { start: start ?? 0, end: Math.min(end ?? Infinity, Math.max(0, size - 1)) };
      const isPart = start !== undefined || end !== undefined;
      const isSatisfiable = range.start <= range.end;
      const content = isSatisfiable ? file.createReadStream(range) : null;
      if (!content) await file.close();
      return Object.assign(new S3Object(bucket, key, content, metadata), isPart && { range });
    } catch (error) {
      await file.close();
      return ignoreMissing(error as NodeJS.ErrnoException);
    }
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
