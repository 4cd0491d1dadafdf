import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { call, saveProject, type Target } from '../../local/client';
import { exportShort, newUser, shortProject, watchToTheEnd, world } from '../world';

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Callback {
  readonly url: string;
  readonly status: 'PENDING' | 'DELIVERED' | 'FAILED';
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly {
    readonly number: number;
    readonly statusCode: number | null;
    readonly error: string | null;
    readonly durationMs: number | null;
  }[];
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A user's server: answers the given statuses one after the other, and remembers what it was sent. */
async function receiver(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const status = statuses[received.length] ?? 410;
      received.push({ url: request.url, headers: request.headers, body });
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?of=me`, received };
}

async function readCallback(user: Target, id: string): Promise<Callback> {
  const { export: found } = await call<{ export: { callback: Callback } }>(
    user,
    `query Callback($id: ID!) {
      export(id: $id) {
        callback { url status nextAttemptAt attempts { number statusCode error durationMs } }
      }
    }`,
    { id },
  );
  return found.callback;
}

/** Waits until nothing more is planned. */
async function callbackEnd(user: Target, id: string): Promise<Callback> {
  for (;;) {
    const callback = await readCallback(user, id);
    if (callback.status !== 'PENDING') return callback;
    await sleep(200);
  }
}

/** What callbacks of this world are signed with, from where the world keeps it. */
function callbackSecret(): string {
  const file = path.join(world().dataDir, 'secrets.json');
  const secrets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  const secret = secrets.find(([arn]) => /callback-?secret/i.test(arn))?.[1];
  if (secret === undefined) throw new Error('The world keeps no secret for callbacks.');
  return secret;
}

const verified = ({ headers, body }: Received): unknown =>
  new Webhook(`whsec_${callbackSecret()}`).verify(body, headers as Record<string, string>);

describe("a callback to the user's server", () => {
  it('tells the end of an export, again when the server fails, and every try can be read', async () => {
    const { url, received } = await receiver(500, 200);
    const user = await newUser();
    const { id } = await exportShort(user, { callbackUrl: url });
    expect(await readCallback(user, id)).toEqual({
      url,
      status: 'PENDING',
      nextAttemptAt: null,
      attempts: [],
    });
    const ended = (await watchToTheEnd(user, id)).at(-1);

    const callback = await callbackEnd(user, id);

    const durationMs: unknown = expect.any(Number);
    expect(callback).toEqual({
      url,
      status: 'DELIVERED',
      nextAttemptAt: null,
      attempts: [
        { number: 1, statusCode: 500, error: 'STATUS', durationMs },
        { number: 2, statusCode: 200, error: null, durationMs },
      ],
    });
    expect(received.map((request) => request.url)).toEqual(['/hook?of=me', '/hook?of=me']);
    for (const request of received) {
      expect(verified(request)).toMatchObject({
        type: 'export.completed',
        data: {
          id,
          status: 'COMPLETED',
          sizeInBytes: ended?.sizeInBytes,
          durationInFrames: 10,
          failure: null,
        },
      });
    }
    const [first, second] = received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
  });

  it('follows no redirect, and stops when the server says that it is gone', async () => {
    const { url, received } = await receiver(307, 410);
    const user = await newUser();
    const { id } = await exportShort(user, { callbackUrl: url });
    await watchToTheEnd(user, id);

    const { status, attempts } = await callbackEnd(user, id);

    expect(status).toBe('FAILED');
    expect(attempts.map(({ statusCode, error }) => [statusCode, error])).toEqual([
      [307, 'REDIRECT'],
      [410, 'GONE'],
    ]);
    expect(received.map((request) => request.url)).toEqual(['/hook?of=me', '/hook?of=me']);
  });

  it('is refused together with the export when its URL is none', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, shortProject());
    const { createExport: result } = await call<{ createExport: unknown }>(
      user,
      `mutation Create($input: CreateExportInput!) {
        createExport(input: $input) { __typename ... on InvalidInput { issues { path message } } }
      }`,
      { input: { projectId, callbackUrl: 'https://user:secret@example.com/' } },
    );
    expect(result).toEqual({
      __typename: 'InvalidInput',
      issues: [{ path: 'callbackUrl', message: 'must not hold a user name or a password' }],
    });
  });
});
