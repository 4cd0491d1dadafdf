// `npm run bench:push`: how long a change takes from Remotion's webhook to the frame at the client, through the functions, their
// queue and their table; and how long a fan-out takes to the last client, by the library alone, and through the HTTP of an API
// Gateway that is a process of its own; and how long 2000 take as the stack splits them, by a queue and a function for each 200.
// Beside all, the same through graphql-ws on a plain Node server that keeps everything in
// memory, in the same run.
import { fork, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import WebSocket from 'ws';
import { createExport } from '../local/client';
import { startSqs } from '../local/emulators/sqs';
import { startLiveWorld, type LiveWorld } from '../tests/conformance/live-world';
import type { Kind, ServerMessage, ServerReport } from './push-server';
import type { ShareMessage, ShareReport } from './push-share';

/** A function serves 200 of a fan-out; the others go to functions of their own. */
const AUDIENCES = [1, 100, 200, 2_000] as const;
/** Of a hundred subscribers: gone without a word, and those whose sends take two seconds. */
const DEAD_PERCENT = 5;
const SLOW_PERCENT = 5;
/** Clients that connect at the same time. */
const OPENED_AT_ONCE = 20;
/** Longer than a state is told of, so that no wait for its window is measured but where one is due. */
const AFTER_START_MS = 1_200;

/** Milliseconds on one clock for all processes of this machine. */
const now = (): number => performance.timeOrigin + performance.now();

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], part: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(1).padStart(8)} ms`;

/** As long as no healthy client gets anything, nothing is under way but to slow ones. */
const QUIET_MS = 400;

/** Nothing here takes longer, unless it went wrong; in milliseconds. */
const PATIENCE_MS = 60_000;

function within<T>(work: Promise<T>, what: string): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`${what} took longer than ${PATIENCE_MS} ms.`)), PATIENCE_MS).unref();
  });
  return Promise.race([work, late]);
}

/** One client by hand: whoever measures must not be slower than what is measured. */
interface Listener {
  readonly socket: WebSocket;
  /** Resolves with the time at which a state of this version arrived. */
  frame(version: number): Promise<number>;
}

async function listen(url: string, id: string, payload: object = {}): Promise<Listener> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const arrived = new Map<number, number>();
  const waiting = new Map<number, (at: number) => void>();
  const first = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const at = now();
      const message = JSON.parse(data.toString()) as {
        type: string;
        payload?: { data?: { exportProgress: { version: number; status: string } } };
      };
      if (message.type === 'connection_ack') {
        const query =
          'subscription Watch($id: ID!) { exportProgress(id: $id) { id status progress version } }';
        socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query, variables: { id } } }));
      }
      const state = message.payload?.data?.exportProgress;
      if (message.type === 'error') reject(new Error(data.toString()));
      if (state === undefined) return;
      // In the world, versions are not known before; the end is.
      const version = state.status === 'COMPLETED' ? Infinity : state.version;
      arrived.set(version, at);
      waiting.get(version)?.(at);
      resolve();
    });
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await first;
  return {
    socket,
    frame: async (version) => arrived.get(version) ?? new Promise((resolve) => waiting.set(version, resolve)),
  };
}

interface Latency {
  readonly fromPostMs: number;
  readonly fromAnswerMs: number;
}

async function measureWebhook(
  live: LiveWorld,
  server: PlainServer,
  runs: number,
): Promise<Record<'reelway' | 'plain', Latency[]>> {
  const found: Record<'reelway' | 'plain', Latency[]> = { reelway: [], plain: [] };
  for (let run = 0; run < runs; run += 1) {
    // One of their own each time: an equal export of the same user would not be rendered.
    const user = await live.newUser();
    const created = await createExport(user, { projectId: user.projectId });
    await within(live.started(created.id), 'Starting a render');
    const listener = await listen(user.wsUrl, created.id, { authorization: `Bearer ${user.token}` });
    await new Promise((resolve) => setTimeout(resolve, AFTER_START_MS));
    const { sentAt, answeredAt } = await live.complete(created.id);
    const at = await within(listener.frame(Infinity), 'A frame');
    listener.socket.close();
    // The first runs start the functions.
    if (run > 2) found.reelway.push({ fromPostMs: at - sentAt, fromAnswerMs: at - answeredAt });
    const plain = await server.webhook(`run-${run}`);
    if (run > 2) found.plain.push(plain);
  }
  return found;
}

/** The servers of a fan-out, and the gateway of one of them. */
class PlainServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly gateway: ChildProcess,
    private readonly gatewayPort: number,
  ) {}

  /** Where the gateway answers the Management API. */
  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.gatewayPort}`;
  }

  static async start(): Promise<PlainServer> {
    const child = fork(require.resolve('./push-server.ts'), [], {
      execArgv: [...process.execArgv, '--expose-gc'],
    });
    const [{ port = 0 }] = (await once(child, 'message')) as [ServerReport];
    const gateway = fork(require.resolve('./push-gateway.ts'), [`http://127.0.0.1:${port}`]);
    const [{ port: gatewayPort = 0 }] = (await once(gateway, 'message')) as [ServerReport];
    const server = new PlainServer(child, port, gateway, gatewayPort);
    await server.ask({ type: 'gateway', url: `http://127.0.0.1:${gatewayPort}` });
    return server;
  }

  /** Where clients of a kind connect. */
  url(kind: Kind): string {
    return kind === 'http' ? `ws://127.0.0.1:${this.gatewayPort}/` : `ws://127.0.0.1:${this.port}/${kind}`;
  }

  async ask(message: ServerMessage): Promise<ServerReport> {
    const answer = once(this.child, 'message') as Promise<[ServerReport]>;
    this.child.send(message);
    return (await answer)[0];
  }

  /** One state through a signed POST. */
  async webhook(id: string): Promise<Latency> {
    const listener = await listen(this.url('plain'), id);
    const body = JSON.stringify({ id, version: 2 });
    const signature = createHmac('sha512', 'secret').update(body).digest('hex');
    const sentAt = now();
    const response = await fetch(`http://127.0.0.1:${this.port}/webhook`, {
      method: 'POST',
      headers: { 'x-remotion-signature': `sha512=${signature}` },
      body,
    });
    const answeredAt = now();
    await response.arrayBuffer();
    const at = await within(listener.frame(2), 'A frame');
    listener.socket.close();
    return { fromPostMs: at - sentAt, fromAnswerMs: at - answeredAt };
  }

  async stop(): Promise<void> {
    // The gateway first: it would tell a server that is gone that its sockets are closed.
    const stopped = once(this.gateway, 'exit');
    this.gateway.kill();
    await stopped;
    this.child.kill();
  }
}

