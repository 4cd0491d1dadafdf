import { BATCH_LIMITS } from '../exports/batch';
import { PROJECT_BYTES_LIMIT } from '../projects/project';
import { MAX_BODY_BYTES, refusal, type Request } from './request';

const post = (body: string, over: Partial<Request> = {}): Request => ({
  body,
  isBase64Encoded: false,
  headers: { 'content-type': 'application/json' },
  ...over,
});

/** A body of so many bytes, all of them in its one text. */
const ofBytes = (bytes: number, letter = 'a'): string => {
  const room = bytes - '{"query":""}'.length;
  return `{"query":"${letter.repeat(room / Buffer.byteLength(letter))}"}`;
};

describe('a request is let through', () => {
  it('with as much as a batch or a project may hold', () => {
    expect(MAX_BODY_BYTES).toBeGreaterThan(1.5 * Math.max(BATCH_LIMITS.rowsBytes, PROJECT_BYTES_LIMIT));
  });

  it.each<[string, Request]>([
    ['with an operation', post('{"query":"{ viewer { id } }"}')],
    ['with as many bytes as may be', post(ofBytes(MAX_BODY_BYTES))],
    ['in base64', post(Buffer.from('{"query":"{ a }"}').toString('base64'), { isBase64Encoded: true })],
    ['without a body', { isBase64Encoded: false, headers: {} }],
    ['with an empty body', post('')],
    ['whose body is null', { ...post(''), body: null as unknown as string }],
    ['that does not say that it is JSON', post('{', { headers: { 'content-type': 'text/plain' } })],
  ])('%s', (_name, request) => {
    expect(refusal(request)).toBeNull();
  });
});

describe('a request is refused', () => {
  const tooLarge = `The request has ${MAX_BODY_BYTES + 2} bytes; at most ${MAX_BODY_BYTES} are accepted.`;
  it.each<[string, Request, number, string, string]>([
    ['for its size', post(ofBytes(MAX_BODY_BYTES + 2)), 413, 'PAYLOAD_TOO_LARGE', tooLarge],
    [
      'for its size in bytes, not in letters',
      post(ofBytes(MAX_BODY_BYTES + 2, 'é')),
      413,
      'PAYLOAD_TOO_LARGE',
      tooLarge,
    ],
    [
      'for its size before base64',
      post(Buffer.from(ofBytes(MAX_BODY_BYTES + 2)).toString('base64'), { isBase64Encoded: true }),
      413,
      'PAYLOAD_TOO_LARGE',
      tooLarge,
    ],
    [
      'when it is no JSON',
      post('{"query": secret'),
      400,
      'BAD_REQUEST',
      'The body of the request is not JSON.',
    ],
  ])('%s', (_name, request, statusCode, code, message) => {
    const answer = refusal(request);
    expect(answer?.statusCode).toBe(statusCode);
    expect(JSON.parse(answer?.body ?? '')).toEqual({ errors: [{ message, extensions: { code } }] });
  });
});
