import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { InvalidTokenError } from '../runtime/caller';
import { logger } from '../runtime/logger';

jest.mock('../runtime/auth', () => ({
  createAuthenticate: () => async (authorization: string | undefined) => {
    if (authorization === undefined) return null;
    if (authorization === 'Bearer good') return { userId: 'ann', expiresAt: 2_000_000_000 };
    if (authorization === 'Bearer bad') throw new InvalidTokenError('The token is not accepted.');
    throw new Error('The issuer does not answer.');
  },
}));

const environment = { ...process.env };
let handler: (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>;
const counted: string[] = [];
const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);

beforeAll(async () => {
  Object.assign(process.env, {
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    // Nobody listens there, as where a table's role or network is broken.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    ...{ STAGE: 'test', TABLE_NAME: 'table', EVENT_BUS_NAME: 'bus', OUTPUT_BUCKET: 'films' },
    ...{ WEBSOCKET_ENDPOINT: 'https://ws.example.com/test', SITE_VERSION: 'site-1', RENDER_MODE: 'local' },
    ...{ AUTH_ISSUER: 'https://issuer.example.com/', AUTH_AUDIENCE: 'reelway' },
    AUTH_JWKS_URI: 'https://issuer.example.com/jwks.json',
  });
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void counted.push(String(line)));
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => counted.push(String(line)) > 0);
  ({ handler } = await import('./handler'));
});
afterAll(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
beforeEach(() => {
  counted.length = 0;
  logged.mockClear();
});

interface Sent {
  readonly method?: string;
  readonly search?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const SIGNED_IN = { ...JSON_TYPE, authorization: 'Bearer good' };
const TYPENAME = '{"query":"{ __typename }"}';

async function send({ method = 'POST', search = '', body, headers = JSON_TYPE }: Sent) {
  const event = {
    ...{ version: '2.0', routeKey: '', rawPath: '/graphql', rawQueryString: search, isBase64Encoded: false },
    ...{ headers, requestContext: { http: { method, path: '/graphql' } }, body },
  } as unknown as APIGatewayProxyEventV2;
  const context = { awsRequestId: 'request-1' } as Context;
  return (await handler(event, context)) as APIGatewayProxyStructuredResultV2;
}

const failures = (): number => counted.filter((line) => line.includes('"RequestFailures":1')).length;

describe('every answer names its request, and is kept by nobody', () => {
  it.each<[string, Sent, number]>([
    ['to an operation', { body: TYPENAME }, 200],
    ['to what is no GraphQL', { body: '{"query":"{"}' }, 400],
    [
      'to a token that is not accepted',
      { body: TYPENAME, headers: { ...JSON_TYPE, authorization: 'Bearer bad' } },
      401,
    ],
    [
      'where the issuer is down',
      { body: TYPENAME, headers: { ...JSON_TYPE, authorization: 'Bearer new' } },
      500,
    ],
    [
      'to what a form of another site may send',
      { method: 'GET', search: 'query=%7B__typename%7D', headers: {} },
      400,
    ],
    ['to no body', {}, 400],
    ['to the JSON null', { body: 'null' }, 400],
    ['to a list', { body: '[]' }, 400],
    [
      'to variables in a URL that are no JSON',
      { method: 'GET', search: 'query=%7B__typename%7D&variables=x' },
      400,
    ],
    ['to variables that are a text', { body: '{"query":"{ __typename }","variables":"x"}' }, 400],
    ['to a body that is no JSON', { body: '{' }, 400],
    ['to an unknown media type', { body: TYPENAME, headers: { 'content-type': 'text/html' } }, 400],
    ['to a method that there is not', { method: 'PUT', body: TYPENAME }, 405],
  ])('%s', async (_name, sent, statusCode) => {
    const answer = await send(sent);
    expect({ statusCode: answer.statusCode, headers: answer.headers }).toMatchObject({
      statusCode,
      headers: { 'x-request-id': 'request-1', 'cache-control': 'no-store' },
    });
  });
});

it.each(['Application/JSON', 'APPLICATION/JSON; Charset=UTF-8', 'application/json'])(
  'a body of the media type %s is read',
  async (type) => {
    const { statusCode, body } = await send({ body: TYPENAME, headers: { 'content-type': type } });
    expect([statusCode, body]).toEqual([200, '{"data":{"__typename":"Query"}}\n']);
    const broken = await send({ body: '{', headers: { 'content-type': type } });
    expect(broken.body).toContain('The body of the request is not JSON.');
  },
);

describe('a failure of ours is counted, and logged with its request', () => {
  it('where the table cannot be reached', async () => {
    const answer = await send({
      body: '{"query":"{ viewer { dailyUsed } }"}',
      headers: SIGNED_IN,
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('INTERNAL_SERVER_ERROR');
    expect(failures()).toBe(1);
    expect(logged.mock.calls).toMatchObject([['A GraphQL request failed.', { requestId: 'request-1' }]]);
  });

  it('where the issuer is down', async () => {
    await send({ body: TYPENAME, headers: { ...JSON_TYPE, authorization: 'Bearer new' } });
    expect(failures()).toBe(1);
    const details = { requestId: 'request-1', error: new Error('The issuer does not answer.') };
    expect(logged.mock.calls).toEqual([['A caller could not be authenticated.', details]]);
  });

  it('and what a caller does wrong is not', async () => {
    await send({ body: TYPENAME, headers: { ...JSON_TYPE, authorization: 'Bearer bad' } });
    await send({ body: '{"query":"{ viewer { id } }"}' });
    await send({ body: '{"query":"{ nothing }"}', headers: SIGNED_IN });
    expect([failures(), logged.mock.calls]).toEqual([0, []]);
  });
});
