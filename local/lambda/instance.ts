// One instance of Remotion's function: a process that runs the very handler that Remotion deploys.
import { readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { InstanceMessage, InstanceSettings, InvocationMessage } from './instances';

type Handler = (event: unknown, response: Writable, context: object) => Promise<void>;

/** The parts of Remotion's function that know AWS's machine, as far as this one differs. */
interface ServerImplementation {
  deleteTmpDir: () => Promise<void>;
  getBrowserInstance: GetBrowserInstance;
}
type GetBrowserInstance = (options: { chromiumOptions: object }) => unknown;
interface ClientInternals {
  LambdaClientInternals: { awsImplementation: { getChromiumPath: () => string | null } };
}

/** The account in the function's ARN; Remotion sends it to S3 as the expected owner of buckets. */
const ACCOUNT_ID = '000000000000';

function loadHandler({ browserExecutable, gl }: InstanceSettings): Handler {
  // Not by package name: the package exports neither the handler nor what has to differ here.
  const load = createRequire(require.resolve('@remotion/lambda/package.json'));
  const { serverAwsImplementation: server } = load('./dist/functions/aws-server-implementation.js') as {
    serverAwsImplementation: ServerImplementation;
  };
  const { awsImplementation: client } = (load('@remotion/lambda-client') as ClientInternals)
    .LambdaClientInternals;
  if (typeof server.deleteTmpDir !== 'function' || typeof client.getChromiumPath !== 'function') {
    // Were it called all the same, it would empty /tmp of the machine.
    throw new Error('This version of @remotion/lambda cannot be run here: its parts have other names.');
  }
  server.deleteTmpDir = emptyOwnTmpDir;
  client.getChromiumPath = () => browserExecutable;
  const { getBrowserInstanceImplementation } = load('@remotion/serverless') as {
    getBrowserInstanceImplementation: GetBrowserInstance;
  };
  // Lambda's Chromium runs as one process and draws in software; other builds of it crash that way.
  server.getBrowserInstance = (options) =>
    getBrowserInstanceImplementation({
      ...options,
      chromiumOptions: { ...options.chromiumOptions, gl, enableMultiProcessOnLinux: true },
    });
  let handler: Handler | undefined;
  Object.assign(globalThis, {
    awslambda: { streamifyResponse: (streamed: Handler) => (handler = streamed) },
  });
  load('./dist/functions/index.js');
  if (handler === undefined) throw new Error('@remotion/lambda has not asked for a streamed response.');
  return handler;
}

/** Remotion empties /tmp at every invocation. An instance has its own folder instead. */
async function emptyOwnTmpDir(): Promise<void> {
  const own = tmpdir();
  if (own !== process.env.TMPDIR || !path.basename(own).startsWith('instance-')) {
    throw new Error(`${own} is not the folder of an instance.`);
  }
  for (const name of await readdir(own)) {
    await rm(path.join(own, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function invoke(handler: Handler, { requestId, event, deadlineMs }: InvocationMessage): Promise<void> {
  const response = new Writable({
    write: (chunk: Uint8Array, _encoding, callback) => {
      process.send?.({ type: 'chunk', requestId, chunk } satisfies InstanceMessage, () => callback());
    },
  });
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
  try {
    await handler(event, response, {
      awsRequestId: requestId,
      functionName: name,
      invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:${ACCOUNT_ID}:function:${name}`,
      getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    });
    response.end();
    await finished(response);
    tellParent({ type: 'done', requestId, error: null });
  } catch (error) {
    const { name: errorType, message, stack = '' } = error as Error;
    const failure = { errorType, errorMessage: message, trace: stack.split('\n') };
    tellParent({ type: 'done', requestId, error: failure });
  }
}

function tellParent(message: InstanceMessage): void {
  process.send?.(message);
}

// Nobody would read the answer any more, and the browser ends with this process.
process.on('disconnect', () => process.exit(0));
const handler = loadHandler(JSON.parse(process.argv[2] ?? '{}') as InstanceSettings);
process.on('message', (message: InvocationMessage) => void invoke(handler, message));
tellParent({ type: 'ready' });
