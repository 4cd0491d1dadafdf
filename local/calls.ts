import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { permissionsOf, permissionsOfMissing, type AwsCall, type TemplateNames } from './permissions';

/** The function whose code runs now. All of them share a process. */
const caller = new AsyncLocalStorage<string>();

/** Runs a function under its own name, which is also what its credentials are. */
export const runAs = <T>(functionKey: string, run: () => T): T => caller.run(functionKey, run);

/** Stands behind the name of a function in the credentials that Remotion's client finds, which reads a variable of its own. */
const OF_REMOTION = '.remotion';

/** How the calls that Remotion's client makes for a function are written down besides. */
export const viaRemotion = (functionKey: string): string => `${functionKey} via Remotion`;

/** Variables that SDKs read credentials from, and what is put behind the name of the function there. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: '',
  REMOTION_AWS_ACCESS_KEY_ID: OF_REMOTION,
};

/** Gives each function credentials of its own, as its role does on AWS: emulators see by them who calls, or who has signed. */
function separateCredentials(): void {
  process.env = new Proxy(process.env, {
    get: (env, name): unknown => {
      const functionKey = caller.getStore();
      const suffix = CREDENTIALS[String(name)];
      return functionKey === undefined || suffix === undefined
        ? Reflect.get(env, name)
        : `${functionKey}${suffix}`;
    },
    // Without it, the property would be defined anew, which the environment refuses.
    set: (env, name, value) => Reflect.set(env, name, value),
  });
}

/**
 * Writes down what IAM would have to allow each function, a line each: `<function>: <action> <resource>`, as `permissionsOf`
 * words it; and `<function> via Remotion: …` as well, where Remotion's client does it. Every server of this process is listened
 * to, which all emulators are.
 *
 * @param functionKeys whose calls are of interest; those of tests and of the world itself have other credentials.
 * @returns what ends it.
 */
export function recordCalls(
  file: string,
  functionKeys: readonly string[],
  names: () => TemplateNames,
): () => void {
  separateCredentials();
  writeFileSync(file, '');
  const known = new Set<string>();
  const note = (functionKey: string, permissions: readonly string[]): void => {
    for (const permission of permissions) {
      const line = `${functionKey}: ${permission}\n`;
      if (known.has(line)) continue;
      known.add(line);
      // At once: whatever ends the world, it is there.
      appendFileSync(file, line);
    }
  };
  const onRequest = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const signer = signerOf(request);
    const functionKey = signer?.accessKeyId.replace(OF_REMOTION, '') ?? '';
    if (signer === null || !functionKeys.includes(functionKey)) return;
    const chunks = copyBody(request);
    response.once('finish', () => {
      const call = toCall(request, signer, () => Buffer.concat(chunks).toString('utf8'));
      // Whoever follows a signed URL may as well be told that it is forbidden; a function has to know.
      const isTold = request.headers.authorization !== undefined;
      const isMissing = isTold && response.statusCode === 404 && /^(Get|Head)Object$/.test(call.operation);
      const permissions = [
        ...permissionsOf(call, names()),
        ...(isMissing ? permissionsOfMissing(String(call.input.Bucket), names()) : []),
      ];
      note(functionKey, permissions);
      if (functionKey !== signer.accessKeyId) note(viaRemotion(functionKey), permissions);
    });
  };
  subscribe('http.server.request.start', onRequest);
  return () => void unsubscribe('http.server.request.start', onRequest);
}

interface Signer {
  readonly accessKeyId: string;
  readonly region: string;
  /** As signatures name it: `dynamodb`, `s3`, `execute-api`. */
  readonly service: string;
}

/** `<key>/<day>/<region>/<service>/aws4_request`, in a header or, of a signed URL, in the query. */
function signerOf({ headers, url = '/' }: IncomingMessage): Signer | null {
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const scope = inHeader ?? new URL(url, 'http://localhost').searchParams.get('X-Amz-Credential');
  const [accessKeyId, , region, service] = scope?.split('/') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return null;
  return { accessKeyId, region, service };
}

/** Keeps what the parser hands to whoever reads the body, without being one of those. */
function copyBody(request: IncomingMessage): Buffer[] {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, ...rest) => {
    if (chunk !== null) chunks.push(chunk);
    return push(chunk, ...rest);
  };
  return chunks;
}

const SERVICES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  events: 'EventBridge',
  secretsmanager: 'Secrets Manager',
};

/** Operations on a client's connection, by method. */
const CONNECTION_OPERATIONS: Readonly<Record<string, string>> = {
  POST: 'PostToConnection',
  DELETE: 'DeleteConnection',
  GET: 'GetConnection',
};

function toCall(
  request: IncomingMessage,
  { region, service }: Omit<Signer, 'accessKeyId'>,
  body: () => string,
): AwsCall {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  switch (service) {
    case 's3':
      return toS3Call(request, pathname, searchParams);
    case 'execute-api':
      return {
        service: 'ApiGatewayManagementApi',
        operation: CONNECTION_OPERATIONS[request.method ?? ''] ?? '',
        input: {},
      };
    case 'lambda': {
      const FunctionName = pathname.split('/')[3];
      return { service: 'Lambda', operation: 'Invoke', region, input: { FunctionName } };
    }
    case 'sts':
      return { service: 'STS', operation: 'GetCallerIdentity', input: {} };
    default: {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const input = JSON.parse(body()) as Record<string, unknown>;
      return { service: SERVICES[service] ?? service, operation, input };
    }
  }
}

/** Operations of S3 by method, on an object and on a bucket. */
const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  POST: 'CreateMultipartUpload',
  DELETE: 'DeleteObject',
};

function toS3Call(
  { method = '', headers }: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
): AwsCall {
  const [Bucket = '', ...rest] = decodeURIComponent(pathname.slice(1)).split('/');
  const Key = rest.join('/');
  const ofBucket = query.has('location')
    ? 'GetBucketLocation'
    : method === 'HEAD'
      ? 'HeadBucket'
      : 'ListObjectsV2';
  const operation = Key === '' ? ofBucket : (OBJECT_OPERATIONS[method] ?? method);
  const ACL = headers['x-amz-acl'];
  return { service: 'S3', operation, input: { Bucket, Key, ...(ACL !== undefined && { ACL }) } };
}
