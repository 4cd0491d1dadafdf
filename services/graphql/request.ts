import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyResultV2,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda';

/**
 * Bytes of a request's body. The largest that is of use is a batch with as much in its rows as they may hold, 2.5 MB, and some
 * clients write letters of other scripts as six; Lambda itself takes 6 MB, the rest of the event included.
 */
export const MAX_BODY_BYTES = 5_000_000;

/** As much of an event as is looked at. */
export type Request = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded' | 'headers'>;

/** Why a request does not come as far as GraphQL; null where it does. */
export function refusal(request: Request): APIGatewayProxyStructuredResultV2 | null {
  const { body, isBase64Encoded, headers } = request;
  // Nothing, which some emulators say by null. What is missing Apollo Server says.
  if (!body) return null;
  const bytes = Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes > MAX_BODY_BYTES) {
    const message = `The request has ${bytes} bytes; at most ${MAX_BODY_BYTES} are accepted.`;
    return answer(413, 'PAYLOAD_TOO_LARGE', message);
  }
  if (headers['content-type']?.startsWith('application/json') !== true || isJson(request)) return null;
  return answer(400, 'BAD_REQUEST', 'The body of the request is not JSON.');
}

/** Small next to what the operation itself takes; the integration with Lambda would answer with the parser's own words. */
function isJson({ body = '', isBase64Encoded }: Request): boolean {
  try {
    JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
    return true;
  } catch {
    return false;
  }
}

const answer = (statusCode: number, code: string, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
});

/** A request whose media type is written in small letters, as those read it that come after; to the client it is all the same. */
export function withPlainMediaType<Sent extends Request>(request: Sent): Sent {
  const type = request.headers['content-type'];
  if (type === undefined) return request;
  return { ...request, headers: { ...request.headers, 'content-type': type.toLowerCase() } };
}

/** An answer that names its request, whatever became of it, and that nobody keeps: it is one caller's, and changes. */
export function named(
  result: APIGatewayProxyResultV2 | void,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const given = typeof result === 'string' ? { body: result } : (result ?? {});
  const headers = { ...given.headers, 'cache-control': 'no-store', 'x-request-id': requestId };
  return { statusCode: 500, ...given, headers };
}
