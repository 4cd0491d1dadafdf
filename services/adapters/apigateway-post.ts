import {
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand as SdkPost,
  type ApiGatewayManagementApiClientResolvedConfig as Config,
  type PostToConnectionCommandInput as Input,
  type PostToConnectionCommandOutput as Output,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { amzDate, authorization } from './aws-signature';

type SdkHandler = ReturnType<SdkPost['resolveMiddleware']>;
type ClientStack = Parameters<SdkPost['resolveMiddleware']>[0];

/** What a caller may pass to `send`, as far as it matters here. */
interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

/** As much of the SDK's response as is looked at. */
interface Answer {
  readonly statusCode: number;
  readonly body?: { readonly resume?: () => void };
}

/**
 * The SDK's command, without its middleware where nothing unusual happens. A publisher sends hundreds of small texts at the
 * same moment, and of the SDK's third of a millisecond for each, building, signing and parsing by general rules take most: it
 * would decide when the last client is told. Sockets, credentials, region, endpoint and the clock's offset are the client's.
 * Whatever is not taken and not refused for good goes the SDK's own way, with its retries and errors.
 */
export class PostToConnectionCommand extends SdkPost {
  override resolveMiddleware(stack: ClientStack, config: Config, options: SendOptions = {}): SdkHandler {
    const carefully = (): SdkHandler => super.resolveMiddleware(stack, config, options);
    return async (command) => {
      const output = await quickly(config, this.input, options.abortSignal);
      return output === null ? carefully()(command) : { output, response: undefined };
    };
  }
}

/** @returns null when it should be tried with care. @throws GoneException, PayloadTooLargeException and AbortError. */
async function quickly(config: Config, input: Input, abortSignal?: AbortSignal): Promise<Output | null> {
  let answer: Answer;
  try {
    const request = await requestFor(config, input);
    if (request === null) return null;
    const options = abortSignal === undefined ? {} : { abortSignal };
    const handled = (await config.requestHandler.handle(request, options)) as { readonly response: Answer };
    answer = handled.response;
  } catch (error) {
    if (abortSignal?.aborted === true) throw error;
    return null;
  }
  // Nothing is read of it, but only then is its socket free for the next.
  answer.body?.resume?.();
  const $metadata = { httpStatusCode: answer.statusCode };
  if (answer.statusCode === 410) throw new GoneException({ message: 'The client has left.', $metadata });
  if (answer.statusCode === 413) throw new PayloadTooLargeException({ message: 'Too large.', $metadata });
  // AWS says 200; serverless-offline 204. A second try of what was taken would reach the client twice.
  return answer.statusCode === 200 || answer.statusCode === 204 ? { $metadata } : null;
}

/** The signed request, or null where the client is not told an endpoint. */
async function requestFor(config: Config, { ConnectionId = '', Data }: Input) {
  const [endpoint, region, credentials] = await Promise.all([
    config.endpoint?.(),
    config.region(),
    config.credentials(),
  ]);
  if (endpoint === undefined || !(Data instanceof Uint8Array)) return null;
  const { protocol, hostname, port } = endpoint;
  const path = `${endpoint.path.replace(/\/$/, '')}/@connections/${encodeURIComponent(ConnectionId)}`;
  const { sessionToken } = credentials;
  const signed = {
    'content-type': 'application/octet-stream',
    host: port === undefined ? hostname : `${hostname}:${port}`,
    'x-amz-date': amzDate(new Date(Date.now() + config.systemClockOffset)),
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const method = 'POST';
  const signer = { ...credentials, region, service: 'execute-api' };
  const headers = {
    ...signed,
    'content-length': String(Data.byteLength),
    authorization: authorization({ method, path, headers: signed, body: Data }, signer),
  };
  return { method, protocol, hostname, port, path, query: {}, headers, body: Data };
}
