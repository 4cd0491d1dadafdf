import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** A request as it is signed. */
export interface SignedRequest {
  readonly method: string;
  /** As it is sent, percent-encoded once. Without a query. */
  readonly path: string;
  /** All of them are signed; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Who signs, for which service and where. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

/** `20260301T120000Z`: the time as `x-amz-date` tells it. */
export const amzDate = (time: Date): string => `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The last key, which a process needs again and again: it lasts as long as its day and its credentials. */
let known: { readonly name: string; readonly key: KeyObject } | null = null;

function signingKey({ secretAccessKey, region, service }: Signer, day: string): KeyObject {
  const name = JSON.stringify([secretAccessKey, day, region, service]);
  if (known?.name !== name) {
    const parts = [day, region, service, 'aws4_request'];
    const key = parts.reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    // Node.js would make such an object of a buffer at each use, which takes longer than the signature.
    known = { name, key: createSecretKey(key) };
  }
  return known.key;
}

/**
 * The `authorization` of a request by AWS Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), for services that encode the
 * path twice: all but S3. The headers must hold `host` and `x-amz-date`.
 */
export function authorization(request: SignedRequest, signer: Signer): string {
  const { method, path, headers, body } = request;
  const date = headers['x-amz-date'] ?? '';
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonical = [
    ...[method, encodeURIComponent(path).replaceAll('%2F', '/'), ''],
    ...names.map((name) => `${name}:${headers[name]}`),
    ...['', signedHeaders, hash('sha256', body)],
  ].join('\n');
  const day = date.slice(0, 8);
  const scope = `${day}/${signer.region}/${signer.service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, hash('sha256', canonical)].join('\n');
  const signature = createHmac('sha256', signingKey(signer, day)).update(text).digest('hex');
  const credential = `Credential=${signer.accessKeyId}/${scope}`;
  return `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}
