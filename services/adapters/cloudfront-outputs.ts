import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import type { Clock, OutputStore, SignedDownload } from '../exports/ports';
import { contentDisposition } from './s3-outputs';

/** A CloudFront distribution that gives out the output bucket, and the key that it trusts. */
export interface Distribution {
  /** `https://` and a host, without a slash at the end. */
  readonly baseUrl: string;
  /** CloudFront's id of the public key. */
  readonly keyPairId: string;
  /** The private key, as PEM. */
  readonly privateKey: () => Promise<string>;
  readonly clock: Clock;
}

/**
 * The finished files, whose signed URLs lead to a distribution. CloudFront looks at the signature and the time, and asks S3 for
 * the rest of the URL with a signature of its own, so that a name for the file means the same as in a presigned URL of S3. The
 * distribution must pass `response-content-disposition` on.
 */
export class CloudFrontOutputs implements OutputStore {
  constructor(
    private readonly files: OutputStore,
    private readonly distribution: Distribution,
  ) {}

  async sign(key: string, { fileName, expiresInSeconds, inline = false }: SignedDownload): Promise<string> {
    const { baseUrl, keyPairId, privateKey, clock } = this.distribution;
    const path = key.split('/').map(encoded).join('/');
    const disposition = contentDisposition(fileName, inline ? 'inline' : 'attachment');
    return getSignedUrl({
      url: `${baseUrl}/${path}?response-content-disposition=${encoded(disposition)}`,
      keyPairId,
      privateKey: await privateKey(),
      dateLessThan: new Date(clock().getTime() + expiresInSeconds * 1000),
    });
  }

  head(key: string): Promise<{ readonly sizeInBytes: number } | null> {
    return this.files.head(key);
  }

  read(key: string): Promise<Uint8Array | null> {
    return this.files.read(key);
  }

  write(key: string, body: Uint8Array, contentType: string): Promise<void> {
    return this.files.write(key, body, contentType);
  }

  delete(key: string): Promise<void> {
    return this.files.delete(key);
  }
}

/** RFC 3986: whatever may be encoded is, since the signature covers the URL as it is spelled, and `*` is a wildcard in policies. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