/** A fan-out, in milliseconds: until the last healthy client was told, and what the server has worked for it. */
interface Round {
  readonly lastMs: number;
  readonly workedMs: number;
}

interface Audience {
  readonly time: () => Promise<Round>;
  readonly close: () => void;
  /** Brings the audience to its next version, with those that are dead there again, and gives it. */
  readonly advance: () => Promise<number>;
  /** When the healthy ones get a version, in the order in which they came. */
  readonly arrivals: (version: number) => Promise<number>[];
}

type Role = 'healthy' | 'dead' | 'slow';

/** Who is dead and who is slow, spread over all: their places in a list must not matter. */
function rolesOf(size: number, faulty: boolean): Role[] {
  const share = (percent: number): number => (faulty ? Math.floor((size * percent) / 100) : 0);
  const faults = share(DEAD_PERCENT) + share(SLOW_PERCENT);
  const step = Math.max(1, Math.floor(size / Math.max(1, faults)));
  return Array.from({ length: size }, (_, index): Role => {
    const place = index % step === 0 ? Math.floor(index / step) : Infinity;
    if (place >= faults) return 'healthy';
    return place % 2 === 0 ? 'dead' : 'slow';
  });
}

const idOf = (name: string, size: number, faulty: boolean): string => `${name}-${size}-${faulty}`;

