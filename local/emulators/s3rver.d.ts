// s3rver has no types of its own: this is the part of it that is used.
declare module 's3rver' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, Server } from 'node:http';
  import type { Readable } from 'node:stream';

  namespace S3rver {
    interface StoredObject {
      bucket: string;
      key: string;
      content: Readable | Buffer;
      metadata: Record<string, unknown>;
      range?: { start: number; end: number };
    }

    interface Store {
      getResourcePath(bucket: string, key: string, resource: string): string;
      getMetadata(bucket: string, key: string): Promise<Record<string, unknown>>;
      putMetadata(bucket: string, key: string, metadata: Record<string, unknown>, md5: string): Promise<void>;
      getObject(
        bucket: string,
        key: string,
        options?: { start?: number; end?: number },
      ): Promise<StoredObject | null>;
      putObject(object: StoredObject): Promise<{ size: number; md5: string }>;
      putBucket(bucket: string): Promise<unknown>;
    }

    /** The part of a Koa context that is used. */
    interface Context {
      req: IncomingMessage | Readable;
      headers: Record<string, string | string[] | undefined>;
      query: Record<string, string | undefined>;
    }

    interface S3Notification {
      Records: {
        eventName: string;
        requestParameters: { sourceIPAddress: string };
        responseElements: Record<string, string>;
        s3: { bucket: { name: string }; object: { key: string; size?: number; eTag?: string } };
      }[];
    }
  }

  class S3rver extends EventEmitter {
    constructor(options: {
      address: string;
      port: number;
      silent: boolean;
      directory: string;
      vhostBuckets: boolean;
      allowMismatchedSignatures: boolean;
    });
    readonly store: S3rver.Store;
    readonly httpServer: Server;
    readonly middleware: ((context: S3rver.Context, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }

  export = S3rver;
}

declare module 's3rver/lib/models/account' {
  export const registry: Map<string, unknown>;
  export const DUMMY_ACCOUNT: { createKeyPair(accessKeyId: string, secretAccessKey: string): void };
}

declare module 's3rver/lib/models/object' {
  import type { Readable } from 'node:stream';
  import type S3rver from 's3rver';
  class S3Object implements S3rver.StoredObject {
    constructor(bucket: string, key: string, content: Readable | null, metadata: Record<string, unknown>);
    bucket: string;
    key: string;
    content: Readable;
    metadata: Record<string, unknown>;
    range?: { start: number; end: number };
  }
  export = S3Object;
}
