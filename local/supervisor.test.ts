import { mkdtempSync, rmSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { WebSocket } from 'ws';
import { startWorld, type RunningWorld } from './start';

const dataDir = mkdtempSync(join(tmpdir(), 'reelway-world-'));
const serviceDir = join(__dirname, 'fixture');
const lines: string[] = [];
const start = () =>
  startWorld({
    dataDir,
    serviceDir,
    params: { renderWorkerUrl: 'http://127.0.0.1:9' },
    onLine: (line) => lines.push(line),
  });

let world: RunningWorld;

async function rows(): Promise<string[]> {
  const client = new DynamoDBClient({
    endpoint: world.dynamodbUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: world.resources.tableNames.Table }));
  client.destroy();
  return Items.map(({ pk }) => pk?.S ?? '').sort();
}

const put = (body: object) => fetch(`${world.httpUrl}/put`, { method: 'POST', body: JSON.stringify(body) });

beforeAll(async () => {
  world = await start();
}, 60_000);
afterAll(async () => {
  await world.stop();
  rmSync(dataDir, { recursive: true });
});

describe('a local world', () => {
  it('says what comes up, and where it is', () => {
    expect(lines.join('\n')).toMatch(/DynamoDB +http:\/\/127.0.0.1:\d+\nSQS .*\nS3 .*\nEventBridge/);
    expect(JSON.parse(readFileSync(join(dataDir, 'world.json'), 'utf8'))).toMatchObject({
      httpUrl: world.httpUrl,
      resources: { bucketNames: { Bucket: 'fixture-local-bucket', outside: 'outside' } },
    });
  });

  it.each([['localhost'], ['127.0.0.1']])('answers on %s, with its environment resolved', async (host) => {
    const response = await fetch(`${world.httpUrl.replace('localhost', host)}/hello`);
    expect(await response.json()).toEqual({
      tableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/fixture-local-table/index/*',
      bucket: 'fixture-local-bucket',
      secret: expect.stringMatching(/^.{20}$/) as string,
    });
  });

  it('delivers events to functions and through queues, and is idle when all of it is done', async () => {
    await put({ type: 'thing.happened.v1', key: 'event' });
    await put({ type: 'to.queue.v1', key: 'message' });
    await put({ key: 'watched/file' });
    await put({ key: 'other/file' });
    await world.idle();
    expect(await rows()).toEqual(['heard event', 'heard watched/file', 'queued message']);
  });

  it('holds a burst of 200 requests and 500 sockets', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${world.httpUrl}/hello`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(200);
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<{ bucket: string }>));
    expect(new Set(bodies.map(({ bucket }) => bucket))).toEqual(new Set(['fixture-local-bucket']));
    const sockets = Array.from({ length: 500 }, () => new WebSocket(world.wsUrl));
    await Promise.all(
      sockets.map(
        (socket) => new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject)),
      ),
    );
    for (const socket of sockets) socket.send('{"type":"hello"}');
    const countMessages = async () => (await rows()).filter((row) => row.startsWith('socket ')).length;
    for (let tries = 0; tries < 100 && (await countMessages()) < sockets.length; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await countMessages()).toBe(sockets.length);
    await Promise.all(
      sockets.map((socket) => {
        const closed = new Promise((resolve) => socket.once('close', resolve));
        socket.close();
        return closed;
      }),
    );
    await world.idle();
  }, 60_000);

  it('shares its folder with no other', async () => {
    await expect(start()).rejects.toThrow(`Another local world uses ${dataDir} (process ${process.pid})`);
  });

  it('takes no port that somebody has, on either address of localhost', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const stranger = createServer();
      const port = await new Promise<number | undefined>((resolve) => {
        stranger.once('error', () => resolve(undefined));
        stranger.listen(0, host, () => resolve((stranger.address() as { port: number }).port));
      });
      if (port === undefined) continue;
      const other = { dataDir: `${dataDir}-other`, wsPort: port };
      await expect(startWorld(other)).rejects.toThrow(
        new RegExp(`Port ${port}, for WebSocket.*REELWAY_WS_PORT`),
      );
      await new Promise((resolve) => stranger.close(resolve));
    }
  });

  it('leaves nothing running, and finds its data and secrets again', async () => {
    const before = { rows: await rows(), hello: await (await fetch(`${world.httpUrl}/hello`)).text() };
    const urls = [
      world.httpUrl,
      world.controlUrl,
      world.dynamodbUrl,
      world.s3Url,
      world.sqsUrl,
      world.lambdaUrl,
    ];
    await world.stop();
    for (const url of urls) await expect(fetch(url)).rejects.toThrow();
    expect(existsSync(join(dataDir, 'world.json'))).toBe(false);
    // A lock of a process that ended long ago, and whose number another one has now, must not count.
    writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.ppid, startedAt: '1' }));
    world = await start();
    expect({ rows: await rows(), hello: await (await fetch(`${world.httpUrl}/hello`)).text() }).toEqual(
      before,
    );
  }, 60_000);
});

describe('a world that cannot start', () => {
  it('says why, and where the log is', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'reelway-broken-'));
    const starting = startWorld({ dataDir: broken, serviceDir: broken });
    await expect(starting).rejects.toThrow(/ended with 1[^]*"offline start" not found[^]*world\.log/);
    rmSync(broken, { recursive: true });
  }, 30_000);
});
