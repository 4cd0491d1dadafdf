import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand as SdkPost,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import fc from 'fast-check';
import { PostToConnectionCommand } from './apigateway-post';
import { amzDate, authorization } from './aws-signature';

// No AWS is at hand, so the oracle is the SDK's own signer: what it makes of the same request is right.

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Requests as a client sends them, signed. */
async function sent(
  credentials: Credentials,
  region: string,
  send: (client: ApiGatewayManagementApiClient) => Promise<unknown>,
): Promise<HttpRequest[]> {
  const requests: HttpRequest[] = [];
  const client = new ApiGatewayManagementApiClient({
    ...{ region, credentials, endpoint: 'https://abc.execute-api.us-east-1.amazonaws.com/prod' },
    requestHandler: {
      handle: async (request: HttpRequest) => {
        requests.push(request);
        return { response: new HttpResponse({ statusCode: 200, headers: {} }) };
      },
    },
  });
  await send(client);
  return requests;
}

/** What is signed of a request: the headers that its authorization names. */
function signedHeaders({ headers }: HttpRequest): Record<string, string> {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  return Object.fromEntries(names.map((name) => [name, headers[name] ?? '']));
}

const word = fc.stringMatching(/^[A-Za-z0-9/+]{1,40}$/);
const credentialsOf = fc.record(
  { accessKeyId: fc.stringMatching(/^[A-Z0-9]{4,20}$/), secretAccessKey: word, sessionToken: word },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const connectionId = fc.stringMatching(/^[A-Za-z0-9_-]{4,20}={0,2}$/);
const region = fc.constantFrom('us-east-1', 'eu-central-1');

describe('a signature', () => {
  it("is the SDK's own, for any credentials, region, connection and text", async () => {
    const service = 'execute-api';
    await fc.assert(
      fc.asyncProperty(
        credentialsOf,
        region,
        connectionId,
        fc.string(),
        async (credentials, where, id, text) => {
          const Data = Buffer.from(text);
          const [request] = await sent(credentials, where, (client) =>
            client.send(new SdkPost({ ConnectionId: id, Data })),
          );
          if (request === undefined) throw new Error('Nothing was sent.');
          const { method, path } = request;
          const headers = signedHeaders(request);
          expect(Object.keys(headers)).toEqual(expect.arrayContaining(['host', 'x-amz-date']));
          expect(
            authorization({ method, path, headers, body: Data }, { ...credentials, region: where, service }),
          ).toBe(request.headers.authorization);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('dates as AWS does', () => {
    expect(amzDate(new Date('2026-03-01T12:05:09.123Z'))).toBe('20260301T120509Z');
  });
});

describe('a post without the middleware of the SDK', () => {
  it("goes where the SDK's own goes, with the same text and all that AWS wants to be signed", async () => {
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token' };
    const input = { ConnectionId: 'L0SM9cOF-_=', Data: Buffer.from('"ü字🦀"') };
    const [own, theirs] = await sent(credentials, 'us-east-1', async (client) => {
      await client.send(new PostToConnectionCommand(input));
      await client.send(new SdkPost(input));
    });
    const where = ({ method, protocol, hostname, port, path }: HttpRequest) => [
      method,
      protocol,
      hostname,
      port,
      path,
    ];
    expect(own && where(own)).toEqual(theirs && where(theirs));
    expect(Buffer.from(own?.body as Uint8Array).toString()).toBe('"ü字🦀"');
    expect(Object.keys(own === undefined ? {} : signedHeaders(own))).toEqual([
      ...['content-type', 'host', 'x-amz-date', 'x-amz-security-token'],
    ]);
    for (const name of ['content-type', 'content-length', 'host', 'x-amz-security-token']) {
      expect([name, own?.headers[name]]).toEqual([name, theirs?.headers[name]]);
    }
  });

  it('tells the time that AWS has, when the SDK has learned that this clock is wrong', async () => {
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
    const [request] = await sent(credentials, 'us-east-1', async (client) => {
      client.config.systemClockOffset = 3_600_000;
      await client.send(new PostToConnectionCommand({ ConnectionId: 'a=', Data: Buffer.from('{}') }));
    });
    const hour = amzDate(new Date(Date.now() + 3_600_000)).slice(0, 11);
    const next = amzDate(new Date(Date.now() + 3_660_000)).slice(0, 11);
    expect([hour, next]).toContain(request?.headers['x-amz-date']?.slice(0, 11));
  });
});