async function gather(
  server: PlainServer,
  kind: Kind,
  size: number,
  faulty: boolean,
  name: string = kind,
): Promise<Audience> {
  const id = idOf(name, size, faulty);
  const roles = rolesOf(size, faulty);
  const sockets: WebSocket[] = [];
  async function join(some: readonly Role[]): Promise<Listener[]> {
    const joined: Listener[] = [];
    for (let first = 0; first < some.length; first += OPENED_AT_ONCE) {
      const opening = some.slice(first, first + OPENED_AT_ONCE).map(async (role) => {
        const listener = await listen(`${server.url(kind)}?role=${role}`, id);
        sockets.push(listener.socket);
        if (role === 'dead') listener.socket.terminate();
        if (role === 'healthy') joined.push(listener);
      });
      await within(Promise.all(opening), 'Connecting');
    }
    return joined;
  }
  const healthy = await join(roles);
  const dead = roles.filter((role) => role === 'dead');
  let version = 1;
  async function advance(): Promise<number> {
    // Those of the round before are forgotten since.
    if (version > 1) await join(dead);
    version += 1;
    return version;
  }
  const arrivals = (of: number): Promise<number>[] => healthy.map((listener) => listener.frame(of));
  return {
    advance,
    arrivals,
    async time() {
      await advance();
      const frames = arrivals(version);
      const { workedMs: before = 0 } = await server.ask({ type: 'work' });
      const { publishedAt = 0 } = await server.ask({ type: 'publish', kind, id, version });
      const told = await within(Promise.all(frames), 'A fan-out');
      const { workedMs: after = 0 } = await server.ask({ type: 'work' });
      return { lastMs: Math.max(...told) - publishedAt, workedMs: after - before };
    },
    close: () => sockets.forEach((socket) => socket.terminate()),
  };
}

const KINDS = ['plain', 'reelway', 'http'] as const;

/** The last client, how many times the plain server's that is, and the work of the server's process. */
function shown(found: Record<Kind, readonly Round[]>, kind: Kind): string {
  const median = (of: Kind, what: keyof Round): number =>
    quantile(
      found[of].map((round) => round[what]),
      0.5,
    );
  const ratio = (median(kind, 'lastMs') / median('plain', 'lastMs')).toFixed(2).padStart(5);
  const worked = `worked ${median(kind, 'workedMs').toFixed(0).padStart(4)} ms`;
  return `${kind} ${ms(median(kind, 'lastMs'))} ${kind === 'plain' ? '' : `${ratio}  `}${worked}`;
}

async function compareFanOut(server: PlainServer, size: number, rounds: number): Promise<void> {
  for (const faulty of size === 1 ? [false] : [false, true]) {
    const audiences = new Map<Kind, Audience>();
    for (const kind of KINDS) audiences.set(kind, await gather(server, kind, size, faulty));
    const found: Record<Kind, Round[]> = { reelway: [], http: [], plain: [] };
    // In turns, so that a busy moment of the machine hits all; the first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [kind, audience] of audiences) {
        const told = await audience.time();
        if (round > 0) found[kind].push(told);
        // Sends to slow clients must not weigh on the next.
        if (faulty) await new Promise((resolve) => setTimeout(resolve, 2_500));
      }
    }
    const what = faulty ? `${DEAD_PERCENT} % dead, ${SLOW_PERCENT} % slow` : 'all healthy';
    console.log(
      `${String(size).padStart(5)} ${what.padEnd(20)} ${KINDS.map((kind) => shown(found, kind)).join('   ')}`,
    );
    for (const audience of audiences.values()) audience.close();
  }
}

/** A function `push`, warm, in a process of its own. */
class ShareSender {
  private constructor(private readonly child: ChildProcess) {}

  static async start(gatewayUrl: string): Promise<ShareSender> {
    const child = fork(require.resolve('./push-share.ts'), [gatewayUrl]);
    await once(child, 'message');
    return new ShareSender(child);
  }

  async ask(message: ShareMessage): Promise<number> {
    const answer = once(this.child, 'message') as Promise<[ShareReport]>;
    this.child.send(message);
    return (await answer)[0].begunAt;
  }

  stop(): void {
    this.child.kill();
  }
}

/** A fan-out as it is split, in milliseconds. */
interface SplitRound {
  /** Until the queue had the last part. */
  readonly handedMs: number;
  /** From the beginning of the slowest part to its last healthy client; the first 200 among them. */
  readonly slowestMs: number;
  /** Until the last healthy client, had all parts been sent beside each other, each as soon as the queue had it. */
  readonly lastMs: number;
}

/**
 * One fan-out to many, as the stack splits it. Two cores cannot run ten functions beside each other, so the parts are sent one
 * after the other, each by a process of its own, and what each took is added to when the queue had it.
 */
async function timeSplit(
  server: PlainServer,
  audience: Audience,
  { id, queueUrl, senders }: { id: string; queueUrl: string; senders: ShareSender[] },
): Promise<SplitRound> {
  const version = await audience.advance();
  const { rows = [] } = await server.ask({ type: 'rows', id });
  const arrived: number[] = [];
  const frames = audience.arrivals(version).map(async (frame) => void arrived.push(await frame));
  const { publishedAt = 0, parts = [] } = await server.ask({ type: 'split', id, version, queueUrl });
  const begun = [publishedAt];
  for (const [index, { body }] of parts.entries()) {
    const sender = (senders[index] ??= await ShareSender.start(server.gatewayUrl));
    const { subscribers } = JSON.parse(body) as { subscribers: { connectionId: string }[] };
    const wanted = new Set(subscribers.map(({ connectionId }) => connectionId));
    await sender.ask({ type: 'rows', rows: rows.filter((row) => wanted.has(row.connectionId)) });
    begun.push(await sender.ask({ type: 'page', body }));
    await untilQuiet(arrived);
  }
  await within(Promise.all(frames), 'A fan-out');
  const lastOf = (index: number): number =>
    Math.max(...arrived.filter((at) => at >= (begun[index] ?? 0) && at < (begun[index + 1] ?? Infinity)));
  const took = begun.map((at, index) => lastOf(index) - at);
  const handed = [0, ...parts.map(({ handedAt }) => handedAt - publishedAt)];
  return {
    handedMs: Math.max(...handed),
    slowestMs: Math.max(...took),
    lastMs: Math.max(...took.map((ms, index) => ms + (handed[index] ?? 0))),
  };
}

/** Until nothing has arrived for a while: a part has been sent. */
async function untilQuiet(arrived: readonly number[]): Promise<void> {
  for (let count = -1; count !== arrived.length;) {
    count = arrived.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** 2000 subscribers as a deployed stage tells them, beside the plain server, in turns. */
async function compareSplit(server: PlainServer, rounds: number): Promise<void> {
  const sqs = await startSqs({ region: 'us-east-1' });
  await sqs.createQueues([{ name: 'push', url: '', arn: '', attributes: {} }]);
  const queueUrl = `${sqs.url}/000000000000/push`;
  const size = 2_000;
  for (const faulty of [false, true]) {
    // Under an id of its own: whoever joins one that was told before gets its last state at once.
    const [plain, split] = [
      await gather(server, 'plain', size, faulty, 'beside-split'),
      await gather(server, 'http', size, faulty, 'split'),
    ];
    const senders: ShareSender[] = [];
    const found: { plain: Round; split: SplitRound }[] = [];
    // The first round starts the senders, and warms all.
    for (let round = 0; round <= rounds; round += 1) {
      const timed = {
        plain: await plain.time(),
        split: await timeSplit(server, split, { id: idOf('split', size, faulty), queueUrl, senders }),
      };
      if (round > 0) found.push(timed);
      if (faulty) await new Promise((resolve) => setTimeout(resolve, 2_500));
    }
    const median = (of: (round: (typeof found)[number]) => number): number => quantile(found.map(of), 0.5);
    const [plainMs, lastMs] = [median((round) => round.plain.lastMs), median((round) => round.split.lastMs)];
    const what = faulty ? `${DEAD_PERCENT} % dead, ${SLOW_PERCENT} % slow` : 'all healthy';
    console.log(
      `${String(size).padStart(5)} ${what.padEnd(20)} plain ${ms(plainMs)}   split ${ms(lastMs)} ${(lastMs / plainMs).toFixed(2).padStart(5)}   handed over after ${ms(median((round) => round.split.handedMs))}   slowest part ${ms(median((round) => round.split.slowestMs))}`,
    );
    for (const sender of senders) sender.stop();
    for (const audience of [plain, split]) audience.close();
  }
  await sqs.stop();
}

/** Memory of the server, while one audience is told again and again. */
async function reportMemory(server: PlainServer, kind: Kind): Promise<void> {
  const listeners: Listener[] = [];
  for (let index = 0; index < 200; index += 1) {
    listeners.push(await listen(`${server.url(kind)}?role=healthy`, `memory-${kind}`));
  }
  const found: string[] = [];
  let version = 1;
  for (let part = 0; part < 5; part += 1) {
    for (let count = 0; count < 200; count += 1) {
      version += 1;
      const frames = listeners.map((listener) => listener.frame(version));
      await server.ask({ type: 'publish', kind, id: `memory-${kind}`, version });
      await within(Promise.all(frames), 'A fan-out');
    }
    const { heapBytes = 0, residentBytes = 0 } = await server.ask({ type: 'memory' });
    found.push(`${(heapBytes / 2 ** 20).toFixed(1)}/${(residentBytes / 2 ** 20).toFixed(0)}`);
  }
  console.log(`${kind.padEnd(8)} ${found.join('  ')}`);
  listeners.forEach(({ socket }) => socket.terminate());
}

async function roundTrip(live: LiveWorld): Promise<number> {
  const { world } = live;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: world.dynamodbUrl, region: 'us-east-1', credentials }),
  );
  const times: number[] = [];
  for (let count = 0; count < 60; count += 1) {
    const begun = now();
    const Key = { pk: 'SLOTS', sk: 'ALL' };
    await client.send(new GetCommand({ TableName: Object.values(world.resources.tableNames)[0] ?? '', Key }));
    times.push(now() - begun);
  }
  client.destroy();
  return quantile(times, 0.5);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ runs: { type: 'string', default: '30' }, rounds: { type: 'string', default: '5' } },
      // The fan-out as it is split, and nothing else.
      split: { type: 'boolean', default: false },
    },
  });
  const bounded = (text: string): number => Math.max(1, Math.min(1_000, Math.trunc(Number(text)) || 1));
  const [runs, rounds] = [bounded(values.runs), bounded(values.rounds)];
  const server = await PlainServer.start();
  try {
    console.log(
      `Fan-out, from the publish to the last healthy client; medians of ${rounds}, and times the plain server's`,
    );
    for (const size of values.split ? [] : AUDIENCES) await compareFanOut(server, size, rounds);
    console.log(
      `\nAs a deployed stage splits it: 200 by the first function, the others by nine more. Here these run one after the other;\nwhat each took is added to when the queue had its part. The queue's own delivery is not in it. Medians of ${rounds}`,
    );
    await compareSplit(server, rounds);
    if (values.split) return;
    console.log(
      '\nHeap/resident memory of the server after each 200 of 1000 publishes to 200 subscribers, in MiB',
    );
    for (const kind of ['reelway', 'http'] as const) await reportMemory(server, kind);

    const live = await startLiveWorld();
    try {
      const found = await measureWebhook(live, server, runs + 3);
      const tripMs = await roundTrip(live);
      console.log(`\nFrom Remotion's webhook to the frame at one client; ${runs} runs each`);
      for (const kind of ['reelway', 'plain'] as const) {
        const [post, answer] = [
          found[kind].map(({ fromPostMs }) => fromPostMs),
          found[kind].map(({ fromAnswerMs }) => fromAnswerMs),
        ];
        console.log(
          `${kind.padEnd(8)} from the POST p50 ${ms(quantile(post, 0.5))} p99 ${ms(quantile(post, 0.99))}   from its 200 p50 ${ms(quantile(answer, 0.5))} p99 ${ms(quantile(answer, 0.99))}`,
        );
      }
      console.log(`One round trip to the table: ${ms(tripMs)}`);
    } finally {
      await live.stop();
    }
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
